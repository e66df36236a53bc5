package org.coverslip.format.mirax;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.coverslip.deidentify.KeptPart;
import org.coverslip.deidentify.file.SlideDeidentification;
import org.coverslip.detect.SlideOpener;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.Slide;
import org.coverslip.testing.DeidentifiedSlide;
import org.coverslip.testing.PlantedNames;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** MRXS: names in Slidedat.ini, in data files, between what the index lists, and none of them in the new files. */
public class MiraxDeidentifyTest {

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private Path file(final String name) throws IOException {
		return Files.createDirectories(folder.getRoot().toPath().resolve(name)).resolve("slide.mrxs");
	}

	private static void plant(final MiraxFixture mirax) {
		mirax.ini = text -> text.replace("SLIDE_NAME = ", "SLIDE_NAME = " + PlantedNames.in("slide") + " ")
			.replace("PROJECT_NAME = ", "PROJECT_NAME = " + PlantedNames.in("project") + " ")
			.replace("IMAGENUMBER_X", "SCANNER_HARDWARE_ID = " + PlantedNames.in("scanner") + "\nIMAGENUMBER_X")
			.replace("ScanInfoLayer_XMLInfoLevel\n", PlantedNames.in("value") + "\n")
			.replace("OBJECTIVE_MAGNIFICATION", "OBJECTIVE_NAME = " + PlantedNames.in("objective")
				+ "\nOBJECTIVE_MAGNIFICATION")
			.replace("IMAGE_COMPRESSION_FACTOR = 80", "IMAGE_COMPRESSION_FACTOR = " + PlantedNames.in("number"))
			+ "[" + PlantedNames.in("section") + "]\nX = " + PlantedNames.in("other") + "\n";
	}

	/** What nothing refers to, in all files. */
	private static void append(final Path mrxs) throws IOException {
		final Path in = mrxs.resolveSibling("slide");
		for (final String name : List.of("Data0000.dat", "Index.dat"))
			Files.write(in.resolve(name), PlantedNames.bytes("behind " + name), StandardOpenOption.APPEND);
		Files.write(in.resolve("Profile.xml"), PlantedNames.in("profile").getBytes(StandardCharsets.UTF_16LE));
		Files.write(mrxs, PlantedNames.bytes("own file"), StandardOpenOption.APPEND);
	}

	@Test
	public void namesAreNowhereAndPixelsTheSame() throws IOException {
		check("JPEG", MiraxFixture.Positions.PLAIN);
		check("PNG", MiraxFixture.Positions.PACKED);
		check("BMP24", MiraxFixture.Positions.NONE);
	}

	private void check(final String format, final MiraxFixture.Positions positions) throws IOException {
		final Path source = MiraxFixture.write(file("source-" + format), mirax -> {
			plant(mirax);
			mirax.format = format;
			mirax.positions = positions;
			mirax.levels = 3;
			mirax.jitter = 3;
			mirax.overlapX = 8;
			mirax.overlapY = 8;
			mirax.taken = (col, row) -> col + row > 0;
		});
		append(source);
		PlantedNames.assertIn(source.getParent(), "slide", "project", "scanner", "value", "objective", "number",
			"section", "other", "behind Data0000", "behind Index", "profile", "own file");
		final Path target = file("target-" + format);
		final String report = DeidentifiedSlide.write(source, target);
		assertFalse(report, report.contains("Jane"));
		PlantedNames.assertNowhere(target.getParent());
		PlantedNames.assertLacks(target.getParent(), MiraxFixture.ID, "20/02/2008", "scan map", "SlideBarcode");
		DeidentifiedSlide.assertSamePixels(source, target);
		try (Slide slide = SlideOpener.open(target)) {
			assertEquals(0, slide.associatedImages().size());
		}
		if (format.equals("JPEG")) DeidentifiedSlide.assertSameInOpenSlide(source, target);
	}

	@Test
	public void filtersAndFocusLevelsStay() throws IOException {
		final Path source = MiraxFixture.write(file("source"), mirax -> {
			plant(mirax);
			mirax.levels = 3;
			mirax.filters = List.of("DAPI", "FITC", "Cy3", "Cy5");
			mirax.focusLevels = List.of("ExtFocusLevel", "FocusLevel_0", "FocusLevel_1");
		});
		final Path target = file("target");
		DeidentifiedSlide.write(source, target);
		PlantedNames.assertNowhere(target.getParent());
		PlantedNames.assertLacks(target.getParent(), "FITC");
		DeidentifiedSlide.assertSamePixels(source, target);
		DeidentifiedSlide.write(source, target, Set.of(KeptPart.CHANNELS));
		try (Slide slide = SlideOpener.open(target)) {
			assertEquals("FITC", slide.scenes().get(0).channels().get(1).name());
		}
	}

	@Test
	public void imagesThatAreListedOftenAreStoredOnce() throws IOException {
		final Path source = MiraxFixture.write(file("source"), mirax -> {
			mirax.repeated = true;
			mirax.imagesX = 64;
			mirax.imagesY = 64;
		});
		final Path target = file("target");
		DeidentifiedSlide.write(source, target);
		DeidentifiedSlide.assertSamePixels(source, target);
		assertTrue(Files.size(target.resolveSibling("slide").resolve("Data0000.dat")) < 30_000);
	}

	@Test
	public void aFolderThatIsThereStays() throws IOException {
		final Path source = MiraxFixture.write(file("source"), mirax -> mirax.levels = 2);
		final Path target = file("target");
		final Path there = Files.createDirectory(target.resolveSibling("slide")).resolve("mine.txt");
		Files.write(there, new byte[] { 1 });
		final String said = assertThrows(IllegalArgumentException.class,
			() -> new SlideDeidentification(Set.of(), Optional.empty(), false, false).write(source, target,
				ProgressListener.NONE))
			.getMessage();
		assertTrue(said, said.contains("is there already"));
		assertTrue(Files.exists(there));
		assertFalse(Files.exists(target));
	}

	@Test
	public void positionsInAnUnknownLayerAreRefused() throws IOException {
		final Path source = MiraxFixture.write(file("source"), mirax -> mirax.positions =
			MiraxFixture.Positions.STITCHING);
		final Path target = file("target");
		final String said =
			assertThrows(IOException.class, () -> DeidentifiedSlide.write(source, target)).getMessage();
		assertTrue(said, said.contains("convert the slide with associated=none"));
		assertFalse(Files.exists(target));
		assertFalse(Files.exists(target.resolveSibling("slide")));
	}
}
