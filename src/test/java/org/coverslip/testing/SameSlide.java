package org.coverslip.testing;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

import org.coverslip.detect.SlideOpener;
import org.coverslip.geom.Region;
import org.coverslip.io.MemoryStorage;
import org.coverslip.io.Storage;
import org.coverslip.io.StoredFile;
import org.coverslip.io.ZipStorage;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.slide.Plane;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;

/** Holds two slides against one another: all but where their files are. */
public final class SameSlide {

	/** Pixels in each direction that are read of a level's middle. */
	private static final int SIDE = 600;

	private SameSlide() {}

	public static void check(final Slide expected, final Slide found) throws IOException {
		assertEquals(expected.metadata().format(), found.metadata().format());
		assertEquals(expected.metadata().name(), found.metadata().name());
		assertEquals(expected.metadata().properties(), found.metadata().properties());
		assertEquals(expected.metadata().notShown().size(), found.metadata().notShown().size());
		assertArrayEquals(expected.metadata().iccProfile().orElse(null), found.metadata().iccProfile().orElse(null));
		assertEquals(expected.scenes().size(), found.scenes().size());
		for (int i = 0; i < expected.scenes().size(); i++)
			check(expected.scenes().get(i), found.scenes().get(i));
		assertEquals(expected.associatedImages().size(), found.associatedImages().size());
		for (int i = 0; i < expected.associatedImages().size(); i++) {
			assertEquals(expected.associatedImages().get(i).name(), found.associatedImages().get(i).name());
			check(expected.associatedImages().get(i).read(), found.associatedImages().get(i).read());
		}
	}

	private static void check(final PixelBlock expected, final PixelBlock found) {
		assertEquals(expected.shape(), found.shape());
		for (int i = 0; i < expected.shape().length(); i++)
			assertEquals("sample " + i, expected.value(i), found.value(i), 0);
	}

	/** Opens a slide from memory and from a ZIP archive, too, with all that is in its folder. */
	public static void checkElsewhere(final Path file, final Slide expected) throws IOException {
		final String name = file.getFileName().toString();
		final Map<String, byte[]> files = StoredCopies.inMemory(file.getParent(), "");
		try (Slide found = SlideOpener.open(new MemoryStorage("memory", files), name)) {
			check(expected, found);
		}
		final ByteArrayOutputStream zipped = new ByteArrayOutputStream();
		StoredCopies.zip(files, zipped, true);
		final Storage archive = new MemoryStorage("memory", Map.of("x.zip", zipped.toByteArray()));
		try (Storage zip = ZipStorage.open(new StoredFile(archive, "x.zip"));
			Slide found = SlideOpener.open(zip, name))
		{
			check(expected, found);
		}
	}

	private static void check(final Scene expected, final Scene found) throws IOException {
		assertEquals(expected.name(), found.name());
		assertEquals(expected.channels(), found.channels());
		assertEquals(expected.pixelSize(), found.pixelSize());
		assertEquals(expected.bounds(), found.bounds());
		assertEquals(expected.levels().size(), found.levels().size());
		final Plane last =
			new Plane(expected.channels().size() - 1, expected.sizeZ() - 1, expected.sizeT() - 1);
		for (int i = 0; i < expected.levels().size(); i++) {
			final Region region = middle(expected.level(i).region());
			assertEquals(expected.level(i).region(), found.level(i).region());
			for (final Plane plane : new Plane[] { Plane.FIRST, last })
				assertEquals("level " + i, new RegionReader(TileCache.shared()).read(expected, i, plane, region),
					new RegionReader(TileCache.shared()).read(found, i, plane, region));
		}
	}

	private static Region middle(final Region level) {
		return new Region(level.width() / 2 - SIDE / 2, level.height() / 2 - SIDE / 2, SIDE, SIDE);
	}
}
