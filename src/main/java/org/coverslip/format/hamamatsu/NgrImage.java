package org.coverslip.format.hamamatsu;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ClosedChannelException;
import java.util.Optional;

import org.coverslip.geom.UniformTileGrid;
import org.coverslip.io.ByteSource;
import org.coverslip.io.SlideFormatException;
import org.coverslip.io.StoredFile;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.Plane;
import org.coverslip.slide.SlideLifetime;
import org.coverslip.slide.TileSource;

/**
 * An NGR file: an uncompressed image of RGB pixels, in columns of one width that are stored one after another, each row
 * by row. Thread-safe. The plane is ignored.
 * <p>
 * The head, little-endian: "GN" at byte 0, width at 4, height at 8, width of a column at 12, and at 24 the position
 * where the pixels begin. Samples of 12 bits take 16 each; they are read as values of 16 bits, 4095 as 65535.
 * <p>
 * Source: openslide.org/formats/hamamatsu. That samples of 8 bits take 8 each follows from BitsPerPixel; no such file
 * was at hand.
 */
final class NgrImage implements TileSource {

	/** Rows of a tile: a column is read in pieces, of OpenSlide's size. */
	private static final int TILE_HEIGHT = 64;
	private static final int HEAD = 28;
	private static final int WIDEST_COLUMN = 1 << 16;

	private final ByteSource source;
	private final StoredFile file;
	private final SlideLifetime lifetime;
	private final PixelType type;
	private final long width;
	private final long height;
	private final long start;
	private final UniformTileGrid grid;

	private NgrImage(final ByteSource source, final StoredFile file, final SlideLifetime lifetime, final PixelType type,
		final ByteBuffer head)
	{
		this.source = source;
		this.file = file;
		this.lifetime = lifetime;
		this.type = type;
		width = head.getInt(4);
		height = head.getInt(8);
		start = head.getInt(24);
		grid = UniformTileGrid.covering(width, height, head.getInt(12), TILE_HEIGHT);
	}

	/**
	 * Reads the head.
	 *
	 * @param type
	 *            {@link PixelType#UINT16} for 12 bits a sample, {@link PixelType#UINT8} for 8
	 * @throws SlideFormatException
	 *             if it is damaged, or the file is shorter than it says
	 */
	static NgrImage read(final ByteSource source, final StoredFile file, final SlideLifetime lifetime,
		final PixelType type)
		throws IOException
	{
		final ByteBuffer head = ByteBuffer.allocate(HEAD).order(ByteOrder.LITTLE_ENDIAN);
		source.read(0, head);
		if (head.hasRemaining() || head.get(0) != 'G' || head.get(1) != 'N')
			throw new SlideFormatException(file, 0, "an NGR image, which begins with \"GN\"", head.hasRemaining()
				? "the end of the file" : "other bytes");
		final long width = head.getInt(4);
		final long height = head.getInt(8);
		final long column = head.getInt(12);
		final long start = head.getInt(24);
		if (width < 1 || height < 1)
			throw new SlideFormatException(file, 4, "a width and height above 0", width + " x " + height);
		if (column < 1 || column > WIDEST_COLUMN || width % column != 0)
			throw new SlideFormatException(file, 12,
				"columns of 1 to " + WIDEST_COLUMN + " pixels that divide a width of " + width, column + "");
		if (start < HEAD) throw new SlideFormatException(file, 24, "pixels behind the head", "byte " + start);
		final long rowBytes = width * 3 * type.bytes();
		if (height > (source.size() - start) / rowBytes)
			throw new SlideFormatException(file, start,
				width + " x " + height + " pixels of " + 3 * type.bytes() + " bytes",
				Math.max(0, source.size() - start) + " bytes");
		return new NgrImage(source, file, lifetime, type, head);
	}

	long width() {
		return width;
	}

	long height() {
		return height;
	}

	PixelType type() {
		return type;
	}

	UniformTileGrid grid() {
		return grid;
	}

	/** Whether this can be another focal plane of the same scene. */
	boolean isLike(final NgrImage other) {
		return width == other.width && height == other.height && grid.equals(other.grid);
	}

	/** For messages. */
	@Override
	public String toString() {
		return "an image of " + width + " x " + height + " pixels in columns of " + grid.tileWidth();
	}

	@Override
	public Optional<PixelBlock> read(final long tile, final Plane plane) throws IOException {
		lifetime.checkOpen();
		final long col = tile % grid.columns();
		final long row = tile / grid.columns() * TILE_HEIGHT;
		final int pixelBytes = 3 * type.bytes();
		final long position = start + (col * height + row) * grid.tileWidth() * pixelBytes;
		final long rows = Math.min(TILE_HEIGHT, height - row);
		try {
			return Optional.of(block(source.readFully(position, rows * grid.tileWidth() * pixelBytes)));
		}
		catch (final EOFException e) {
			throw new SlideFormatException(file, position, "the pixels of tile " + tile, "the end of the file", e);
		}
		catch (final ClosedChannelException e) {
			lifetime.checkOpen();
			throw e;
		}
	}

	/** Rows below the image stay 0. */
	private PixelBlock block(final byte[] bytes) {
		final PixelBlock block = PixelBlock.zeros(new BlockShape(grid.tileWidth(), TILE_HEIGHT, 3, type));
		if (type == PixelType.UINT8) System.arraycopy(bytes, 0, block.bytes(), 0, bytes.length);
		else {
			final short[] samples = block.shorts();
			for (int i = 0; i < bytes.length / 2; i++) {
				final int value = Math.min(4095, bytes[2 * i] & 0xff | (bytes[2 * i + 1] & 0xff) << 8);
				samples[i] = (short) (value << 4 | value >> 8);
			}
		}
		return block;
	}
}
