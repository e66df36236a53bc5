package org.coverslip.codec.jpegxr;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.testing.BmpFixture;
import org.coverslip.testing.JxrPrograms;

/** One image with the options it is encoded with, chosen at random from all that JxrEncApp can make. */
final class JxrCase {

	/** A pixel format of JxrEncApp. */
	enum Kind {
		BGR(0, 3, PixelType.UINT8), GREY(2, 1, PixelType.UINT8), RGB(9, 3, PixelType.UINT8),
			GREY_16(3, 1, PixelType.UINT16), //
		RGB_48(10, 3, PixelType.UINT16), BGRA(22, 4, PixelType.UINT8), RGBA_64(23, 4, PixelType.UINT16), //
		GREY_FIXED_16(4, 1, PixelType.INT16), GREY_FIXED_32(7, 1, PixelType.INT32),
		RGB_FIXED_48(11, 3, PixelType.INT16), //
		RGB_FIXED_96(14, 3, PixelType.INT32), RGBA_FIXED_64(24, 4, PixelType.INT16),
		RGBA_FIXED_128(27, 4, PixelType.INT32), //
		GREY_FLOAT(8, 1, PixelType.FLOAT32), RGB_FLOAT(15, 3, PixelType.FLOAT32), RGBA_FLOAT(28, 4, PixelType.FLOAT32),
		//
		GREY_HALF(5, 1, null), RGB_HALF(12, 3, null), RGBA_HALF(25, 4, null);

		final int code;
		final int samples;
		final PixelType type;

		Kind(final int code, final int samples, final PixelType type) {
			this.code = code;
			this.samples = samples;
			this.type = type;
		}

		boolean hasAlpha() {
			return samples == 4;
		}
	}

	final Kind kind;
	final List<String> options;
	final byte[] encoded;

	private JxrCase(final Kind kind, final List<String> options, final byte[] encoded) {
		this.kind = kind;
		this.options = options;
		this.encoded = encoded;
	}

	/** An image of a size, or empty if JxrEncApp refuses the options. */
	static Optional<JxrCase> make(final Random random, final Kind kind, final int width, final int height,
		final List<String> options)
		throws IOException
	{
		final byte[] source = kind == Kind.BGR
			? BmpFixture.colours(picture(random, new BlockShape(width, height, 3, PixelType.UINT8)), 24, false)
			: tiff(random, kind, width, height);
		final List<String> all = new ArrayList<>(List.of("-c", Integer.toString(kind.code)));
		all.addAll(options);
		return JxrPrograms.encode(source, kind == Kind.BGR ? "bmp" : "tif", all)
			.map(encoded -> new JxrCase(kind, List.copyOf(all), encoded));
	}

	private static byte[] tiff(final Random random, final Kind kind, final int width, final int height) {
		if (kind.type != null) {
			final PixelBlock block = picture(random, new BlockShape(width, height, kind.samples, kind.type));
			final int format = kind.type.isFloating() ? 3 : kind.type.isSigned() ? 2 : 1;
			return JxrPrograms.tiff(width, height, kind.samples, kind.type.bits(), format, JxrPrograms.bytes(block));
		}
		final PixelBlock floats = picture(random, new BlockShape(width, height, kind.samples, PixelType.FLOAT32));
		final ByteBuffer halves = ByteBuffer.allocate(2 * floats.shape().length()).order(ByteOrder.LITTLE_ENDIAN);
		for (final float value : floats.floats())
			halves.putShort((short) (value < 0 ? 0x8000
				: Math.min(0x7bff, Float.floatToIntBits(value + 0x1p-13f) - 0x38000000 >> 13)));
		return JxrPrograms.tiff(width, height, kind.samples, 16, 3, halves.array());
	}

	/** Waves, noise, both, or black and white areas; over all of the type's range. */
	private static PixelBlock picture(final Random random, final BlockShape shape) {
		final PixelBlock block = PixelBlock.zeros(shape);
		final int style = random.nextInt(4);
		final double fx = 0.01 + 0.3 * random.nextDouble();
		final double fy = 0.01 + 0.3 * random.nextDouble();
		final double least = switch (shape.type()) {
			case INT16 -> -30_000;
			case INT32 -> -1e8;
			case FLOAT32 -> -3;
			default -> 0;
		};
		final double most = switch (shape.type()) {
			case UINT8 -> 255;
			case UINT16 -> 65_535;
			case INT16 -> 30_000;
			case INT32 -> 1e8;
			default -> 7;
		};
		for (int y = 0, i = 0; y < shape.height(); y++)
			for (int x = 0; x < shape.width(); x++)
				for (int s = 0; s < shape.samples(); s++, i++) {
					double value = 0.5 + 0.25 * Math.sin(x * fx + s) + 0.25 * Math.cos(y * fy);
					if (style == 1) value += 0.6 * random.nextDouble() - 0.3;
					if (style == 2) value = random.nextDouble();
					if (style == 3) value = value > 0.5 ? 0.9 : 0.1;
					block.put(i, least + Math.max(0, Math.min(1, value)) * (most - least));
				}
		return block;
	}

	/** Options of all sorts for a kind of image. */
	static List<String> options(final Random random, final Kind kind) {
		final List<String> options = new ArrayList<>();
		final int quality = random.nextInt(4);
		if (quality == 2) options.addAll(List.of("-q", "0." + (10 + random.nextInt(90))));
		if (quality == 3) options.addAll(List.of("-q", Integer.toString(1 + random.nextInt(255))));
		if (random.nextBoolean()) options.addAll(List.of("-l", Integer.toString(random.nextInt(3))));
		final boolean interleaved = kind.hasAlpha() && random.nextBoolean();
		if (kind.samples == 3 && kind.type == PixelType.UINT8 && random.nextBoolean())
			options.addAll(List.of("-d", Integer.toString(random.nextInt(4))));
		if (random.nextBoolean()) options.add("-f");
		if (random.nextBoolean()) options.add("-p");
		// where alpha is interleaved, JxrDecApp takes no notice of trimmed bits and gives other pictures than the
		// encoder was given
		if (!interleaved && random.nextInt(3) == 0) options.addAll(List.of("-F", Integer.toString(random.nextInt(16))));
		if (random.nextInt(4) == 0) options.addAll(List.of("-s", Integer.toString(random.nextInt(4))));
		if (random.nextInt(3) == 0)
			options.addAll(
				List.of("-U", Integer.toString(1 + random.nextInt(4)), Integer.toString(1 + random.nextInt(4))));
		if (kind.hasAlpha()) options.addAll(List.of("-a", interleaved ? "3" : "2"));
		if (kind.hasAlpha() && random.nextBoolean())
			options.addAll(List.of("-Q", Integer.toString(1 + random.nextInt(255))));
		return options;
	}

	/** A width or height from 1 to 1000, small ones and those near whole macroblocks more often. */
	static int size(final Random random) {
		return switch (random.nextInt(6)) {
			case 0, 1 -> 1 + random.nextInt(40);
			case 2 -> 1 + random.nextInt(200);
			case 3 -> 16 * (1 + random.nextInt(6)) - 1 + random.nextInt(3);
			case 4 -> new int[] { 1, 2, 3, 15, 17, 300, 517, 999, 1000 }[random.nextInt(9)];
			default -> 1 + random.nextInt(100);
		};
	}

	/** What JxrDecApp makes of a file of this kind, in the form that {@link #ours} has; empty if it fails. */
	Optional<byte[]> theirs(final byte[] file, final String... more) throws IOException {
		return JxrPrograms.decode(file, more).map(bytes -> kind.type == null ? widen(bytes) : bytes);
	}

	/** What we make of it. */
	static byte[] ours(final byte[] file, final Reduction reduction) throws IOException {
		final JpegXrImage image = JpegXrImage.parse(file);
		return JxrPrograms.bytes(image.decode(image.hasAlpha(), reduction));
	}

	/** Half-precision numbers to single-precision ones. */
	private static byte[] widen(final byte[] halves) {
		final ByteBuffer from = ByteBuffer.wrap(halves).order(ByteOrder.LITTLE_ENDIAN);
		final ByteBuffer to = ByteBuffer.allocate(2 * halves.length).order(ByteOrder.LITTLE_ENDIAN);
		while (from.hasRemaining())
			to.putFloat(FloatBits.ofHalf(from.getShort() & 0xffff));
		return to.array();
	}

	@Override
	public String toString() {
		return kind + " " + options;
	}
}
