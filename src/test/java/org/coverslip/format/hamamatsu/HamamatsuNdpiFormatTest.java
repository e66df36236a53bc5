package org.coverslip.format.hamamatsu;

import static org.coverslip.tiff.TiffTag.*;
import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

import org.coverslip.codec.jpeg.JpegColour;
import org.coverslip.codec.jpeg.JpegDecoder;
import org.coverslip.detect.SlideOpener;
import org.coverslip.format.SlideFormat;
import org.coverslip.format.SlideFormatContract;
import org.coverslip.format.SlideProbe;
import org.coverslip.geom.Region;
import org.coverslip.inspect.TiffInspection;
import org.coverslip.io.FileByteSource;
import org.coverslip.io.StoredFile;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.Channel;
import org.coverslip.slide.Plane;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.coverslip.testing.CountingByteSource;
import org.coverslip.testing.RestartJpeg;
import org.junit.Test;

public class HamamatsuNdpiFormatTest extends SlideFormatContract {

	@Override
	protected SlideFormat format() {
		return new HamamatsuNdpiFormat();
	}

	@Override
	protected Path fixture(final Path into) throws IOException {
		final Path path = into.resolve("slide.ndpi");
		try (NdpiFixture f = new NdpiFixture(path)) {
			for (final int offset : new int[] { 0, 1500 }) {
				f.add(f.level(new RestartJpeg(1024, 512, 3, 2, 1 + offset).intervalOfPixels(256), 20)
					.slong(NdpiDirectory.FOCAL_OFFSET, offset));
				f.add(f.level(new RestartJpeg(256, 128, 3, 2, 2 + offset).intervalOfPixels(256), 5)
					.slong(NdpiDirectory.FOCAL_OFFSET, offset));
			}
			f.add(f.macro(new RestartJpeg(120, 41, 3, 1, 4)));
		}
		return path;
	}

	private Path build(final NdpiVariantsTest.Recipe recipe) throws IOException {
		final Path path = folder.newFolder().toPath().resolve("slide.ndpi");
		try (NdpiFixture fixture = new NdpiFixture(path)) {
			recipe.cook(fixture);
		}
		return path;
	}

	private static PixelBlock whole(final Slide slide, final int level) throws IOException {
		final Scene scene = slide.scenes().get(0);
		return new RegionReader(TileCache.shared()).read(scene, level, Plane.FIRST, scene.level(level).region())
			.block();
	}

	@Test
	public void aSlideOfOneComponentIsAChannel() throws IOException {
		final RestartJpeg jpeg = new RestartJpeg(512, 256, 1, 1, 7).intervalOfPixels(128);
		final Path path = build(f -> f.add(f.level(jpeg, 20).ascii(NdpiDirectory.CHANNEL_NAME, "DAPI")
			.real(NdpiDirectory.EMISSION_WAVELENGTH, 461)));
		try (Slide slide = SlideOpener.open(path)) {
			final Scene scene = slide.scenes().get(0);
			assertEquals(List.of(new Channel("DAPI", OptionalInt.of(0x0000ff))), scene.channels());
			assertEquals(List.of(512L, 256L, 128L, 64L), scene.levels().stream().map(level -> level.width()).toList());
			final BlockShape shape = new BlockShape(512, 256, 1, PixelType.UINT8);
			assertArrayEquals(JpegDecoder.of(JpegColour.GRAY).decode(jpeg.stream(), shape).bytes(),
				whole(slide, 0).bytes());
			for (int level = 1; level < 4; level++)
				assertArrayEquals(JpegDecoder.of(JpegColour.GRAY).decodeScaled(jpeg.stream(), shape, 1 << level)
					.bytes(),
					whole(slide, level).bytes());
		}
	}

	@Test
	public void anInspectionKnowsWhoOpensIt() throws IOException {
		final String text = TiffInspection.of(build(f -> NdpiVariantsTest.brightField(f, 2))).toText();
		assertTrue(text, text.contains("pyramid: as hamamatsu stores it"));
		assertTrue(text, text.contains("OpenSlide: yes, as a slide of vendor hamamatsu"));
		final String grey = TiffInspection.of(
			build(f -> f.add(f.level(new RestartJpeg(512, 256, 1, 1, 7).intervalOfPixels(128), 20)))).toText();
		assertTrue(grey, grey.contains("Coverslip: yes, as Hamamatsu NDPI, 4 levels\nOpenSlide: no, "));
	}

	/** The last row and column of intervals reach over the image; OpenSlide 3.4.1 would leave them away. */
	@Test
	public void anyWidthAndHeight() throws IOException {
		final RestartJpeg jpeg = new RestartJpeg(507, 251, 3, 1, 7).intervalOfPixels(128);
		final Path path = build(f -> f.add(f.level(jpeg, 20)));
		try (Slide slide = SlideOpener.open(path)) {
			assertArrayEquals(
				JpegDecoder.of(JpegColour.YCBCR).decode(jpeg.stream(), new BlockShape(507, 251, 3, PixelType.UINT8))
				.bytes(),
				whole(slide, 0).bytes());
		}
	}

	/** Positions that are not those of markers are noticed, and the markers found in the data. */
	@Test
	public void wrongPositionsOfIntervals() throws IOException {
		final RestartJpeg jpeg = new RestartJpeg(512, 256, 3, 2, 7).intervalOfPixels(128);
		final long[] shifted = jpeg.starts();
		for (int i = 20; i < shifted.length; i++)
			shifted[i] += 3;
		final long[] descending = jpeg.starts();
		descending[20] = descending[3];
		final long[] outside = jpeg.starts();
		outside[outside.length - 1] = 0xfffffff0L;
		final long[] neighbours = jpeg.starts();
		System.arraycopy(jpeg.starts(), 40, neighbours, 39, neighbours.length - 40);
		neighbours[neighbours.length - 1]--;
		final PixelBlock truth;
		try (Slide slide = SlideOpener.open(build(f -> f.add(f.level(jpeg, 20))))) {
			truth = whole(slide, 0);
		}
		for (final long[] wrong : List.of(shifted, descending, outside, neighbours))
			try (Slide slide =
				SlideOpener.open(build(f -> f.add(f.level(jpeg, 20).longs(NdpiDirectory.MCU_STARTS, wrong))))) {
				assertArrayEquals(truth.bytes(), whole(slide, 0).bytes());
			}
	}

	/** A strip of more than 4 GiB, of which the first interval is the largest part. */
	@Test
	public void positionsBeyond4GiBOfAStrip() throws IOException {
		final RestartJpeg jpeg = new RestartJpeg(512, 256, 3, 2, 7).intervalOfPixels(128);
		final byte[] stream = jpeg.stream();
		final long[] starts = jpeg.starts();
		final long hole = 5L << 30;
		final int cut = (int) starts[1] - 2;
		final long[] far = new long[starts.length];
		final long[] high = new long[starts.length];
		for (int i = 0; i < far.length; i++) {
			far[i] = i == 0 ? starts[0] : starts[i] + hole;
			high[i] = far[i] >>> 32;
		}
		final Path path = build(f -> f.holeInStrip(cut, hole).add(
			f.level(jpeg, 20).longs(NdpiDirectory.MCU_STARTS, far).longs(NdpiDirectory.MCU_STARTS_HIGH, high)
				.longs(STRIP_BYTE_COUNTS, stream.length + hole)));
		final PixelBlock truth;
		try (Slide slide = SlideOpener.open(build(f -> f.add(f.level(jpeg, 20))))) {
			truth = whole(slide, 0);
		}
		try (Slide slide = SlideOpener.open(path)) {
			final Scene scene = slide.scenes().get(0);
			final PixelBlock found = new RegionReader(TileCache.shared())
				.read(scene, 0, Plane.FIRST, new Region(0, 8, 512, 248)).block();
			assertArrayEquals(truth.crop(0, 8, 512, 248).bytes(), found.bytes());
		}
	}

	/** A region costs the bytes of the intervals that it touches, their markers, and once the list of positions. */
	@Test
	public void aRegionReadsOnlyItsIntervals() throws IOException {
		final RestartJpeg jpeg = new RestartJpeg(1024, 512, 3, 2, 1).intervalOfPixels(256);
		final Path path = build(f -> f.add(f.level(jpeg, 20)));
		final CountingByteSource source = new CountingByteSource(FileByteSource.open(path));
		try (SlideProbe probe = SlideProbe.of(source, StoredFile.of(path)); Slide slide = format().open(probe)) {
			final Scene scene = slide.scenes().get(0);
			final RegionReader reader = new RegionReader(TileCache.ofBytes(0));
			reader.read(scene, 0, Plane.FIRST, new Region(0, 0, 1, 1));
			source.reset();
			reader.read(scene, 0, Plane.FIRST, new Region(300, 100, 200, 20));
			final long[] starts = jpeg.starts();
			long expected = 0;
			for (final int interval : new int[] { 12 * 4 + 1, 13 * 4 + 1, 14 * 4 + 1 })
				expected += starts[interval + 1] - starts[interval] + 2;
			assertEquals(3, source.reads());
			assertEquals(expected, source.bytes());
		}
	}

	/** Short texts are at an offset too in files of the scanner; other programs put them into the entry. */
	@Test
	public void shortTexts() throws IOException {
		final Path path =
			build(f -> f.add(f.level(new RestartJpeg(64, 32, 3, 2, 7), 20).ascii(NdpiDirectory.REFERENCE, "ab")
			.farAscii(NdpiDirectory.CHANNEL_NAME, "xy")));
		try (Slide slide = SlideOpener.open(path)) {
			assertEquals("ab", slide.metadata().properties().get("hamamatsu.Reference"));
		}
		final Path far =
			build(f -> f.add(f.level(new RestartJpeg(64, 32, 3, 2, 7), 20).farAscii(NdpiDirectory.REFERENCE, "xy")));
		try (Slide slide = SlideOpener.open(far)) {
			assertEquals("xy", slide.metadata().properties().get("hamamatsu.Reference"));
		}
	}

	/**
	 * Small levels of real slides state a size in their JPEG that is a pixel off that in the directory: the JPEG's
	 * counts.
	 */
	@Test
	public void aSmallLevelHasTheSizeOfItsJpeg() throws IOException {
		final Path path = build(f -> {
			f.add(f.level(new RestartJpeg(512, 256, 3, 2, 7).intervalOfPixels(128), 20));
			f.add(f.level(new RestartJpeg(33, 17, 3, 2, 8), 1.25).longs(IMAGE_WIDTH, 32));
		});
		try (Slide slide = SlideOpener.open(path)) {
			assertTrue(slide.scenes().get(0).levels().stream()
				.anyMatch(level -> level.width() == 33 && level.height() == 17));
		}
	}

	@Test
	public void planesThatDoNotMatchAreLeftOut() throws IOException {
		final Path path = build(f -> {
			f.add(f.level(new RestartJpeg(512, 256, 3, 2, 7).intervalOfPixels(128), 20));
			f.add(f.level(new RestartJpeg(512, 256, 3, 2, 7).intervalOfPixels(256), 20)
				.slong(NdpiDirectory.FOCAL_OFFSET, 900));
			f.add(f.level(new RestartJpeg(512, 256, 3, 2, 7).intervalOfPixels(128), 20)
				.slong(NdpiDirectory.FOCAL_OFFSET, 1000));
		});
		try (Slide slide = SlideOpener.open(path)) {
			assertEquals(2, slide.scenes().get(0).sizeZ());
			assertEquals("1000", slide.metadata().properties().get("hamamatsu.z[1].FocalOffset"));
		}
	}

	@Test
	public void propertiesHaveOpenSlidesNames() throws IOException {
		try (Slide slide = SlideOpener.open(build(f -> NdpiVariantsTest.brightField(f, 2)))) {
			final Map<String, String> properties = slide.metadata().properties();
			assertEquals("0.5", properties.get("openslide.mpp-x"));
			assertEquals("20", properties.get("hamamatsu.SourceLens"));
			assertEquals("a=b", properties.get("hamamatsu.two"));
			assertEquals("-96063", properties.get("hamamatsu.YOffsetFromSlideCentre"));
			assertEquals(null, properties.get("hamamatsu.empty"));
			assertEquals(20, slide.scenes().get(0).objectivePower().getAsDouble(), 0);
			assertEquals(0.45633, slide.scenes().get(0).pixelSize().get().yUm(), 0.00005);
			assertEquals(List.of("macro", "map"), slide.associatedImages().stream().map(image -> image.name())
				.toList());
		}
	}
}
