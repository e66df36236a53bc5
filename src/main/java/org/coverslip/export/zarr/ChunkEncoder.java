package org.coverslip.export.zarr;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

import org.coverslip.codec.ByteEncoder;
import org.coverslip.codec.DeflateCodec;
import org.coverslip.codec.SamplePacker;
import org.coverslip.codec.TileEncoder;
import org.coverslip.codec.ZstdCodec;
import org.coverslip.export.zarr.OmeZarrOptions.Compression;
import org.coverslip.export.zarr.OmeZarrOptions.Version;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;

/**
 * Makes a chunk of each sample of a tile: low bytes first. What lies beyond the level's edge is the tile's padding, of
 * which Zarr says that nobody reads it.
 *
 * @param layout
 *            of the arrays
 * @param bytes
 *            packs
 */
record ChunkEncoder(ArrayLayout layout, ByteEncoder bytes) implements TileEncoder {

	/** numcodecs' own level of zlib: much faster than 6, and hardly larger. */
	static final int DEFLATE_LEVEL = 1;

	/** That of {@link ZstdCodec#fast()}, and numcodecs' own. */
	static final int ZSTD_LEVEL = 1;

	static ChunkEncoder of(final ArrayLayout layout, final OmeZarrOptions options) {
		return new ChunkEncoder(layout, switch (options.compression()) {
			case NONE -> byte[]::clone;
			case DEFLATE -> options.version() == Version.V0_4 ? new DeflateCodec(DEFLATE_LEVEL) : ChunkEncoder::gzip;
			case ZSTD -> ZstdCodec.fast();
			case AUTO -> throw new IllegalStateException(Compression.AUTO + " is not decided");
		});
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

	/** All chunks in one array, each after its length; {@link #chunks} takes them apart. */
	@Override
	public byte[] encode(final PixelBlock block) throws IOException {
		final List<byte[]> packed = new ArrayList<>();
		int length = 0;
		for (final byte[] raw : samples(block)) {
			final byte[] chunk = layout.sparse() && isFill(raw) ? new byte[0] : bytes.encode(raw);
			packed.add(chunk);
			length += Integer.BYTES + chunk.length;
		}
		final ByteBuffer joined = ByteBuffer.allocate(length);
		for (final byte[] chunk : packed)
			joined.putInt(chunk.length).put(chunk);
		return joined.array();
	}

	/** Takes apart what {@link #encode} has made: nothing remains of chunks that are left out. */
	static List<ByteBuffer> chunks(final byte[] encoded) {
		final List<ByteBuffer> chunks = new ArrayList<>();
		final ByteBuffer joined = ByteBuffer.wrap(encoded);
		while (joined.hasRemaining()) {
			final int length = joined.getInt();
			chunks.add(joined.slice(joined.position(), length));
			joined.position(joined.position() + length);
		}
		return chunks;
	}

	/** The bytes of each sample apart; not to be modified. */
	private static byte[][] samples(final PixelBlock block) {
		final int n = block.samples();
		final byte[] all = block.type() == PixelType.UINT8 ? block.bytes() : SamplePacker.pack(block);
		if (n == 1) return new byte[][] { all };
		final byte[][] samples = new byte[n][all.length / n];
		if (n == 3 && block.type().bytes() == 1) takeApart(all, samples[0], samples[1], samples[2]);
		else for (int s = 0; s < n; s++)
			copySample(all, s, n, block.type().bytes(), samples[s]);
		return samples;
	}

	private static void takeApart(final byte[] rgb, final byte[] red, final byte[] green, final byte[] blue) {
		for (int i = 0, from = 0; i < red.length; i++, from += 3) {
			red[i] = rgb[from];
			green[i] = rgb[from + 1];
			blue[i] = rgb[from + 2];
		}
	}

	private static void copySample(final byte[] all, final int sample, final int samples, final int bytes,
		final byte[] one)
	{
		for (int to = 0, from = sample * bytes; to < one.length; to += bytes, from += samples * bytes)
			for (int i = 0; i < bytes; i++)
				one[to + i] = all[from + i];
	}

	/** A fill value other than 0 is one of bytes. */
	private boolean isFill(final byte[] raw) {
		for (final byte value : raw)
			if (value != (byte) layout.fill()) return false;
		return true;
	}
}
