package org.coverslip.export.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.coverslip.codec.jpeg.JpegEncoder;
import org.coverslip.codec.jpeg.JpegSubsampling;
import org.coverslip.io.OutputFile;
import org.coverslip.io.TemporaryFiles;
import org.coverslip.io.WholeFile;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.PixelSize;
import org.coverslip.slide.RegionPixels;
import org.coverslip.tiff.IfdBuilder;
import org.coverslip.tiff.TiffTag;
import org.coverslip.tiff.TiffWriter;

/**
 * Writes the pixels of one region as an image file; its name's ending says which kind: {@code .png} (8 and 16 bits,
 * transparent where nothing is covered), {@code .jpg} (8 bits, quality 90, background where nothing is covered) or
 * {@code .tif} (all types, transparent where nothing is covered).
 */
public final class RegionImageWriter {

	private static final int JPEG_QUALITY = 90;
	private static final int STRIP_BYTES = 1 << 20;

	private final Path target;
	private final Optional<PixelSize> pixelSize;

	/**
	 * @param target
	 *            replaced if it exists; its folder must exist
	 * @param pixelSize
	 *            of the region's pixels, written into files that can state it
	 */
	public RegionImageWriter(final Path target, final Optional<PixelSize> pixelSize) {
		this.target = target;
		this.pixelSize = pixelSize;
		kind();
	}

	/**
	 * Writes a block unchanged; the last of four samples is straight alpha.
	 *
	 * @throws IllegalArgumentException
	 *             if the kind of file cannot hold the pixels
	 */
	public void write(final PixelBlock block, final int background) throws IOException {
		write(RegionPixels.of(block), background);
	}

	/**
	 * Writes a region.
	 *
	 * @param background
	 *            0xRRGGBB, shown where nothing is covered in files without transparency
	 * @throws IllegalArgumentException
	 *             if the kind of file cannot hold the pixels
	 */
	public void write(final RegionPixels pixels, final int background) throws IOException {
		final Kind kind = kindFor(pixels);
		try (OutputFile file = OutputFile.create(target)) {
			switch (kind) {
				case PNG -> PngEncoder.write(file, pixels, micrometres());
				case JPEG -> file.write(0, ByteBuffer.wrap(jpeg(pixels, background)));
				case TIFF -> writeTiff(file, pixels);
			}
			file.commit();
		}
	}

	/** The bytes of the file that {@link #write} would write, which must fit into an array; nothing is written. */
	public byte[] encode(final RegionPixels pixels, final int background) throws IOException {
		return switch (kindFor(pixels)) {
			case PNG -> PngEncoder.encode(pixels, micrometres());
			case JPEG -> jpeg(pixels, background);
			case TIFF -> tiff(pixels);
		};
	}

	/** A TIFF is written at positions, so that its bytes go through a file. */
	private byte[] tiff(final RegionPixels pixels) throws IOException {
		final Path scratch = TemporaryFiles.newFile("tile");
		try {
			try (OutputFile file = OutputFile.create(scratch)) {
				writeTiff(file, pixels);
				file.commit();
			}
			return WholeFile.read(scratch, Integer.MAX_VALUE - 8);
		}
		finally {
			Files.deleteIfExists(scratch);
		}
	}

	private double[] micrometres() {
		return pixelSize.map(size -> new double[] { size.xUm(), size.yUm() }).orElse(null);
	}

	private Kind kindFor(final RegionPixels pixels) {
		final PixelType type = pixels.block().type();
		final Kind kind = kind();
		if (kind != Kind.TIFF && type != PixelType.UINT8 && type != PixelType.UINT16)
			throw new IllegalArgumentException(
				"samples of type " + type.name().toLowerCase(Locale.ROOT) + " cannot be written as " + kind
				+ "; choose a .tif file");
		return kind;
	}

	private Kind kind() {
		final String name = target.toString().toLowerCase(Locale.ROOT);
		if (name.endsWith(".png")) return Kind.PNG;
		if (name.endsWith(".jpg") || name.endsWith(".jpeg")) return Kind.JPEG;
		if (name.endsWith(".tif") || name.endsWith(".tiff")) return Kind.TIFF;
		throw new IllegalArgumentException("the name of an image file ends in .png, .jpg or .tif, not as " + target);
	}

	private static byte[] jpeg(final RegionPixels pixels, final int background) throws IOException {
		final PixelBlock block = pixels.over(background);
		return JpegEncoder.ofWholeStreams(JPEG_QUALITY, JpegSubsampling.NONE, block.samples()).encode(with8Bits(block));
	}

	/** Samples of 16 bits divided by 257, to the nearest. */
	private static PixelBlock with8Bits(final PixelBlock block) {
		if (block.type() == PixelType.UINT8) return block;
		final PixelBlock reduced =
			PixelBlock.zeros(new BlockShape(block.width(), block.height(), block.samples(), PixelType.UINT8));
		for (int i = 0; i < block.shape().length(); i++)
			reduced.bytes()[i] = (byte) (((block.shorts()[i] & 0xffff) + 128) / 257);
		return reduced;
	}

	/** One directory of uncompressed strips. */
	private void writeTiff(final OutputFile file, final RegionPixels pixels) throws IOException {
		final BlockShape shape = pixels.block().shape();
		final int samples = shape.samples() + (pixels.isOpaque() ? 0 : 1);
		final PixelType type = shape.type();
		final long rowBytes = (long) shape.width() * samples * type.bytes();
		final int rowsPerStrip = (int) Math.max(1, Math.min(shape.height(), STRIP_BYTES / rowBytes));
		final int strips = (shape.height() + rowsPerStrip - 1) / rowsPerStrip;
		final long[] offsets = new long[strips];
		final long[] counts = new long[strips];
		final TiffWriter tiff = TiffWriter.create(file, ByteOrder.LITTLE_ENDIAN, TiffWriter.Kind.AS_NEEDED);
		for (int strip = 0; strip < strips; strip++) {
			final int y = strip * rowsPerStrip;
			final byte[] bytes = rows(pixels, y, Math.min(rowsPerStrip, shape.height() - y), samples);
			offsets[strip] = tiff.append(bytes);
			counts[strip] = bytes.length;
		}
		tiff.writeChain(List.of(directory(shape, samples, rowsPerStrip, offsets, counts)));
	}

	private IfdBuilder directory(final BlockShape shape, final int samples, final int rowsPerStrip,
		final long[] offsets,
		final long[] counts)
	{
		final PixelType type = shape.type();
		final int[] bits = new int[samples];
		final int[] formats = new int[samples];
		Arrays.fill(bits, type.bits());
		Arrays.fill(formats, type.isFloating() ? TiffTag.SAMPLE_FLOAT : type.isSigned() ? TiffTag.SAMPLE_INT
			: TiffTag.SAMPLE_UINT);
		final IfdBuilder ifd = new IfdBuilder().longs(TiffTag.IMAGE_WIDTH, shape.width())
			.longs(TiffTag.IMAGE_LENGTH, shape.height())
			.shorts(TiffTag.BITS_PER_SAMPLE, bits).shorts(TiffTag.SAMPLE_FORMAT, formats)
			.shorts(TiffTag.COMPRESSION, TiffTag.COMPRESSION_NONE).shorts(TiffTag.SAMPLES_PER_PIXEL, samples)
			.shorts(TiffTag.PHOTOMETRIC, shape.samples() == 3 ? TiffTag.PHOTOMETRIC_RGB
			: TiffTag.PHOTOMETRIC_MIN_IS_BLACK)
			.shorts(TiffTag.PLANAR_CONFIG, TiffTag.PLANAR_CHUNKY).longs(TiffTag.ROWS_PER_STRIP, rowsPerStrip)
			.offsets(TiffTag.STRIP_OFFSETS, offsets).longs(TiffTag.STRIP_BYTE_COUNTS, counts)
			.ascii(TiffTag.SOFTWARE, "Coverslip");
		if (samples > shape.samples()) ifd.shorts(TiffTag.EXTRA_SAMPLES, TiffTag.EXTRA_UNASSOCIATED_ALPHA);
		pixelSize.ifPresent(size -> ifd.rationals(TiffTag.X_RESOLUTION, 1e4 / size.xUm())
			.rationals(TiffTag.Y_RESOLUTION, 1e4 / size.yUm())
			.shorts(TiffTag.RESOLUTION_UNIT, TiffTag.RESOLUTION_CENTIMETER));
		return ifd;
	}

	private static byte[] rows(final RegionPixels pixels, final int y, final int height, final int samples) {
		final PixelBlock block = pixels.block();
		final PixelType type = block.type();
		final ByteBuffer bytes =
			ByteBuffer.allocate(block.width() * height * samples * type.bytes()).order(ByteOrder.LITTLE_ENDIAN);
		if (samples == block.samples()) {
			putAll(bytes, block, y * block.width() * samples);
			return bytes.array();
		}
		final double opaque = type.isFloating() ? 1 : Math.pow(2, type.bits() - (type.isSigned() ? 1 : 0)) - 1;
		for (int pixel = y * block.width(), end = pixel + height * block.width(); pixel < end; pixel++) {
			for (int s = 0; s < block.samples(); s++)
				put(bytes, type, block.value(pixel * block.samples() + s));
			put(bytes, type, opaque * pixels.alpha(pixel) / 255);
		}
		return bytes.array();
	}

	/** Puts as many samples as there is room for. */
	private static void putAll(final ByteBuffer bytes, final PixelBlock block, final int from) {
		final int count = bytes.remaining() / block.type().bytes();
		switch (block.type()) {
			case UINT8, INT8 -> bytes.put(block.bytes(), from, count);
			case UINT16, INT16 -> bytes.asShortBuffer().put(block.shorts(), from, count);
			case UINT32, INT32 -> bytes.asIntBuffer().put(block.ints(), from, count);
			case FLOAT32 -> bytes.asFloatBuffer().put(block.floats(), from, count);
			case FLOAT64 -> bytes.asDoubleBuffer().put(block.doubles(), from, count);
		}
	}

	private static void put(final ByteBuffer bytes, final PixelType type, final double value) {
		switch (type) {
			case UINT8, INT8 -> bytes.put((byte) (long) value);
			case UINT16, INT16 -> bytes.putShort((short) (long) value);
			case UINT32, INT32 -> bytes.putInt((int) (long) value);
			case FLOAT32 -> bytes.putFloat((float) value);
			case FLOAT64 -> bytes.putDouble(value);
		}
	}

	private enum Kind {
		PNG, JPEG, TIFF
	}
}
