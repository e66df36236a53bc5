package org.coverslip.format.plain;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ClosedChannelException;
import java.util.Optional;

import org.coverslip.geom.Region;
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
 * A BMP file (Microsoft, "Bitmap Storage"). Uncompressed pixels of 8, 24 and 32 bits are read where they are; others
 * are decoded as a whole. Thread-safe.
 */
final class BmpImage implements TileSource {

	private static final int FILE_HEADER = 14;
	private static final int RGB = 0;
	private static final int BITFIELDS = 3;
	/** "MBED" in a header's colour space: the profile is in the file. */
	private static final int EMBEDDED = 0x4d424544;
	private static final int MOST_ICC = 16 << 20;

	private final ByteSource source;
	private final StoredFile file;
	private final SlideLifetime lifetime;
	private final int width;
	private final int height;
	private final boolean topDown;
	private final int pixelBytes;
	private final long start;
	private final byte[] palette;
	private final BlockShape tile;
	private final UniformTileGrid grid;

	private BmpImage(final ByteSource source, final StoredFile file, final SlideLifetime lifetime, final Head head,
		final byte[] palette)
	{
		this.source = source;
		this.file = file;
		this.lifetime = lifetime;
		this.palette = palette;
		width = head.width;
		height = head.height;
		topDown = head.topDown;
		pixelBytes = head.bits / 8;
		start = head.start;
		tile = PlainImage.tile(palette != null && isGrey(palette) ? 1 : head.hasOpacity() ? 4 : 3, PixelType.UINT8);
		grid = PlainImage.grid(width, height, tile);
	}

	/** Reads the file's head. */
	static PlainImage open(final ByteSource source, final StoredFile file, final SlideLifetime lifetime)
		throws IOException {
		final Head head = Head.read(source, file);
		if (!head.isDirect()) return ImageIoImage.open(PlainImageKind.BMP, source, file, lifetime);
		final byte[] palette = head.bits == 8 ? head.palette(source, file) : null;
		final BmpImage image = new BmpImage(source, file, lifetime, head, palette);
		return new PlainImage(image.width, image.height, image.tile, image, palette != null && !isGrey(palette),
			head.profile(source));
	}

	/** The contents of the headers. */
	private record Head(ByteBuffer bytes, int length, int width, int height, boolean topDown, int bits, int compression,
		long start) {

		static Head read(final ByteSource source, final StoredFile file) throws IOException {
			final ByteBuffer bytes = ByteBuffer.allocate(FILE_HEADER + 124).order(ByteOrder.LITTLE_ENDIAN);
			final int n = source.read(0, bytes);
			final int length = n < FILE_HEADER + 12 ? 0 : bytes.getInt(FILE_HEADER);
			final boolean old = length == 12;
			if (!old && length < 40 || n < FILE_HEADER + Math.min(length, 124))
				throw new SlideFormatException(file, FILE_HEADER, "a BMP header", length + " bytes");
			final int width = old ? bytes.getShort(18) & 0xffff : bytes.getInt(18);
			final int height = old ? bytes.getShort(20) & 0xffff : bytes.getInt(22);
			if (width <= 0 || height == 0 || height == Integer.MIN_VALUE)
				throw new SlideFormatException(file, FILE_HEADER + 4, "a width and height above 0",
					width + " x " + height);
			return new Head(bytes, length, width, Math.abs(height), height < 0, bytes.getShort(old ? 24 : 28),
				old ? RGB : bytes.getInt(30),
				bytes.getInt(10) & 0xffffffffL);
		}

		boolean isDirect() {
			if (compression == RGB) return bits == 8 || bits == 24 || bits == 32;
			return compression == BITFIELDS && bits == 32 && length >= 52 && mask(0) == 0xff0000 && mask(1) == 0xff00
				&& mask(2) == 0xff
				&& (opacityMask() == 0 || opacityMask() == 0xff000000);
		}

		boolean hasOpacity() {
			return compression == BITFIELDS && opacityMask() != 0;
		}

		private int mask(final int i) {
			return bytes.getInt(54 + 4 * i);
		}

		private int opacityMask() {
			return length >= 56 ? mask(3) : 0;
		}

		/** Red, green and blue of all 256 colours; black for those missing from the file. */
		byte[] palette(final ByteSource source, final StoredFile file) throws IOException {
			final int entry = length == 12 ? 3 : 4;
			final int stated = length == 12 ? 0 : bytes.getInt(46);
			final int colours = stated <= 0 || stated > 256 ? 256 : stated;
			final ByteBuffer stored = ByteBuffer.allocate(colours * entry);
			if (source.read(FILE_HEADER + length, stored) < stored.capacity())
				throw new SlideFormatException(file, FILE_HEADER + length, "a palette of " + colours + " colours",
					"the end of the file");
			final byte[] palette = new byte[3 * 256];
			for (int i = 0; i < colours; i++)
				for (int s = 0; s < 3; s++)
					palette[3 * i + s] = stored.get(entry * i + 2 - s);
			return palette;
		}

		/** The ICC profile that a header of 124 bytes points to, or null. */
		byte[] profile(final ByteSource source) throws IOException {
			if (length < 124 || bytes.getInt(FILE_HEADER + 56) != EMBEDDED) return null;
			final long at = FILE_HEADER + (bytes.getInt(FILE_HEADER + 112) & 0xffffffffL);
			final int size = bytes.getInt(FILE_HEADER + 116);
			return size <= 0 || size > MOST_ICC || at > source.size() - size ? null : source.readFully(at, size);
		}
	}

	private static boolean isGrey(final byte[] palette) {
		for (int i = 0; i < palette.length; i++)
			if (palette[i] != (byte) (i / 3)) return false;
		return true;
	}

	@Override
	public Optional<PixelBlock> read(final long number, final Plane plane) throws IOException {
		lifetime.checkOpen();
		final Region part = grid.tileRegion(number).intersect(Region.ofSize(width, height));
		final PixelBlock block = PixelBlock.zeros(tile);
		final byte[] stored = new byte[(int) part.width() * pixelBytes];
		try {
			for (int y = 0; y < part.height(); y++) {
				read((int) part.x(), (int) part.y() + y, stored);
				convert(stored, block.bytes(), y * tile.width() * tile.samples());
			}
		}
		catch (final ClosedChannelException e) {
			lifetime.checkOpen();
			throw e;
		}
		return Optional.of(block);
	}

	private void read(final int x, final int y, final byte[] stored) throws IOException {
		final long stride = ((long) width * pixelBytes + 3) / 4 * 4;
		final long at = start + (topDown ? y : height - 1L - y) * stride + (long) x * pixelBytes;
		if (source.read(at, ByteBuffer.wrap(stored)) < stored.length)
			throw new SlideFormatException(file, at, "pixels of row " + y, "the end of the file");
	}

	/** Stored pixels are indexes, or blue, green, red and sometimes a fourth byte. */
	private void convert(final byte[] stored, final byte[] samples, final int offset) {
		final int n = tile.samples();
		for (int i = 0, to = offset; i < stored.length; i += pixelBytes, to += n)
			if (n == 1) samples[to] = stored[i];
			else if (palette != null) System.arraycopy(palette, 3 * (stored[i] & 0xff), samples, to, 3);
			else {
				samples[to] = stored[i + 2];
				samples[to + 1] = stored[i + 1];
				samples[to + 2] = stored[i];
				if (n == 4) samples[to + 3] = stored[i + 3];
			}
	}
}
