package org.coverslip.format.hamamatsu;

import static org.coverslip.tiff.TiffTag.*;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;

import org.coverslip.detect.SlideOpener;
import org.coverslip.slide.Slide;
import org.coverslip.testing.Oracle;
import org.coverslip.testing.RestartJpeg;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/**
 * NDPI files built in code, opened by Coverslip and by OpenSlide 3.4.1: the same properties, levels, regions and macro.
 */
public class NdpiVariantsTest {

	private static final int REGIONS = 100;

	/** Builds one variant. */
	@FunctionalInterface
	interface Recipe {

		void cook(NdpiFixture fixture) throws IOException;
	}

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private Path build(final Recipe recipe) throws IOException {
		final Path path = folder.getRoot().toPath().resolve("slide.ndpi");
		try (NdpiFixture fixture = new NdpiFixture(path)) {
			recipe.cook(fixture);
		}
		return path;
	}

	private void assertAgrees(final Recipe recipe) throws IOException {
		final Path path = build(recipe);
		assertTrue("OpenSlide opens the fixture", Oracle.openSlideOpens(path));
		try (Slide slide = SlideOpener.open(path)) {
			assertEquals("Hamamatsu NDPI", slide.metadata().format());
			NdpiAgreement.check(path, slide, REGIONS);
			NdpiAgreement.checkMacro(path, slide);
		}
	}

	/** A bright-field slide: levels of 1024 x 512, 256 x 128 and 64 x 32, the last one without restart markers. */
	static NdpiFixture brightField(final NdpiFixture f, final int horizontal) throws IOException {
		f.add(f.level(new RestartJpeg(1024, 512, 3, horizontal, 1).intervalOfPixels(256), 20).ascii(MAKE, "Hamamatsu")
			.ascii(MODEL, "C9600-02").ascii(SOFTWARE, "NDP.scan 2.5").ascii(DATE_TIME, "2026:11:20 12:00:00")
			.ratio(X_RESOLUTION, 200000, 10).ratio(Y_RESOLUTION, 43826, 2).slong(NdpiDirectory.X_OFFSET, 12538720)
			.slong(NdpiDirectory.Y_OFFSET, -96063).ascii(NdpiDirectory.REFERENCE, "reference 7")
			.ascii(NdpiDirectory.PROPERTY_MAP,
			"Created=2026/11/20\r\nempty=\r\n=none\r\nno pair\r\ntwo=a=b\r\nNDP.S/N=1"));
		f.add(f.level(new RestartJpeg(256, 128, 3, horizontal, 2).intervalOfPixels(256), 5));
		f.add(f.level(new RestartJpeg(64, 32, 3, horizontal, 3), 1.25));
		f.add(f.macro(new RestartJpeg(120, 41, 3, 1, 4)));
		return f.add(f.map(60, 20, new byte[1200]));
	}

	@Test
	public void brightFieldIn422() throws IOException {
		assertAgrees(f -> brightField(f, 2));
	}

	@Test
	public void brightFieldIn444() throws IOException {
		assertAgrees(f -> brightField(f, 1));
	}

	@Test
	public void withoutPositionsOfIntervals() throws IOException {
		assertAgrees(f -> {
			f.add(f.level(new RestartJpeg(1024, 512, 3, 2, 1).intervalOfPixels(128), 20)
				.without(NdpiDirectory.MCU_STARTS));
			f.add(f.level(new RestartJpeg(512, 256, 3, 2, 2).intervalOfPixels(512), 10)
				.without(NdpiDirectory.MCU_STARTS));
		});
	}

	@Test
	public void tooFewPositionsOfIntervals() throws IOException {
		assertAgrees(f -> f.add(f.level(new RestartJpeg(512, 256, 3, 2, 1).intervalOfPixels(128), 20)
			.longs(NdpiDirectory.MCU_STARTS, 1, 2, 3, 4, 5)));
	}

	@Test
	public void withoutRestartMarkers() throws IOException {
		assertAgrees(f -> {
			f.add(f.level(new RestartJpeg(800, 600, 3, 2, 1), 20));
			f.add(f.level(new RestartJpeg(397, 299, 3, 1, 2), 10));
		});
	}

	/** More pixels in a row than a JPEG can state, so that it states none; one level states a wrong size. */
	@Test
	public void widerThanAJpegCanBe() throws IOException {
		assertAgrees(f -> {
			f.add(f.level(new RestartJpeg(66560, 64, 3, 2, 1).intervalOfPixels(1024), 20));
			f.add(f.level(new RestartJpeg(66048, 64, 3, 1, 1).intervalOfPixels(2064).stating(512, 64), 19));
			f.add(f.level(new RestartJpeg(16640, 16, 3, 2, 2).intervalOfPixels(8320), 5));
		});
	}

	@Test
	public void largerThan4GiB() throws IOException {
		assertAgrees(f -> large(f));
	}

	@Test
	public void largerThan4GiBWithoutUpperHalves() throws IOException {
		assertAgrees(f -> large(f.withoutExtensions()));
	}

	/** Its fingerprint is of bytes that are no level. */
	@Test
	public void lowestLevelBeyond4GiB() throws IOException {
		for (final boolean extended : new boolean[] { true, false })
			assertAgrees(f -> {
				if (!extended) f.withoutExtensions();
				f.skipTo(3L << 20);
				f.add(f.level(new RestartJpeg(1024, 512, 3, 2, 1).intervalOfPixels(256), 20));
				f.skipTo((4L << 30) + (3L << 20) - 1000);
				f.add(f.level(new RestartJpeg(256, 128, 3, 2, 3).intervalOfPixels(256), 5));
				f.add(f.macro(new RestartJpeg(120, 41, 3, 1, 4)));
			});
	}

	/** Level 0 begins below 4 GiB and ends above; the others lie beyond 4 GiB and 8 GiB. */
	private static void large(final NdpiFixture f) throws IOException {
		f.skipTo((4L << 30) - 50_000);
		f.add(f.level(new RestartJpeg(1024, 512, 3, 2, 1).intervalOfPixels(256), 20).ratio(X_RESOLUTION, 43826, 2)
			.ratio(Y_RESOLUTION, 43826, 2).ascii(NdpiDirectory.PROPERTY_MAP, "a=b\r\nc=d"));
		f.skipTo((8L << 30) + 12_345_678);
		f.add(f.level(new RestartJpeg(512, 256, 3, 2, 2).intervalOfPixels(512), 10).without(NdpiDirectory.MCU_STARTS));
		f.add(f.macro(new RestartJpeg(120, 41, 3, 1, 4)));
		// 3.4.1 takes the fingerprint from the lower half of the offset of the lowest level
		f.skipTo(1000);
		f.add(f.level(new RestartJpeg(256, 128, 3, 2, 3).intervalOfPixels(256), 5));
	}

	@Test
	public void planesOutOfFocusAreLeftOut() throws IOException {
		final Path path = build(f -> {
			for (final int offset : new int[] { 2000, -1500, 0 })
				f.add(f.level(new RestartJpeg(512, 256, 3, 2, 5 + offset).intervalOfPixels(128), 20)
					.slong(NdpiDirectory.FOCAL_OFFSET, offset));
			for (final int offset : new int[] { 0, 2000, -1500 })
				f.add(f.level(new RestartJpeg(128, 64, 3, 2, 9 + offset).intervalOfPixels(128), 5)
					.slong(NdpiDirectory.FOCAL_OFFSET, offset));
		});
		try (Slide slide = SlideOpener.open(path)) {
			assertEquals(3, slide.scenes().get(0).sizeZ());
			assertEquals("-1500", slide.metadata().properties().get("hamamatsu.z[0].FocalOffset"));
			assertEquals("0", slide.metadata().properties().get("hamamatsu.z[1].FocalOffset"));
			assertEquals("2000", slide.metadata().properties().get("hamamatsu.z[2].FocalOffset"));
			assertEquals(1, slide.scenes().get(0).defaultPlane().z());
			assertEquals("planes 1.5 and 2 µm apart", OptionalDouble.empty(), slide.scenes().get(0).pixelSizeZ());
			NdpiAgreement.check(path, slide, REGIONS);
		}
	}

	@Test
	public void aPlaneWithOtherLevelsIsNamed() throws IOException {
		final Path path = build(f -> {
			for (final int offset : new int[] { 0, 2000 })
				f.add(f.level(new RestartJpeg(512, 256, 3, 2, 5 + offset).intervalOfPixels(128), 20)
					.slong(NdpiDirectory.FOCAL_OFFSET, offset));
			f.add(f.level(new RestartJpeg(128, 64, 3, 2, 9).intervalOfPixels(128), 5)
				.slong(NdpiDirectory.FOCAL_OFFSET, 0));
		});
		try (Slide slide = SlideOpener.open(path)) {
			assertEquals(1, slide.scenes().get(0).sizeZ());
			assertEquals(
				List.of("the focal plane at 2000 nm is not shown: its levels are not those of the plane in focus"),
				slide.metadata().notShown());
			NdpiAgreement.check(path, slide, REGIONS);
		}
	}

	@Test
	public void planesAsFarApartAsTheirOffsets() throws IOException {
		final Path path = build(f -> {
			for (final int offset : new int[] { 0, 1500, -1500, 3000 })
				f.add(f.level(new RestartJpeg(512, 256, 3, 2, 5 + offset).intervalOfPixels(128), 20)
					.slong(NdpiDirectory.FOCAL_OFFSET, offset));
		});
		try (Slide slide = SlideOpener.open(path)) {
			assertEquals(1, slide.scenes().get(0).defaultPlane().z());
			assertEquals(OptionalDouble.of(1.5), slide.scenes().get(0).pixelSizeZ());
		}
	}
}
