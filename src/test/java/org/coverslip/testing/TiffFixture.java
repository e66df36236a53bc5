package org.coverslip.testing;

import static org.coverslip.tiff.TiffTag.*;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

import org.coverslip.codec.ByteEncoder;
import org.coverslip.codec.DeflateCodec;
import org.coverslip.codec.LzwCodec;
import org.coverslip.codec.PackBitsCodec;
import org.coverslip.codec.Predictor;
import org.coverslip.codec.SampleLayout;
import org.coverslip.codec.SamplePacker;
import org.coverslip.codec.Uncompressed;
import org.coverslip.codec.ZstdCodec;
import org.coverslip.codec.jpeg.JpegEncoder;
import org.coverslip.codec.jpeg.JpegSubsampling;
import org.coverslip.io.OutputFile;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.tiff.IfdBuilder;
import org.coverslip.tiff.TiffWriter;

/**
 * Builds small TIFFs of {@link TestPattern} in code, also odd ones: one call sets one property, {@link #image} adds a
 * directory.
 */
public final class TiffFixture implements AutoCloseable {

	private final OutputFile file;
	private final TiffWriter writer;
	private final ByteOrder order;
	private final List<IfdBuilder> chain = new ArrayList<>();

	private PixelType type = PixelType.UINT8;
	private int samples = 3;
	private int photometric = PHOTOMETRIC_RGB;
	private int compression = COMPRESSION_NONE;
	private int predictor = PREDICTOR_NONE;
	private JpegSubsampling subsampling = JpegSubsampling.NONE;
	private boolean separate;
	private int tileWidth = 128;
	private int tileHeight = 128;
	private int[] missing = {};
	private UnaryOperator<byte[]> changed = UnaryOperator.identity();
	private long patternX;
	private long patternY;

	public TiffFixture(final Path path, final ByteOrder order, final boolean big) throws IOException {
		file = OutputFile.create(path);
		writer = TiffWriter.create(file, order, big);
		this.order = order;
	}

	public TiffFixture samples(final int n, final PixelType of, final int photometricTag) {
		samples = n;
		type = of;
		photometric = photometricTag;
		return this;
	}

	public TiffFixture compression(final int tag, final int predictorTag) {
		compression = tag;
		predictor = predictorTag;
		return this;
	}

	/** JPEG with the given subsampling, tagged YCbCr for three samples. */
	public TiffFixture jpeg(final JpegSubsampling value) {
		compression = COMPRESSION_JPEG;
		subsampling = value;
		photometric = samples == 3 ? PHOTOMETRIC_YCBCR : PHOTOMETRIC_MIN_IS_BLACK;
		return this;
	}

	public TiffFixture separate(final boolean value) {
		separate = value;
		return this;
	}

	/** Size of tiles; a height of rows per strip with {@link #strips}. */
	public TiffFixture tile(final int width, final int height) {
		tileWidth = width;
		tileHeight = height;
		return this;
	}

	/** Where in the pattern the top left pixel of the next images is. */
	public TiffFixture at(final long x, final long y) {
		patternX = x;
		patternY = y;
		return this;
	}

	/** What becomes of the bytes of each tile or strip of the next images, after they are encoded. */
	public TiffFixture stored(final UnaryOperator<byte[]> change) {
		changed = change;
		return this;
	}

	/** Bytes to which nothing refers. */
	public TiffFixture gap(final byte[] bytes) throws IOException {
		writer.append(bytes);
		return this;
	}

	/** Tiles of the next image that get no bytes. */
	public TiffFixture missing(final int... tiles) {
		missing = tiles;
		return this;
	}

	/** A tiled directory of the pattern sampled at every {@code step}-th pixel; not yet in the chain. */
	public IfdBuilder tiled(final int width, final int height, final int step) throws IOException {
		final IfdBuilder ifd = describe(width, height).shorts(TILE_WIDTH, tileWidth).shorts(TILE_LENGTH, tileHeight);
		final List<Long> offsets = new ArrayList<>();
		final List<Long> lengths = new ArrayList<>();
		for (int plane = 0; plane < (separate ? samples : 1); plane++)
			for (int y = 0, n = 0; y < height; y += tileHeight)
				for (int x = 0; x < width; x += tileWidth, n++)
					append(block(x, y, tileWidth, tileHeight, step, plane), isMissing(n), offsets, lengths, ifd);
		missing = new int[0];
		return ifd.offsets(TILE_OFFSETS, array(offsets)).longs(TILE_BYTE_COUNTS, array(lengths));
	}

	/** A striped directory of the pattern; not yet in the chain. */
	public IfdBuilder strips(final int width, final int height, final int rows) throws IOException {
		final IfdBuilder ifd = describe(width, height).longs(ROWS_PER_STRIP, rows);
		final List<Long> offsets = new ArrayList<>();
		final List<Long> lengths = new ArrayList<>();
		for (int plane = 0; plane < (separate ? samples : 1); plane++)
			for (int y = 0; y < height; y += rows)
				append(block(0, y, width, Math.min(rows, height - y), 1, plane), false, offsets, lengths, ifd);
		return ifd.offsets(STRIP_OFFSETS, array(offsets)).longs(STRIP_BYTE_COUNTS, array(lengths));
	}

	/** A directory of one strip of bytes that are encoded already; not yet in the chain. */
	public IfdBuilder stored(final int width, final int height, final int compressionTag, final byte[] strip)
		throws IOException {
		return describe(width, height).shorts(COMPRESSION, compressionTag).longs(ROWS_PER_STRIP, height)
			.offsets(STRIP_OFFSETS, writer.append(strip)).longs(STRIP_BYTE_COUNTS, strip.length);
	}

	/** Adds a directory to the main chain. */
	public TiffFixture add(final IfdBuilder ifd) {
		chain.add(ifd);
		return this;
	}

	/** Adds a tiled pyramid to the main chain: each level half the size of the one before, marked as reduced. */
	public TiffFixture pyramid(final int width, final int height, final int levels) throws IOException {
		for (int i = 0, step = 1; i < levels; i++, step *= 2)
			add(tiled((width + step - 1) / step, (height + step - 1) / step, step)
				.longs(NEW_SUBFILE_TYPE, i == 0 ? 0 : 1));
		return this;
	}

	private IfdBuilder describe(final int width, final int height) {
		final int[] bits = new int[samples];
		Arrays.fill(bits, type.bits());
		final int[] formats = new int[samples];
		Arrays.fill(formats, type.isFloating() ? SAMPLE_FLOAT : type.isSigned() ? SAMPLE_INT : SAMPLE_UINT);
		final IfdBuilder ifd = new IfdBuilder().longs(IMAGE_WIDTH, width).longs(IMAGE_LENGTH, height)
			.shorts(BITS_PER_SAMPLE, bits)
			.shorts(SAMPLE_FORMAT, formats).shorts(COMPRESSION, compression).shorts(PHOTOMETRIC, photometric)
			.shorts(SAMPLES_PER_PIXEL, samples).shorts(PLANAR_CONFIG, separate ? PLANAR_SEPARATE : PLANAR_CHUNKY);
		if (predictor != PREDICTOR_NONE) ifd.shorts(PREDICTOR, predictor);
		if (photometric == PHOTOMETRIC_YCBCR)
			ifd.shorts(YCBCR_SUBSAMPLING, subsampling.horizontal(), subsampling.vertical());
		return ifd;
	}

	private PixelBlock block(final int x, final int y, final int width, final int height, final int step,
		final int plane) {
		final PixelBlock block = PixelBlock.zeros(new BlockShape(width, height, separate ? 1 : samples, type));
		for (int row = 0; row < height; row++)
			for (int col = 0; col < width; col++) {
				final PixelBlock pixel =
					TestPattern.block(patternX + (long) (x + col) * step, patternY + (long) (y + row) * step,
					new BlockShape(1, 1, samples, type));
				System.arraycopy(pixel.array(), plane, block.array(), (row * width + col) * block.samples(),
					block.samples());
			}
		return block;
	}

	private void append(final PixelBlock block, final boolean absent, final List<Long> offsets,
		final List<Long> lengths,
		final IfdBuilder ifd) throws IOException
	{
		final byte[] encoded = absent ? new byte[0] : changed.apply(encode(block, ifd));
		offsets.add(absent ? 0 : writer.append(encoded));
		lengths.add((long) encoded.length);
	}

	private byte[] encode(final PixelBlock block, final IfdBuilder ifd) throws IOException {
		if (compression == COMPRESSION_JPEG) {
			final JpegEncoder encoder = JpegEncoder.withSharedTables(90, subsampling, block.samples());
			encoder.tables().ifPresent(tables -> ifd.undefined(JPEG_TABLES, tables));
			return encoder.encode(block);
		}
		final byte[] bytes = inOrder(SamplePacker.pack(block));
		final SampleLayout layout = new SampleLayout(type.bits(), SampleLayout.littleEndian(type).kind(), order);
		Predictor.ofTag(predictor).apply(bytes, layout, block.width(), block.samples());
		return encoder(block).encode(bytes);
	}

	private ByteEncoder encoder(final PixelBlock block) {
		return switch (compression) {
			case COMPRESSION_NONE -> new Uncompressed();
			case COMPRESSION_LZW -> new LzwCodec();
			case COMPRESSION_DEFLATE, COMPRESSION_OLD_DEFLATE -> new DeflateCodec();
			case COMPRESSION_PACKBITS -> new PackBitsCodec(block.width() * block.samples() * type.bytes());
			case COMPRESSION_ZSTD -> new ZstdCodec();
			default -> throw new IllegalArgumentException("compression " + compression);
		};
	}

	private byte[] inOrder(final byte[] littleEndian) {
		final byte[] bytes = littleEndian.clone();
		if (order == ByteOrder.LITTLE_ENDIAN || type.bytes() == 1) return bytes;
		final ByteBuffer in = ByteBuffer.wrap(littleEndian).order(ByteOrder.LITTLE_ENDIAN);
		final ByteBuffer out = ByteBuffer.wrap(bytes).order(ByteOrder.BIG_ENDIAN);
		while (in.hasRemaining())
			switch (type.bytes()) {
				case 2 -> out.putShort(in.getShort());
				case 4 -> out.putInt(in.getInt());
				default -> out.putLong(in.getLong());
			}
		return bytes;
	}

	private boolean isMissing(final int tile) {
		return Arrays.stream(missing).anyMatch(m -> m == tile);
	}

	private static long[] array(final List<Long> values) {
		return values.stream().mapToLong(Long::longValue).toArray();
	}

	/** Writes the directories and completes the file. */
	@Override
	public void close() throws IOException {
		try (file) {
			writer.writeChain(chain);
			file.commit();
		}
	}
}
