package org.coverslip.bench;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

import org.coverslip.codec.jpegxr.JpegXrImage;
import org.coverslip.codec.jpegxr.Reduction;
import org.coverslip.geom.Region;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.sample.SampleSlide;
import org.coverslip.slide.Plane;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.coverslip.testing.JxrPrograms;
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
 * Decodes a JPEG XR image on one thread; the score is in pixels per microsecond, which is megapixels per second. The
 * image is 1024 x 1024 pixels of the drawn slide's tissue, encoded by JxrEncApp.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 8, time = 1)
public class JpegXrBenchmark {

	private static final int SIDE = 1024;

	/** Options of the encoder: of 24bppBGR where nothing else is said. */
	@Param({ "-q 0.8", "-q 0.8 -d 1", "-q 1.0", "-q 0.8 -l 2", "grey 16 -q 0.8" })
	public String options;

	private JpegXrImage image;

	/** Draws and encodes. */
	@Setup
	public void encode() throws IOException {
		final PixelBlock tile;
		try (Slide slide = SampleSlide.brightField()) {
			tile = new RegionReader(TileCache.ofBytes(0))
				.read(slide.scenes().get(0), 0, Plane.FIRST, new Region(3072, 3328, SIDE, SIDE))
				.block();
		}
		final boolean isGrey = options.startsWith("grey");
		image = JpegXrImage.parse(
			JxrPrograms.encode(isGrey ? grey(tile) : tile, options.replace("grey 16 ", "").split(" ")));
	}

	private static PixelBlock grey(final PixelBlock colours) {
		final PixelBlock grey = PixelBlock.zeros(new BlockShape(colours.width(), colours.height(), 1,
			PixelType.UINT16));
		for (int i = 0; i < grey.shape().length(); i++)
			grey.put(i, 257 * colours.value(3 * i + 1));
		return grey;
	}

	@Benchmark
	@OperationsPerInvocation(SIDE * SIDE)
	public Object decode() throws IOException {
		return image.decode(false, Reduction.NONE);
	}
}
