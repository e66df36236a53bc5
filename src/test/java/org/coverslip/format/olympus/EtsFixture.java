package org.coverslip.format.olympus;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

import javax.imageio.ImageIO;

import org.coverslip.codec.SamplePacker;
import org.coverslip.codec.jpeg.LosslessJpegFixture;
import org.coverslip.codec.jpeg2000.Jpeg2000Encoder;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.testing.JpegFixture;
import org.coverslip.testing.TestPattern;

/**
 * Builds ETS files of {@link TestPattern}: plane n is the pattern shifted by 17 n columns, and a level is every 2ⁿ-th
 * pixel of it.
 */
final class EtsFixture {

	static final int RAW = 0;
	static final int JPEG = 2;
	static final int JPEG_2000 = 3;
	static final int LOSSLESS_JPEG = 5;
	static final int PNG = 8;
	static final int BMP = 9;

	static final int PLANE_SHIFT = 17;
	/** The pattern has no negative columns and rows. */
	private static final int FAR = 1000;
	static final int TABLE_AT = 32;
	static final int COUNT_AT = 40;
	static final int SECOND = 64;

	private final int width;
	private final int height;
	private final List<Integer> dimensions;
	private final List<int[]> coordinates = new ArrayList<>();
	private final List<byte[]> tiles = new ArrayList<>();
	private PixelType type = PixelType.UINT8;
	private int samples = 3;
	private int compression = RAW;
	private int tileWidth = 64;
	private int tileHeight = 48;
	private int componentOrder = -1;
	private int originX;
	private int originY;
	private byte[] background = { (byte) 0xee, (byte) 0xdd, (byte) 0xcc };
	private boolean sized = true;

	/**
	 * @param dimensions
	 *            sizes of those besides x, y and the level
	 */
	EtsFixture(final int width, final int height, final int... dimensions) {
		this.width = width;
		this.height = height;
		this.dimensions = Arrays.stream(dimensions).boxed().toList();
	}

	EtsFixture samples(final int n, final PixelType of) {
		samples = n;
		type = of;
		return this;
	}

	EtsFixture compression(final int number) {
		compression = number;
		return this;
	}

	EtsFixture tile(final int w, final int h) {
		tileWidth = w;
		tileHeight = h;
		return this;
	}

	/** 1: blue first. */
	EtsFixture componentOrder(final int number) {
		componentOrder = number;
		return this;
	}

	/** Where in the image column 0 and row 0 of the tiles begin. */
	EtsFixture origin(final int x, final int y) {
		originX = x;
		originY = y;
		return this;
	}

	EtsFixture background(final byte... bytes) {
		background = bytes;
		return this;
	}

	/** Without sizes in the header, as older files are. */
	EtsFixture unsized() {
		sized = false;
		return this;
	}

	/** Adds a tile of any bytes. */
	EtsFixture add(final byte[] bytes, final int... coordinatesOfIt) {
		tiles.add(bytes);
		coordinates.add(coordinatesOfIt);
		return this;
	}

	/**
	 * Adds all tiles that reach into the image.
	 *
	 * @param absent
	 *            coordinates for which none is added
	 */
	EtsFixture fill(final int levels, final Predicate<int[]> absent) throws IOException {
		int planes = 1;
		for (final int size : dimensions)
			planes *= size;
		for (int level = 0; level < levels; level++) {
			final int left = originX >> level;
			final int top = originY >> level;
			final int right = width + (1 << level) - 1 >> level;
			final int bottom = height + (1 << level) - 1 >> level;
			for (int plane = 0; plane < planes; plane++)
				for (int row = Math.floorDiv(-top, tileHeight); row * tileHeight + top < bottom; row++)
					for (int col = Math.floorDiv(-left, tileWidth); col * tileWidth + left < right; col++) {
						final int[] at = coordinates(col, row, plane, level);
						if (!absent.test(at))
							add(encode(block(col * tileWidth + left, row * tileHeight + top, plane, level)), at);
					}
		}
		return this;
	}

	private int[] coordinates(final int col, final int row, final int plane, final int level) {
		final int[] at = new int[dimensions.size() + 3];
		at[0] = col;
		at[1] = row;
		int rest = plane;
		for (int d = 0; d < dimensions.size(); d++) {
			at[2 + d] = rest % dimensions.get(d);
			rest /= dimensions.get(d);
		}
		at[at.length - 1] = level;
		return at;
	}

	/** Pixels of a level from a position on. */
	private PixelBlock block(final int x, final int y, final int plane, final int level) {
		final PixelBlock block = PixelBlock.zeros(new BlockShape(tileWidth, tileHeight, samples, type));
		for (int row = 0, i = 0; row < tileHeight; row++)
			for (int col = 0; col < tileWidth; col++)
				for (int s = 0; s < samples; s++, i++)
					block.put(i, value(x + col, y + row, plane, level, s, type));
		return block;
	}

	/** The sample that a level of a plane has somewhere. */
	static double value(final int x, final int y, final int plane, final int level, final int sample,
		final PixelType type) {
		final int value = TestPattern.value(((long) x << level) + FAR + PLANE_SHIFT * plane, ((long) y << level) + FAR,
			sample);
		return switch (type) {
			case UINT8 -> value;
			case INT8 -> (byte) value;
			case UINT16 -> value * 257;
			case INT16 -> (short) (value * 257);
			case UINT32 -> value * 0x01010101L;
			case INT32 -> value * 0x01010101;
			case FLOAT32 -> value / 255f;
			case FLOAT64 -> value / 255.0;
		};
	}

	private byte[] encode(final PixelBlock block) throws IOException {
		return switch (compression) {
			case JPEG -> JpegFixture.sampled(1, 1).ofQuality(0.95).encode(block);
			case JPEG_2000 -> Jpeg2000Encoder.lossless().encode(block);
			case LOSSLESS_JPEG -> new LosslessJpegFixture(type.bits(), 1, 0, 0, false)
				.encode(IntStream.range(0, block.shape().length()).map(i -> (int) block.value(i)).toArray(), tileWidth,
				samples);
			case PNG -> picture(block, "png");
			case BMP -> picture(block, "bmp");
			default -> SamplePacker.pack(componentOrder == 1 ? swapped(block) : block);
		};
	}

	private static PixelBlock swapped(final PixelBlock block) {
		final PixelBlock out = PixelBlock.zeros(block.shape());
		for (int i = 0; i < block.shape().length(); i += 3)
			for (int s = 0; s < 3; s++)
				System.arraycopy(block.array(), i + s, out.array(), i + 2 - s, 1);
		return out;
	}

	private static byte[] picture(final PixelBlock block, final String format) throws IOException {
		final BufferedImage image = new BufferedImage(block.width(), block.height(),
			block.samples() == 1 ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_3BYTE_BGR);
		for (int i = 0; i < block.shape().pixels(); i++)
			for (int s = 0; s < block.samples(); s++)
				image.getRaster()
					.setSample(i % block.width(), i / block.width(), s, block.bytes()[i * block.samples() + s] & 0xff);
		final ByteArrayOutputStream out = new ByteArrayOutputStream();
		ImageIO.write(image, format, out);
		return out.toByteArray();
	}

	/** The file. */
	byte[] bytes() {
		final int n = dimensions.size() + 3;
		int data = 0;
		for (final byte[] tile : tiles)
			data += tile.length;
		final ByteBuffer out = ByteBuffer.allocate(SECOND + 228 + data + tiles.size() * (20 + 4 * n))
			.order(ByteOrder.LITTLE_ENDIAN);
		out.put(new byte[] { 'S', 'I', 'S', 0 }).putInt(64).putInt(3).putInt(n).putLong(SECOND).putInt(228).putInt(0)
			.putLong(SECOND + 228 + data).putInt(tiles.size());
		out.position(SECOND);
		final int typeNumber = switch (type) {
			case INT8 -> 1;
			case UINT8 -> 2;
			case INT16 -> 3;
			case UINT16 -> 4;
			case INT32 -> 5;
			case UINT32 -> 6;
			case FLOAT32 -> 9;
			case FLOAT64 -> 10;
		};
		out.put(new byte[] { 'E', 'T', 'S', 0 }).putInt(0x30006).putInt(typeNumber).putInt(samples)
			.putInt(samples == 1 ? 1 : 4)
			.putInt(compression).putInt(90).putInt(tileWidth).putInt(tileHeight).putInt(1);
		out.position(SECOND + 108);
		out.put(background);
		final boolean pyramid = coordinates.stream().anyMatch(at -> at[n - 1] > 0);
		out.putInt(SECOND + 148, componentOrder).putInt(SECOND + 152, pyramid ? 1 : 0);
		out.position(SECOND + 184);
		if (sized) {
			out.putInt(n - 1).putInt(width).putInt(height);
			dimensions.forEach(out::putInt);
		}
		out.position(SECOND + 228);
		final List<Integer> positions = new ArrayList<>();
		for (final byte[] tile : tiles) {
			positions.add(out.position());
			out.put(tile);
		}
		for (int i = 0; i < tiles.size(); i++) {
			out.putInt(n);
			for (final int coordinate : coordinates.get(i))
				out.putInt(coordinate);
			out.putLong(positions.get(i)).putInt(tiles.get(i).length).putInt(i);
		}
		return out.array();
	}

	/** Writes the file into the folder of a stack of a slide, which is made. */
	Path write(final Path slide, final int stack, final String name) throws IOException {
		final String stem = slide.getFileName().toString().replaceFirst("\\.[^.]*$", "");
		final Path folder = Files.createDirectories(slide.resolveSibling("_" + stem + "_").resolve("stack" + stack));
		return Files.write(folder.resolve(name), bytes());
	}
}
