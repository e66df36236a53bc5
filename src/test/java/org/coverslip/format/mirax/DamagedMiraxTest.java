package org.coverslip.format.mirax;

import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.coverslip.detect.SlideOpener;
import org.coverslip.format.mirax.MiraxFixture.Positions;
import org.coverslip.format.mirax.MiraxFixture.Recipe;
import org.coverslip.geom.Region;
import org.coverslip.io.SlideFormatException;
import org.coverslip.slide.AssociatedImage;
import org.coverslip.slide.Plane;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.coverslip.testing.PngFixture;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What is said of MRXS slides that are damaged. */
public class DamagedMiraxTest {

	/** Where the index's tables are named, and where the first of them begins. */
	private static final int ROOTS = 5 + MiraxFixture.ID.length();
	private static final int TABLE = ROOTS + 8;

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private static void small(final MiraxFixture mirax) {
		mirax.imagesX = 8;
		mirax.imagesY = 4;
		mirax.width = 24;
		mirax.height = 20;
		mirax.levels = 3;
		mirax.overlapX = 6;
		mirax.jitter = 3;
	}

	private Path write(final Recipe recipe) throws IOException {
		return MiraxFixture.write(folder.getRoot().toPath().resolve("damaged.mrxs"), mirax -> {
			small(mirax);
			recipe.apply(mirax);
		});
	}

	private static void readAll(final Path path) throws IOException {
		try (Slide slide = SlideOpener.open(path)) {
			final RegionReader reader = new RegionReader(TileCache.ofBytes(1 << 20));
			for (final Scene scene : slide.scenes())
				for (int level = 0; level < scene.levels().size(); level++)
					for (int c = 0; c < scene.channels().size(); c++)
						reader.read(scene, level, new Plane(c, 0, 0),
							Region.ofSize(Math.min(300, scene.level(level).width()),
							Math.min(300, scene.level(level).height())));
			for (final AssociatedImage image : slide.associatedImages())
				image.read();
		}
	}

	private void assertRefused(final String message, final Recipe recipe) throws IOException {
		final Path path = write(recipe);
		final SlideFormatException e = assertThrows(message, SlideFormatException.class, () -> readAll(path));
		assertTrue(e.getMessage() + " should speak of " + message, e.getMessage().contains(message));
		assertTrue(e.getMessage(), e.getMessage().contains("damaged"));
	}

	private void assertIniRefused(final String message, final String from, final String to) throws IOException {
		assertRefused(message, mirax -> {
			if (from.contains("FILTER") || from.contains("STORING")) mirax.filters = List.of("A", "B", "C", "D");
			mirax.ini = text -> {
				assertTrue(from, text.contains(from));
				return text.replaceFirst(Pattern.quote(from), Matcher.quoteReplacement(to));
			};
		});
	}

	private void assertIndexRefused(final String message, final Consumer<ByteBuffer> change) throws IOException {
		assertRefused(message, mirax -> mirax.index = bytes -> {
			change.accept(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
			return bytes;
		});
	}

	@Test
	public void soundOnesAreRead() throws IOException {
		readAll(write(mirax -> {}));
		readAll(write(mirax -> mirax.positions = Positions.PACKED));
		readAll(write(mirax -> mirax.filters = List.of("A", "B", "C", "D")));
	}

	@Test
	public void settings() throws IOException {
		assertIniRefused("a value of SLIDE_ID in the section [GENERAL], found no such section", "[GENERAL]",
			"[GENERAL");
		assertIniRefused("a value of SLIDE_ID in the section [GENERAL], found none", "SLIDE_ID", "SLIDE_NO");
		assertIniRefused("as IMAGENUMBER_X in the section [GENERAL], found \"1000000000000000000\"",
			"IMAGENUMBER_X = 8",
			"IMAGENUMBER_X = 1000000000000000000");
		assertIniRefused("a whole number from 1 to 1048576 as IMAGENUMBER_Y", "IMAGENUMBER_Y = 4", "IMAGENUMBER_Y = 0");
		assertIniRefused("as IMAGENUMBER_Y in the section [GENERAL], found \"4.5\"", "IMAGENUMBER_Y = 4",
			"IMAGENUMBER_Y = 4.5");
		assertIniRefused("a slide of at most 67108864 images, found 1000000 x 1000000",
			"IMAGENUMBER_X = 8\nIMAGENUMBER_Y = 4",
			"IMAGENUMBER_X = 1000000\nIMAGENUMBER_Y = 1000000");
		assertIniRefused("a power of 2 as CameraImageDivisionsPerSide, found 3", "PerSide = 4", "PerSide = 3");
		assertIniRefused("as HIER_COUNT in the section [HIERARCHICAL], found \"2000000000\"", "\nHIER_COUNT = 3",
			"\nHIER_COUNT = 2000000000");
		assertIniRefused("a value of HIER_3_COUNT", "\nHIER_COUNT = 3", "\nHIER_COUNT = 4");
		assertIniRefused("as NONHIER_COUNT in the section [HIERARCHICAL], found \"-1\"", "NONHIER_COUNT = 3",
			"NONHIER_COUNT = -1");
		assertIniRefused("a hierarchy \"Slide zoom level\" of 1 to 64 levels, found 0", "Slide zoom level",
			"Slide boom level");
		assertIniRefused("a hierarchy \"Slide zoom level\" of 1 to 64 levels, found 99999", "HIER_0_COUNT = 3",
			"HIER_0_COUNT = 99999");
		assertIniRefused("a value of HIER_0_VAL_3_SECTION", "HIER_0_COUNT = 3", "HIER_0_COUNT = 4");
		assertIniRefused("a whole number from 1 to 65535 as DIGITIZER_WIDTH", "DIGITIZER_WIDTH = 24",
			"DIGITIZER_WIDTH = 2400000");
		assertIniRefused(
			"a sound JPEG image of 25 x 20 pixels, found a JPEG of 25 x 20 x 3 UINT8 is expected, found 24 x 20",
			"DIGITIZER_WIDTH = 24", "DIGITIZER_WIDTH = 25");
		assertIniRefused("as IMAGE_CONCAT_FACTOR in the section [LAYER_0_LEVEL_1_SECTION], found \"0\"",
			"IMAGE_CONCAT_FACTOR = 1",
			"IMAGE_CONCAT_FACTOR = 0");
		assertIniRefused("zoom levels whose IMAGE_CONCAT_FACTORs add up to 30 at most, found 31",
			"IMAGE_CONCAT_FACTOR = 1",
			"IMAGE_CONCAT_FACTOR = 30");
		assertIniRefused("as OVERLAP_X in the section [LAYER_0_LEVEL_0_SECTION], found \"1e300\"", "OVERLAP_X = 6.0",
			"OVERLAP_X = 1e300");
		assertIniRefused("as OVERLAP_X in the section [LAYER_0_LEVEL_0_SECTION], found \"nan\"", "OVERLAP_X = 6.0",
			"OVERLAP_X = nan");
		assertIniRefused("images of the finest zoom level within the slide of", "OVERLAP_X = 6.0", "OVERLAP_X = 60000");
		assertIniRefused(
			"images stored as JPEG, PNG or BMP in the section [LAYER_0_LEVEL_0_SECTION], found IMAGE_FORMAT JPEGXR",
			"IMAGE_FORMAT = JPEG", "IMAGE_FORMAT = JPEGXR");
		assertIniRefused("a sound PNG image", "IMAGE_FORMAT = JPEG", "IMAGE_FORMAT = PNG");
		assertIniRefused("as FILE_COUNT in the section [DATAFILE], found \"9999999999999\"", "FILE_COUNT = 3",
			"FILE_COUNT = 9999999999999");
		assertIniRefused("a value of FILE_3 in the section [DATAFILE]", "FILE_COUNT = 3", "FILE_COUNT = 4");
		assertIniRefused("one of 2 data files, found number 2", "FILE_COUNT = 3", "FILE_COUNT = 2");
		assertIniRefused("a file name within the slide's folder, found damaged/../../secret", "FILE_1 = Data0001.dat",
			"FILE_1 = ../../secret");
		assertIniRefused("a file name within the slide's folder, found damaged/..\\..\\secret", "INDEXFILE = Index.dat",
			"INDEXFILE = ..\\..\\secret");
		assertIniRefused("the file damaged/Other.dat in the slide's folder, found none", "INDEXFILE = Index.dat",
			"INDEXFILE = Other.dat");
		assertIniRefused("as STORING_CHANNEL_NUMBER in the section [LAYER_1_LEVEL_1_SECTION], found \"3\"",
			"STORING_CHANNEL_NUMBER = 1",
			"STORING_CHANNEL_NUMBER = 3");
		assertIniRefused("one of the filter levels as DATA_IN_THIS_FILTER_LEVEL", "FILTER_LEVEL = FilterLevel_1",
			"FILTER_LEVEL = Filter");
		assertIniRefused("2499 positions of photos, of 9 bytes each, found 18 bytes", "IMAGENUMBER_X = 8",
			"IMAGENUMBER_X = 9999");
	}

	@Test
	public void settingsThatAreTooLong() throws IOException {
		assertRefused("at most 1048576 bytes", mirax -> mirax.ini = text -> text + "#".repeat(1 << 20));
	}

	@Test
	public void indexes() throws IOException {
		assertIndexRefused("an index of version 01.02, found \"01.07\"", bytes -> bytes.put(4, (byte) '7'));
		assertIndexRefused("the slide's id, as Slidedat.ini has it, found another", bytes -> bytes.put(9, (byte) '*'));
		assertIndexRefused("the position of the table of images within the file of", bytes -> bytes.putInt(ROOTS, -1));
		assertIndexRefused("the position of the table of other records within the file",
			bytes -> bytes.putInt(ROOTS + 4, 1 << 30));
		assertIndexRefused("the position of record 0 within the file", bytes -> bytes.putInt(TABLE, 1 << 24));
		assertIndexRefused("0 at the beginning of record 1", bytes -> bytes.putInt(bytes.getInt(TABLE + 4), 5));
		assertIndexRefused("the position of the first page of record 1 within the file",
			bytes -> bytes.putInt(bytes.getInt(TABLE + 4) + 4, 1 << 25));
		assertIndexRefused("a page of images within the file", bytes -> bytes.putInt(page(bytes), Integer.MAX_VALUE));
		assertIndexRefused("a page of images within the file", bytes -> bytes.putInt(page(bytes), -1));
		assertIndexRefused("the position of the next page of images within the file",
			bytes -> bytes.putInt(page(bytes) + 4, -2));
		assertIndexRefused("pages of images one after another, found pages that lead back to themselves",
			bytes -> bytes.putInt(page(bytes) + 4, page(bytes)));
		assertIndexRefused("pages of images one after another", bytes -> {
			bytes.putInt(page(bytes), 0);
			bytes.putInt(page(bytes) + 4, page(bytes));
		});
		assertIndexRefused("an image of 8 x 4, found number 32", bytes -> bytes.putInt(page(bytes) + 8, 32));
		assertIndexRefused("an image of 8 x 4, found number -1", bytes -> bytes.putInt(page(bytes) + 8, -1));
		assertIndexRefused("which begin at multiples of 2, found column 1, row 0",
			bytes -> bytes.putInt(bytes.getInt(bytes.getInt(TABLE + 4) + 4) + 8, 1));
		assertIndexRefused("stored bytes, found the end of the file", bytes -> bytes.putInt(page(bytes) + 12, -100));
		assertIndexRefused("stored bytes, found the end of the file",
			bytes -> bytes.putInt(page(bytes) + 16, Integer.MAX_VALUE));
		assertIndexRefused("a sound JPEG image", bytes -> bytes.putInt(page(bytes) + 16, 40));
		assertIndexRefused("one of 3 data files, found number 3", bytes -> bytes.putInt(page(bytes) + 20, 3));
		assertIndexRefused("one of 3 data files, found number -1", bytes -> bytes.putInt(page(bytes) + 20, -1));
	}

	/** The first page of the finest level. */
	private static int page(final ByteBuffer bytes) {
		return bytes.getInt(bytes.getInt(TABLE) + 4);
	}

	@Test
	public void positionsOfPhotos() throws IOException {
		final String expected = "2 positions of photos, of 9 bytes each";
		assertRefused(expected, mirax -> mirax.positionRecords = bytes -> Arrays.copyOf(bytes, 17));
		assertRefused(expected, mirax -> mirax.positionRecords = bytes -> {
			bytes[0] = 2;
			return bytes;
		});
		assertRefused("positions of 2 photos, found", mirax -> {
			mirax.positions = Positions.PACKED;
			mirax.positionRecords = bytes -> Arrays.copyOf(bytes, 17);
		});
		assertRefused("positions of 2 photos, found Deflate data", mirax -> {
			mirax.positions = Positions.PACKED;
			mirax.positionRecords = bytes -> PngFixture.deflated(new byte[1]);
		});
		// packed bytes that inflate without end are read as far as they are wanted
		readAll(write(mirax -> {
			mirax.positions = Positions.PACKED;
			mirax.positionRecords = bytes -> Arrays.copyOf(bytes, 100_000_000);
		}));
	}

	/** Whatever is missing of any file: a sentence about it, or all that is still there. */
	@Test
	public void truncatedAnywhere() throws IOException {
		final Path path = write(mirax -> {});
		int refused = 0;
		for (final String name : List.of("Slidedat.ini", "Index.dat", "Data0000.dat", "Data0001.dat")) {
			final Path file = path.resolveSibling("damaged").resolve(name);
			final byte[] sound = Files.readAllBytes(file);
			final int step = Math.max(1, sound.length / 60);
			for (int length = 0; length < sound.length; length += step) {
				Files.write(file, Arrays.copyOf(sound, length));
				try {
					readAll(path);
				}
				catch (final SlideFormatException e) {
					assertTrue(e.toString(), e.getMessage().contains("damaged"));
					refused++;
				}
			}
			Files.write(file, sound);
		}
		assertTrue("no damage was noticed", refused > 0);
		readAll(path);
	}
}
