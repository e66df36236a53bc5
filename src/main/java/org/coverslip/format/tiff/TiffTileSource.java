package org.coverslip.format.tiff;

import static org.coverslip.tiff.TiffTag.*;

import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

import org.coverslip.codec.CodecException;
import org.coverslip.codec.SampleUnpacker;
import org.coverslip.geom.TileLayout;
import org.coverslip.geom.UniformTileGrid;
import org.coverslip.io.MemoryShortageException;
import org.coverslip.io.SlideFormatException;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.slide.Plane;
import org.coverslip.slide.SlideLifetime;
import org.coverslip.slide.TileSource;
import org.coverslip.tiff.TiffFile;

/**
 * The tiles or strips of one directory, in the order and orientation in which they are stored. Thread-safe.
 * <p>
 * If an image is not shown as colours, its sample {@code n} is channel {@code n} of the scene; the plane's z and t are
 * ignored, since a directory holds one of each.
 */
public final class TiffTileSource implements TileSource {

	private final TiffFile tiff;
	private final TiffImage image;
	private final SlideLifetime lifetime;
	private final TiffTileDecoder decoder;
	private final StoredBlocks blocks;
	/** Null where blocks are read as they are stored. */
	private final TiffStripRows rows;
	private final Optional<TiffJpegHead> jpegHead;

	private TiffTileSource(final TiffFile tiff, final TiffImage image, final SlideLifetime lifetime,
		final TiffTileDecoder decoder, final StoredBlocks blocks, final TiffStripRows rows,
		final Optional<TiffJpegHead> jpegHead)
	{
		this.tiff = tiff;
		this.image = image;
		this.lifetime = lifetime;
		this.decoder = decoder;
		this.blocks = blocks;
		this.rows = rows;
		this.jpegHead = jpegHead;
	}

	/**
	 * @throws SlideFormatException
	 *             if the directory lists too few tiles, or Coverslip does not decode its compression
	 */
	public static TiffTileSource of(final TiffFile tiff, final TiffImage image, final SlideLifetime lifetime)
		throws IOException
	{
		return of(PlaneImage.of(tiff, image), lifetime);
	}

	/**
	 * As {@link #of(TiffFile, TiffImage, SlideLifetime)}, for a plane that may lie behind the one that its directory
	 * describes.
	 */
	public static TiffTileSource of(final PlaneImage described, final SlideLifetime lifetime) throws IOException {
		final TiffFile tiff = described.tiff();
		TiffImage image = described.image();
		try {
			final PlaneImage plane = OldJpegImage.plane(described);
			image = plane.image();
			final TiffTileDecoder decoder = TiffTileDecoder.of(tiff, image);
			final StoredBlocks blocks = plane == described ? StoredBlocks.of(plane) : StoredBlocks.ofOne(plane);
			final TiffStripRows rows = TiffStripRows.of(tiff, image, blocks.offsets, blocks.lengths, lifetime);
			if (rows == null && !BlockShape.fits(image.tileWidth(), image.tileHeight(), image.samples()))
				throw new SlideFormatException(tiff.file(), image.ifd().offset(), "a strip that fits in memory",
					image.tileWidth() + " x " + image.tileHeight() + " pixels of " + image.samples() + " samples");
			return new TiffTileSource(tiff, image, lifetime, decoder, blocks, rows,
				TiffJpegHead.of(tiff, image, blocks.offsets, blocks.lengths));
		}
		catch (final CodecException e) {
			throw new SlideFormatException(tiff.file(), image.ifd().offset(), "a compression that Coverslip decodes",
				e.getMessage(), e);
		}
	}

	/** Where the tiles lie in the image as stored. */
	public UniformTileGrid grid() {
		return rows == null ? blocks.grid() : rows.grid();
	}

	/** Whether the file stores no bytes for a tile. */
	public boolean isAbsent(final long tile) {
		for (int s = 0; s < separateSamples(); s++)
			if (rows == null ? blocks.length(tile, s) > 0 : !rows.isAbsent(tile, s)) return false;
		return true;
	}

	private int separateSamples() {
		return image.separate() ? image.samples() : 1;
	}

	@Override
	public Optional<PixelBlock> read(final long tile, final Plane plane) throws IOException {
		lifetime.checkOpen();
		if (isAbsent(tile)) return Optional.empty();
		if (!image.separate()) {
			final PixelBlock all = decoder.convert(decode(tile, 0));
			return Optional.of(image.isRgb() || all.samples() == 1 ? all : sample(all, plane.channel()));
		}
		if (!image.isRgb()) return Optional.of(decoder.convert(decode(tile, plane.channel())));
		final List<PixelBlock> samples = new ArrayList<>();
		for (int s = 0; s < (image.hasUnshownSample() ? 3 : image.samples()); s++)
			samples.add(decode(tile, s));
		return Optional.of(decoder.convert(SampleUnpacker.interleave(samples)));
	}

	@Override
	public void expect(final long[] tiles, final Plane plane) throws IOException {
		if (rows != null || image.separate()) return;
		tiff.source().expect(LongStream.of(tiles).map(tile -> blocks.offset(tile, 0)).toArray(),
			LongStream.of(tiles).map(tile -> blocks.length(tile, 0)).toArray());
	}

	/** Bytes that the file can hold of the image, whatever its directory says. */
	long storedBytes() throws IOException {
		final long size = tiff.source().size();
		long sum = 0;
		for (final long length : blocks.lengths)
			sum += Math.max(0, Math.min(length, size));
		return Math.min(sum, size);
	}

	/** Reads and decodes one stored block, and adds rows to a last strip so that all have the same height. */
	private PixelBlock decode(final long tile, final int sample) throws IOException {
		if (rows != null)
			return decoder.unpackStored(collected(tile, sample), rows.grid().tileWidth(), rows.grid().tileHeight());
		final UniformTileGrid grid = blocks.grid();
		final long y = grid.tileRegion(tile).y();
		final int height = image.tiled() ? grid.tileHeight() : (int) Math.min(grid.tileHeight(), image.height() - y);
		try {
			final byte[] encoded = encoded(tile, sample);
			final PixelBlock block = decoder.decode(encoded, grid.tileWidth(), height);
			if (height == grid.tileHeight()) return block;
			final PixelBlock padded =
				PixelBlock.zeros(new BlockShape(grid.tileWidth(), grid.tileHeight(), block.samples(), block.type()));
			block.copyTo(0, 0, padded, 0, 0, grid.tileWidth(), height);
			return padded;
		}
		catch (final CodecException e) {
			throw damaged(tile, sample, e);
		}
		catch (final OutOfMemoryError e) {
			final int samples = image.separate() ? 1 : image.samples();
			throw new MemoryShortageException(
				"a " + (image.tiled() ? "tile" : "strip") + " of " + grid.tileWidth() + " x " + height + " pixels in "
					+ image.compressionName(),
				(long) grid.tileWidth() * height * samples * image.type().bytes(),
				"at byte " + blocks.offset(tile, sample) + " of " + tiff.file(), e);
		}
	}

	private byte[] collected(final long tile, final int sample) throws IOException {
		try {
			return rows.tile(tile, sample);
		}
		catch (final ClosedChannelException e) {
			lifetime.checkOpen();
			throw e;
		}
	}

	/** The stored bytes of one block; empty if it is absent. */
	byte[] encoded(final long tile, final int sample) throws IOException {
		lifetime.checkOpen();
		try {
			final long offset = blocks.offset(tile, sample);
			// Zeiss's LSM states how long LZW strips are when they are decoded: the codec knows where they end
			final long most = image.compression() == COMPRESSION_LZW ? tiff.source().size() - offset : Long.MAX_VALUE;
			return tiff.source().readFully(offset, most > 0 ? Math.min(most, blocks.length(tile, sample))
				: blocks.length(tile, sample));
		}
		catch (final EOFException e) {
			throw damaged(tile, sample, e);
		}
		catch (final ClosedChannelException e) {
			lifetime.checkOpen();
			throw e;
		}
	}

	private SlideFormatException damaged(final long tile, final int sample, final IOException cause) {
		return new SlideFormatException(tiff.file(), blocks.offset(tile, sample),
			(image.tiled() ? "tile " : "strip ") + tile + " in " + image.compressionName(), cause.getMessage(), cause);
	}

	private static PixelBlock sample(final PixelBlock all, final int sample) {
		final PixelBlock one = PixelBlock.zeros(all.shape().withSamples(1));
		final int n = all.samples();
		final int pixels = one.shape().pixels();
		switch (all.type()) {
			case UINT8, INT8 -> {
				for (int i = 0, j = sample; i < pixels; i++, j += n)
					one.bytes()[i] = all.bytes()[j];
			}
			case UINT16, INT16 -> {
				for (int i = 0, j = sample; i < pixels; i++, j += n)
					one.shorts()[i] = all.shorts()[j];
			}
			case UINT32, INT32 -> {
				for (int i = 0, j = sample; i < pixels; i++, j += n)
					one.ints()[i] = all.ints()[j];
			}
			case FLOAT32 -> {
				for (int i = 0, j = sample; i < pixels; i++, j += n)
					one.floats()[i] = all.floats()[j];
			}
			case FLOAT64 -> {
				for (int i = 0, j = sample; i < pixels; i++, j += n)
					one.doubles()[i] = all.doubles()[j];
			}
		}
		return one;
	}

	/** Where the blocks' bytes are; a length of 0 means an absent block. */
	private record StoredBlocks(UniformTileGrid grid, long[] offsets, long[] lengths) {

		static StoredBlocks of(final PlaneImage plane) throws IOException {
			final TiffFile tiff = plane.tiff();
			final TiffImage image = plane.image();
			final UniformTileGrid grid = image.grid();
			final long needed = Math.multiplyExact(grid.tileCount(), image.separate() ? image.samples() : 1);
			final long[] offsets = image.ifd().longs(offsetTag(image));
			if (offsets.length < needed)
				throw new SlideFormatException(tiff.file(), image.ifd().offset(), needed + " tiles or strips",
					offsets.length + "");
			final long[] lengths = lengths(tiff, image, offsets);
			for (int i = 0; i < offsets.length; i++)
				if (offsets[i] == 0) lengths[i] = 0;
				else offsets[i] += plane.shift();
			return new StoredBlocks(grid, offsets, lengths);
		}

		/** The only strip of an image in old-style JPEG whose directory lists others. */
		static StoredBlocks ofOne(final PlaneImage plane) throws IOException {
			final long[] strip = OldJpegImage.onlyStrip(plane);
			return new StoredBlocks(plane.image().grid(), new long[] { strip[0] }, new long[] { strip[1] });
		}

		private static int offsetTag(final TiffImage image) throws SlideFormatException {
			// some writers list tiles under the strips' tags, which TIFF readers accept
			if (image.tiled() && image.ifd().has(TILE_OFFSETS)) return TILE_OFFSETS;
			return STRIP_OFFSETS;
		}

		/** Byte counts; if an uncompressed image has none, the sizes that its blocks must have. */
		private static long[] lengths(final TiffFile tiff, final TiffImage image, final long[] offsets)
			throws IOException {
			final int tag = image.tiled() && image.ifd().has(TILE_BYTE_COUNTS) ? TILE_BYTE_COUNTS : STRIP_BYTE_COUNTS;
			if (!image.ifd().has(tag) && image.compression() == COMPRESSION_NONE) {
				final long[] computed = new long[offsets.length];
				for (int i = 0; i < computed.length; i++) {
					final long y = image.tiled() ? 0 : i % image.grid().tileCount() * image.tileHeight();
					final int rows = image.tiled() ? image.tileHeight()
						: (int) Math.min(image.tileHeight(), image.height() - y);
					computed[i] = image.layout()
						.blockBytes(image.tileWidth(), rows, image.separate() ? 1 : image.samples());
				}
				return computed;
			}
			final long[] lengths = image.ifd().longs(tag);
			if (lengths.length < offsets.length)
				throw new SlideFormatException(tiff.file(), image.ifd().offset(), offsets.length + " byte counts",
					lengths.length + "");
			return lengths.clone();
		}

		private int stored(final long tile, final int sample) {
			return (int) (sample * grid.tileCount() + tile);
		}

		long offset(final long tile, final int sample) {
			return offsets[stored(tile, sample)];
		}

		long length(final long tile, final int sample) {
			return lengths[stored(tile, sample)];
		}
	}

	/** The head of the first stored stream, if it is a sound JPEG. */
	Optional<TiffJpegHead> jpegHead() {
		return jpegHead;
	}

	/** What the tiles hold. */
	public TiffImage image() {
		return image;
	}

	/** Whether tiles can be copied into another TIFF unchanged: whole tiles of samples that are shown as stored. */
	boolean isCopyable() {
		final boolean plain = image.photometric() == PHOTOMETRIC_MIN_IS_BLACK || image.photometric() == PHOTOMETRIC_RGB
			|| image.photometric() == PHOTOMETRIC_YCBCR;
		return image.tiled() && !image.separate() && !image.reversedBits() && image.orientation() == 1 && plain
			&& image.samples() == (image.isRgb() ? 3 : 1)
			&& image.layout().bits() == image.type().bits();
	}

	/** The same tiles, with {@link org.coverslip.slide.EncodedTiles} if they can be copied unchanged. */
	public TileSource copyable() throws IOException {
		return isCopyable() ? CopyableTiffTiles.of(this) : this;
	}

	/** The layout of {@link #grid()}. */
	public TileLayout layout() {
		return grid();
	}
}
