package org.coverslip.format.trestle;

import static org.coverslip.format.trestle.TrestleFixture.DESCRIPTION;
import static org.coverslip.format.trestle.TrestleFixture.first;
import static org.coverslip.tiff.TiffTag.*;
import static org.junit.Assert.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.coverslip.codec.jpeg.JpegSubsampling;
import org.coverslip.detect.SlideOpener;
import org.coverslip.format.trestle.TrestleFixture.Recipe;
import org.coverslip.slide.Slide;
import org.coverslip.testing.OpenSlideAgreement;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameter;
import org.junit.runners.Parameterized.Parameters;

/** Trestle slides built in code, opened by Coverslip and by OpenSlide 3.4.1: the same properties, regions and macro. */
@RunWith(Parameterized.class)
public class TrestleAgreementTest {

	private static final int REGIONS = 100;

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	@Parameter(0)
	public String name;
	@Parameter(1)
	public int tolerance;
	@Parameter(2)
	public Recipe recipe;

	private static Object[] variant(final String name, final int tolerance, final Recipe recipe) {
		return new Object[] { name, tolerance, recipe };
	}

	@Parameters(name = "{0}")
	public static List<Object[]> variants() {
		final List<Object[]> all = new ArrayList<>();
		for (final JpegSubsampling s : JpegSubsampling.values())
			all.add(variant("jpeg " + s, 2, f -> TrestleFixture.pyramid(f.jpeg(s))));
		all.add(variant("without loss", 0, f -> TrestleFixture.pyramid(f.compression(COMPRESSION_LZW, 2))));
		all.add(variant("no overlaps", 0, f -> {
			f.compression(COMPRESSION_LZW, 2);
			f.add(first(f.tiled(900, 601, 1), "Objective Power=40;Note=a=b; c = d ;;=e")).add(f.tiled(450, 300, 2));
		}));
		all.add(variant("fewer overlaps than levels", 0, f -> {
			f.compression(COMPRESSION_DEFLATE, 1);
			f.add(first(f.tiled(1024 + 8 * 16, 768 + 6 * 32, 1), "OverlapsXY= 16 32;Background Color=102030"))
				.add(f.tiled(512, 384, 2));
		}));
		all.add(variant("overlaps in one direction, sizes that do not divide", 0, f -> {
			f.compression(COMPRESSION_LZW, 2).tile(96, 64);
			f.add(first(f.tiled(1001, 777, 1), "OverlapsXY= 0 7 3 0 ")).add(f.tiled(400, 333, 3));
		}));
		all.add(variant("a level of one tile", 2, f -> {
			f.jpeg(JpegSubsampling.NONE);
			f.add(first(f.tiled(484, 454, 1), "OverlapsXY= 64 64 32 32 16 16")).add(f.tiled(200, 100, 2))
				.add(f.tiled(80, 70, 4));
		}));
		return all;
	}

	@Test
	public void agreesWithOpenSlide() throws IOException {
		final Path path = TrestleFixture.write(folder.getRoot().toPath().resolve("slide.tif"), recipe);
		TrestleFixture.macro(path, 270, 133);
		try (Slide slide = SlideOpener.open(path)) {
			assertEquals("Trestle", slide.metadata().format());
			OpenSlideAgreement.assertSameProperties(path, slide);
			OpenSlideAgreement.assertSameAssociatedImages(path, slide, List.of("macro"), 2);
			OpenSlideAgreement.assertSameRegions(path, slide, tolerance, REGIONS);
		}
	}

	@Test
	public void withoutMacro() throws IOException {
		final Path path = TrestleFixture.write(folder.getRoot().toPath().resolve("slide.tif"),
			f -> f.add(first(f.jpeg(JpegSubsampling.NONE).tiled(300, 200, 1), DESCRIPTION)));
		try (Slide slide = SlideOpener.open(path)) {
			OpenSlideAgreement.assertSameProperties(path, slide);
			assertEquals(List.of(), slide.associatedImages());
		}
	}
}
