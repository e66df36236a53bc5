package org.coverslip.format.sakura;

import static org.junit.Assert.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.coverslip.detect.SlideOpener;
import org.coverslip.format.sakura.SvslideFixture.Recipe;
import org.coverslip.slide.Slide;
import org.coverslip.testing.OpenSlideAgreement;
import org.coverslip.testing.Oracle;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameter;
import org.junit.runners.Parameterized.Parameters;

/**
 * SVSLIDE files built in code, opened by Coverslip and by OpenSlide 3.4.1: the same properties, levels, regions and
 * associated images.
 */
@RunWith(Parameterized.class)
public class SakuraAgreementTest {

	private static final int REGIONS = 100;
	private static final int TOLERANCE = 2;
	private static final List<String> ALL = List.of("label", "macro", "thumbnail");

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	@Parameter(0)
	public String name;
	@Parameter(1)
	public List<String> images;
	@Parameter(2)
	public Recipe recipe;

	private static Object[] variant(final String name, final List<String> images, final Recipe recipe) {
		return new Object[] { name, images, recipe };
	}

	@Parameters(name = "{0}")
	public static List<Object[]> variants() {
		final List<Object[]> all = new ArrayList<>();
		for (final int planes : new int[] { 1, 2, 3 })
			all.add(variant("focal planes: " + planes, ALL, f -> SvslideFixture.usual(f, planes)));
		all.add(variant("tiles of 512, down to a level smaller than one", ALL, f -> {
			f.tileSize(512).header(2100, 1300, 1).described().pictures();
			for (int downsample = 1; downsample <= 16; downsample *= 2)
				f.level(2100, 1300, downsample, 0);
		}));
		all.add(variant("sparse", ALL, f -> f.header(1000, 700, 1).described().pictures()
			.level(1000, 700, 1, 0, id -> (id.x0() + id.y0()) % 256 == 0 && (id.colour() != 2 || id.x0() < 600))
			.level(1000, 700, 8, 0)));
		all.add(variant("no description", List.of(),
			f -> f.header(300, 300, 1).level(300, 300, 1, 0).level(300, 300, 2, 0)));
		all.add(variant("no tables but the tiles", List.of(),
			f -> f.sql("DROP TABLE SVSlideDataXPO").sql("DROP TABLE SVHRScanDataXPO")
			.sql("DROP TABLE SVScannedImageDataXPO").header(300, 300, 1).level(300, 300, 1, 0)));
		all.add(variant("a column is missing", ALL,
			f -> SvslideFixture.usual(f, 1).sql("ALTER TABLE SVHRScanDataXPO RENAME COLUMN ScanId TO Other")));
		all.add(variant("no size, images twice or none", List.of("thumbnail"), f -> {
			SvslideFixture.usual(f, 1)
				.sql("UPDATE SVHRScanDataXPO SET ResolutionMmPerPix = NULL, NominalLensMagnification = "
				+ "3.3333333333333335");
			f.sql("UPDATE SVScannedImageDataXPO SET Image = x'00112233' WHERE OID = 3")
				.sql("DELETE FROM SVScannedImageDataXPO WHERE OID = 4");
		}));
		all.add(variant("two scans", List.of("label", "macro"), f -> SvslideFixture.usual(f, 1).sql(
			"INSERT INTO SVHRScanDataXPO SELECT 2, ParentSlide, 'other', Date, Description, Name, NULL, 1, 2, "
			+ "ThumbnailImage, 0, '' FROM SVHRScanDataXPO")));
		all.add(variant("numbers as texts, texts as numbers", ALL, f -> SvslideFixture.usual(f, 1)
			.sql("UPDATE SVSlideDataXPO SET Keywords = 12, DiagnosisCode = 2.5, Creator = x'c3a4', SlideId = 'nul'")
			.sql("UPDATE SVHRScanDataXPO SET ResolutionMmPerPix = '0.00025', NominalLensMagnification = '20x'")
			.sql("UPDATE \"" + SvslideFixture.TABLE + "\" SET data = '2.0' WHERE id = '++VersionBytes'")
			.row("other row", "T;".getBytes(StandardCharsets.US_ASCII))));
		return all;
	}

	@Test
	public void agreesWithOpenSlide() throws IOException {
		final Path path = SvslideFixture.write(folder.getRoot().toPath().resolve("slide.svslide"), recipe);
		try (Slide slide = SlideOpener.open(path)) {
			assertEquals("Sakura SVSLIDE", slide.metadata().format());
			OpenSlideAgreement.assertSameProperties(path, slide);
			final int levels = Integer.parseInt(Oracle.openSlideProperties(path).get("openslide.level-count"));
			assertEquals(levels, slide.scenes().get(0).levels().size());
			OpenSlideAgreement.assertSameAssociatedImages(path, slide, images, TOLERANCE);
			OpenSlideAgreement.assertSameRegions(path, slide, TOLERANCE, REGIONS);
		}
	}
}
