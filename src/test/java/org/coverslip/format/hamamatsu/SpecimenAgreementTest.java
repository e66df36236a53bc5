package org.coverslip.format.hamamatsu;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.coverslip.detect.SlideOpener;
import org.coverslip.slide.Plane;
import org.coverslip.slide.Slide;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameter;
import org.junit.runners.Parameterized.Parameters;

/**
 * VMS and VMU slides built in code, opened by Coverslip and by OpenSlide 3.4.1: the same properties, levels, macro and
 * regions.
 */
@RunWith(Parameterized.class)
public class SpecimenAgreementTest {

	private static final int REGIONS = 100;

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	@Parameter(0)
	public String name;
	@Parameter(1)
	public Recipe recipe;

	/** Writes a slide into a folder. */
	@FunctionalInterface
	interface Recipe {

		Path cook(Path folder) throws IOException;
	}

	@Parameters(name = "{0}")
	public static List<Object[]> variants() {
		final List<Object[]> all = new ArrayList<>();
		all.add(variant("2 x 2, right list", f -> VmsFixture.usual(f).write()));
		all.add(variant("2 x 2, no list", f -> VmsFixture.usual(f).without("OptimisationFile").write()));
		all.add(variant("list is missing", f -> VmsFixture.usual(f).set("OptimisationFile", "elsewhere.opt").write()));
		all.add(variant("two focal planes, of which OpenSlide shows the first",
			f -> HamamatsuVmsFormatTest.layered(VmsFixture.usual(f)).write()));
		all.add(variant("3 x 2, 4:4:4", f -> new VmsFixture(f).horizontal(1).mosaic(3, 2, 256, 512, 192, 64, 64)
			.map(80, 72, 16).optimisation()
			.calibrated().write()));
		all.add(variant("one image, comment, map as wide as a reduced level",
			f -> new VmsFixture(f).comment("Hamamatsu\nC9600-12\0rest")
			.mosaic(1, 1, 0, 0, 2048, 1024, 512).map(256, 128, 64).macro().optimisation()
			.set("PhysicalWidth", "999999999999").write()));
		all.add(variant("map between levels", f -> new VmsFixture(f).mosaic(2, 1, 1024, 512, 512, 512, 256)
			.map(384, 128, 128)
			.set("PhysicalHeight", "12.5").set("SourceLens", "20,5").write()));
		all.add(variant("text as people write it",
			f -> VmsFixture.usual(f).text("\n", "# a comment\n\n[Other]\nMapFile=wrong.jpg\n\n")
			.set(" Blanks ", "  a = b ").set("PhysicalWidth", " 4711 ").set("NoJpegRows", "2 ").write()));
		all.add(variant("byte order mark", f -> VmsFixture.usual(f).text("\r\n", "\ufeff")
			.set("Reference", "\u00e4\u00f6\u00fc \u7d44\u7e54").write()));
		all.add(variant("intervals that do not reduce evenly",
			f -> new VmsFixture(f).horizontal(1).mosaic(1, 2, 0, 256, 360, 128, 72).map(72, 48, 24)
			.optimisation().write()));
		all.add(variant("VMU", f -> VmuFixture.usual(f, 36).write()));
		all.add(variant("VMU of one column", f -> new VmuFixture(f, 36).image("ImageFile", 320, 64, 320, 3)
			.image("MapFile", 80, 16, 8, 1)
			.set("PhysicalWidth", "0").set("SourceLens", "many").write()));
		return all;
	}

	private static Object[] variant(final String name, final Recipe recipe) {
		return new Object[] { name, recipe };
	}

	@Test
	public void agreesWithOpenSlide() throws IOException {
		final Path path = recipe.cook(folder.getRoot().toPath());
		try (Slide slide = SlideOpener.open(path)) {
			NdpiAgreement.check(path, slide, Plane.FIRST, REGIONS);
			NdpiAgreement.checkMacro(path, slide);
		}
	}
}
