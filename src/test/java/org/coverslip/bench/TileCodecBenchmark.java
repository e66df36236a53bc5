package org.coverslip.bench;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

import org.coverslip.codec.ByteCodec;
import org.coverslip.codec.DeflateCodec;
import org.coverslip.codec.LzwCodec;
import org.coverslip.codec.TileEncoder;
import org.coverslip.codec.ZstdCodec;
import org.coverslip.codec.jpeg.JpegBackend;
import org.coverslip.codec.jpeg.JpegColour;
import org.coverslip.codec.jpeg.JpegDecoder;
import org.coverslip.codec.jpeg.JpegEncoder;
import org.coverslip.codec.jpeg.JpegSubsampling;
import org.coverslip.geom.Region;
import org.coverslip.pixel.PixelBlock;
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
 * Decodes and encodes one tile of 256 x 256 RGB pixels of stained tissue on one thread. The score is in pixels per
 * microsecond, which is megapixels per second. The byte codecs work on plain samples, without predictor.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class TileCodecBenchmark {

	private static final int PIXELS = 256 * 256;

	/** jpeg is decoded by the best back-end that is found, jpeg-java by the Java runtime. */
	@Param({ "jpeg", "jpeg-java", "lzw", "deflate", "zstd" })
	public String codec;

	private PixelBlock tile;
	private byte[] encoded;
	private TileEncoder encoder;
	private Decoder decoder;

	private interface Decoder {

		Object decode(byte[] bytes) throws IOException;
	}

	/** Draws the tile and encodes it once. */
	@Setup
	public void drawTile() throws IOException {
		try (Slide slide = SampleSlide.brightField()) {
			tile = new RegionReader(TileCache.ofBytes(0))
				.read(slide.scenes().get(0), 0, Plane.FIRST, new Region(3072, 3328, 256, 256)).block();
		}
		switch (codec) {
			case "jpeg" -> useJpeg(JpegBackend.best());
			case "jpeg-java" -> useJpeg(JpegBackend.java());
			case "lzw" -> use(new LzwCodec(), block -> new LzwCodec().encode(block.bytes()));
			case "deflate" -> use(new DeflateCodec(), block -> new DeflateCodec().encode(block.bytes()));
			case "zstd" -> use(new ZstdCodec(), block -> new ZstdCodec().encode(block.bytes()));
			default -> throw new IllegalArgumentException(codec);
		}
		encoded = encoder.encode(tile);
	}

	private void useJpeg(final JpegBackend backend) {
		final JpegDecoder jpeg = JpegDecoder.of(JpegColour.YCBCR, backend);
		encoder = JpegEncoder.ofWholeStreams(80, JpegSubsampling.COLUMNS_AND_ROWS, 3, backend);
		decoder = bytes -> jpeg.decode(bytes, tile.shape());
	}

	private void use(final ByteCodec bytesToBytes, final TileEncoder blockToBytes) {
		encoder = blockToBytes;
		decoder = bytes -> bytesToBytes.decode(bytes, tile.bytes().length);
	}

	@Benchmark
	@OperationsPerInvocation(PIXELS)
	public Object decode() throws IOException {
		return decoder.decode(encoded);
	}

	@Benchmark
	@OperationsPerInvocation(PIXELS)
	public Object encode() throws IOException {
		return encoder.encode(tile);
	}
}
