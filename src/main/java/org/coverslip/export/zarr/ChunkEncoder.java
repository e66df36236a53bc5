package org.coverslip.export.zarr;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

import org.coverslip.codec.ByteEncoder;
import org.coverslip.codec.DeflateCodec;
import org.coverslip.codec.SamplePacker;
import org.coverslip.codec.TileEncoder;
import org.coverslip.codec.ZstdCodec;
import org.coverslip.export.walk.LevelSize;
import org.coverslip.export.zarr.OmeZarrOptions.Compression;
import org.coverslip.export.zarr.OmeZarrOptions.Version;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.slide.DisplayRange;

/**
 * Makes a chunk of each sample of a tile: low bytes first. What lies beyond the level's edge is the tile's padding, of
 * which Zarr says that nobody reads it.
 *
 * @param layout
 *            of the arrays
 * @param bytes
 *            packs
 * @param shown
 *            size of the level, if it is a single tile whose values say what is to be shown
 */
record ChunkEncoder(ArrayLayout layout, ByteEncoder bytes, Optional<LevelSize> shown) implements TileEncoder {

	/** numcodecs' own level of zlib: much faster than 6, and hardly larger. */
	static final int DEFLATE_LEVEL = 1;

	private static final int HEAD_BYTES = Integer.BYTES + 2 * Double.BYTES;

	/**
	 * A chunk.
	 *
	 * @param packed
	 *            nothing remains of one that is left out
	 * @param shown
	 *            the range of its values, if that is asked for
	 */
	record Chunk(ByteBuffer packed, Optional<DisplayRange> shown) {}

	/** An encoder for all levels, or that of a single tile whose values say what is to be shown. */
	static ChunkEncoder of(final ArrayLayout layout, final OmeZarrOptions options, final Optional<LevelSize> shown) {
		return new ChunkEncoder(layout, switch (options.compression()) {
			case NONE -> raw -> raw;
			case DEFLATE -> options.version() == Version.V0_4 ? new DeflateCodec(DEFLATE_LEVEL) : ChunkEncoder::gzip;
			case ZSTD -> new ZstdCodec();
			case AUTO -> throw new IllegalStateException(Compression.AUTO + " is not decided");
		}, shown);
	}

	private static byte[] gzip(final byte[] raw) throws IOException {
		final ByteArrayOutputStream out = new ByteArrayOutputStream(raw.length / 2 + 64);
		try (GZIPOutputStream gzip = new GZIPOutputStream(out) {
			{
				def.setLevel(DEFLATE_LEVEL);
			}
		}) {
			gzip.write(raw);
		}
		return out.toByteArray();
	}

	/** All chunks in one array; {@link #chunks} takes them apart. */
	@Override
	public byte[] encode(final PixelBlock block) throws IOException {
		final byte[] all = SamplePacker.pack(block);
		final int n = block.samples();
		final List<byte[]> packed = new ArrayList<>();
		int length = 0;
		for (int s = 0; s < n; s++) {
			final byte[] raw = n == 1 ? all : sample(all, s, n, block.type().bytes());
			packed.add(layout.sparse() && isFill(raw) ? new byte[0] : bytes.encode(raw));
			length += HEAD_BYTES + packed.get(s).length;
		}
		final ByteBuffer joined = ByteBuffer.allocate(length);
		for (int s = 0; s < n; s++) {
			joined.putInt(packed.get(s).length);
			putRange(joined, block, s);
			joined.put(packed.get(s));
		}
		return joined.array();
	}

	/** Takes apart what {@link #encode} has made. */
	static List<Chunk> chunks(final byte[] encoded) {
		final List<Chunk> chunks = new ArrayList<>();
		final ByteBuffer joined = ByteBuffer.wrap(encoded);
		while (joined.hasRemaining()) {
			final int length = joined.getInt();
			final double min = joined.getDouble();
			final double max = joined.getDouble();
			chunks.add(new Chunk(joined.slice(joined.position(), length),
				max > min ? Optional.of(new DisplayRange(min, max)) : Optional.empty()));
			joined.position(joined.position() + length);
		}
		return chunks;
	}

	private static byte[] sample(final byte[] all, final int sample, final int samples, final int bytes) {
		final byte[] one = new byte[all.length / samples];
		for (int to = 0, from = sample * bytes; to < one.length; to += bytes, from += samples * bytes)
			for (int i = 0; i < bytes; i++)
				one[to + i] = all[from + i];
		return one;
	}

	/** A fill value other than 0 is one of bytes. */
	private boolean isFill(final byte[] raw) {
		for (final byte value : raw)
			if (value != (byte) layout.fill()) return false;
		return true;
	}

	/** Two equal numbers where no range is asked for. */
	private void putRange(final ByteBuffer to, final PixelBlock block, final int sample) {
		if (shown.isEmpty()) {
			to.putDouble(0).putDouble(0);
			return;
		}
		final int width = (int) Math.min(block.width(), shown.get().width());
		final int height = (int) Math.min(block.height(), shown.get().height());
		final double[] values = new double[width * height];
		for (int i = 0; i < values.length; i++)
			values[i] = block.value(i % width, i / width, sample);
		final DisplayRange range = DisplayRange.of(values);
		to.putDouble(range.min()).putDouble(range.max());
	}
}
