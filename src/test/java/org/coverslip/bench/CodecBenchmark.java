package org.coverslip.bench;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

import org.coverslip.codec.LzwCodec;
import org.coverslip.codec.Predictor;
import org.coverslip.codec.SampleLayout;
import org.coverslip.codec.jpeg.JpegBackend;
import org.coverslip.codec.jpeg.JpegColours;
import org.coverslip.codec.jpeg.JpegDecoder;
import org.coverslip.codec.jpeg.JpegEncoder;
import org.coverslip.codec.jpeg.JpegSubsampling;
import org.coverslip.codec.jpeg2000.Jpeg2000Backend;
import org.coverslip.codec.jpeg2000.Jpeg2000Decoder;
import org.coverslip.codec.jpeg2000.Jpeg2000Encoder;
import org.coverslip.geom.Region;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.sample.SampleSlide;
import org.coverslip.slide.Plane;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The variants of each codec, back-end by back-end, on one tile of 256 x 256 RGB pixels of stained tissue and one
 * thread; the score is in pixels of the full tile per microsecond, which is megapixels per second. {@link
 * TileCodecBenchmark} has what a user meets.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 4, time = 1)
public class CodecBenchmark {

	private static final int PIXELS = 256 * 256;

	/** Codec, back-end, and its subsampling or the denominator of its scale. */
	@Param({ "jpeg java NONE", "jpeg java COLUMNS", "jpeg java COLUMNS_AND_ROWS", "jpeg turbo NONE",
		"jpeg turbo COLUMNS",
		"jpeg turbo COLUMNS_AND_ROWS", "jpeg-scaled java 8", "jpeg-scaled turbo 2", "jpeg-scaled turbo 4",
		"jpeg-scaled turbo 8",
		"jpeg2000 java lossless", "jpeg2000 java lossy", "jpeg2000 openjpeg lossless", "jpeg2000 openjpeg lossy",
		"lzw-predictor java 2" })
	public String variant;

	private PixelBlock tile;
	private byte[] encoded;
	private Coding encode;
	private Coding decode;

	/** One direction of a codec, with what it works on inside. */
	@FunctionalInterface
	private interface Coding {

		Object run() throws IOException;
	}

	/** Draws the tile and encodes it once. */
	@Setup
	public void drawTile() throws IOException {
		try (Slide slide = SampleSlide.brightField()) {
			tile = new RegionReader(TileCache.ofBytes(0))
				.read(slide.scenes().get(0), 0, Plane.FIRST, new Region(3072, 3328, 256, 256)).block();
		}
		final String[] words = variant.split(" ");
		switch (words[0]) {
			case "jpeg" -> useJpeg(words[1], JpegSubsampling.valueOf(words[2]), 1);
			case "jpeg-scaled" -> useJpeg(words[1], JpegSubsampling.COLUMNS_AND_ROWS, Integer.parseInt(words[2]));
			case "jpeg2000" -> useJpeg2000(words[1], words[2].equals("lossless"));
			case "lzw-predictor" -> useLzw(Predictor.HORIZONTAL);
			default -> throw new IllegalArgumentException(variant);
		}
		encoded = (byte[]) encode.run();
	}

	private void useJpeg(final String name, final JpegSubsampling subsampling, final int denominator)
		throws IOException {
		final JpegBackend backend = name.equals("java") ? JpegBackend.java() : JpegBackend.turbo().orElseThrow();
		final JpegEncoder encoder = JpegEncoder.withSharedTables(80, subsampling, 3, backend);
		final JpegDecoder decoder =
			JpegDecoder.withTables(JpegColours.stated(encoder.colour()), encoder.tables().orElseThrow(), backend);
		encode = () -> encoder.encode(tile);
		decode = () -> decoder.decodeScaled(encoded, tile.shape(), denominator);
	}

	private void useJpeg2000(final String name, final boolean lossless) {
		final Jpeg2000Backend backend = name.equals("java") ? Jpeg2000Backend.java()
			: Jpeg2000Backend.openJpeg().orElseThrow();
		final Jpeg2000Encoder encoder = lossless ? Jpeg2000Encoder.lossless() : Jpeg2000Encoder.ofRatio(10);
		final Jpeg2000Decoder decoder = Jpeg2000Decoder.ofStream(backend);
		encode = () -> encoder.encode(tile);
		decode = () -> decoder.decode(encoded, tile.shape());
	}

	private void useLzw(final Predictor predictor) {
		final LzwCodec lzw = new LzwCodec();
		final SampleLayout layout = SampleLayout.littleEndian(PixelType.UINT8);
		encode = () -> {
			final byte[] samples = tile.bytes().clone();
			predictor.apply(samples, layout, tile.width(), tile.samples());
			return lzw.encode(samples);
		};
		decode = () -> {
			final byte[] samples = lzw.decode(encoded, tile.shape().length());
			predictor.undo(samples, layout, tile.width(), tile.samples());
			return samples;
		};
	}

	@Benchmark
	@OperationsPerInvocation(PIXELS)
	public Object decode() throws IOException {
		return decode.run();
	}

	@Benchmark
	@OperationsPerInvocation(PIXELS)
	public Object encode() throws IOException {
		return encode.run();
	}
}
