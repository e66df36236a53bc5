package org.coverslip.detect;

import static org.coverslip.tiff.TiffTag.*;
import static org.junit.Assert.assertEquals;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;

import org.coverslip.codec.jpeg.JpegSubsampling;
import org.coverslip.slide.Level;
import org.coverslip.slide.Slide;
import org.coverslip.testing.TiffFixture;
import org.coverslip.tiff.IfdBuilder;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/**
 * Pyramidal TIFFs that scanners' programs export without a published layout, as those of Olympus and Evident: whichever
 * of the usual ways they take to store a pyramid, all its levels are found, and no vendor's rules are applied.
 */
public class ExportedPyramidsTest {

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	@FunctionalInterface
	private interface Recipe {

		void cook(TiffFixture fixture) throws IOException;
	}

	private void assertPyramid(final String name, final Recipe recipe) throws IOException {
		final Path path = folder.getRoot().toPath().resolve("export.tif");
		try (TiffFixture f = new TiffFixture(path, ByteOrder.LITTLE_ENDIAN, true)) {
			recipe.cook(f.jpeg(JpegSubsampling.COLUMNS));
		}
		try (Slide slide = SlideOpener.open(path)) {
			assertEquals(name, "tiled TIFF", slide.metadata().format());
			assertEquals(name, List.of(900L, 450L, 225L),
				slide.scenes().get(0).levels().stream().map(Level::width).toList());
			assertEquals(name, 0.274, slide.scenes().get(0).pixelSize().get().xUm(), 1e-6);
		}
	}

	private static IfdBuilder first(final TiffFixture f) throws IOException {
		return f.tiled(900, 600, 1).ascii(MAKE, "OLYMPUS").ascii(SOFTWARE, "OLYMPUS SLIDEVIEW VS200")
			.rationals(X_RESOLUTION, 10000 / 0.274).rationals(Y_RESOLUTION, 10000 / 0.274)
			.shorts(RESOLUTION_UNIT, RESOLUTION_CENTIMETER);
	}

	@Test
	public void opensWithAllLevels() throws IOException {
		assertPyramid("reduced directories", f -> f.add(first(f)).add(f.tiled(450, 300, 2).longs(NEW_SUBFILE_TYPE, 1))
			.add(f.tiled(225, 150, 4).longs(NEW_SUBFILE_TYPE, 1)));
		assertPyramid("directories that are not marked",
			f -> f.add(first(f)).add(f.tiled(450, 300, 2)).add(f.tiled(225, 150, 4)));
		assertPyramid("directories below the first",
			f -> f.add(first(f).subIfd(f.tiled(450, 300, 2)).subIfd(f.tiled(225, 150, 4))));
	}
}
