package org.coverslip.format.generic;

import static org.coverslip.tiff.TiffTag.*;
import static org.junit.Assert.assertEquals;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;

import org.coverslip.detect.SlideOpener;
import org.coverslip.format.SlideFormat;
import org.coverslip.format.SlideFormatContract;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.Slide;
import org.coverslip.testing.TiffFixture;
import org.coverslip.tiff.IfdBuilder;
import org.junit.Test;

public class GenericTiffFormatTest extends SlideFormatContract {

	@Override
	protected SlideFormat format() {
		return new GenericTiffFormat();
	}

	@Override
	protected Path fixture(final Path into) throws IOException {
		return write(into, f -> {
			f.samples(2, PixelType.UINT16, PHOTOMETRIC_MIN_IS_BLACK).compression(COMPRESSION_DEFLATE, 2);
			f.add(f.missing(3, 5).tiled(600, 500, 1)).add(f.tiled(300, 250, 2).longs(NEW_SUBFILE_TYPE, 1));
		});
	}

	@FunctionalInterface
	private interface Recipe {

		void cook(TiffFixture fixture) throws IOException;
	}

	private static Path write(final Path into, final Recipe recipe) throws IOException {
		final Path path = into.resolve("slide.tif");
		try (TiffFixture fixture = new TiffFixture(path, ByteOrder.BIG_ENDIAN, true)) {
			recipe.cook(fixture);
		}
		return path;
	}

	private List<Long> widths(final Recipe recipe) throws IOException {
		try (Slide slide = SlideOpener.open(write(folder.newFolder().toPath(), recipe))) {
			return slide.scenes().get(0).levels().stream().map(level -> level.width()).toList();
		}
	}

	@Test
	public void levelsInSubIfdsAreFound() throws IOException {
		assertEquals(List.of(512L, 256L, 128L), widths(f -> {
			final IfdBuilder first = f.tiled(512, 400, 1);
			first.subIfd(f.tiled(256, 200, 2).longs(NEW_SUBFILE_TYPE, 1))
				.subIfd(f.tiled(128, 100, 4).longs(NEW_SUBFILE_TYPE, 1));
			f.add(first);
		}));
	}

	@Test
	public void aFileWithBothKindsOfPyramidHasEachLevelOnce() throws IOException {
		assertEquals(List.of(512L, 256L), widths(f -> {
			final IfdBuilder reduced = f.tiled(256, 200, 2).longs(NEW_SUBFILE_TYPE, 1);
			f.add(f.tiled(512, 400, 1).subIfd(reduced)).add(reduced);
		}));
	}

	@Test
	public void unmarkedLevelsAreFoundWhereSizesHalve() throws IOException {
		assertEquals(List.of(501L, 251L, 62L),
			widths(f -> f.add(f.tiled(501, 333, 1)).add(f.tiled(251, 167, 2)).add(f.tiled(62, 41, 8))));
	}

	@Test
	public void unmarkedLevelsAreFoundWhereSizesAreDividedByAWholeNumber() throws IOException {
		assertEquals("rounded up, down", List.of(1000L, 334L, 111L),
			widths(f -> f.add(f.tiled(1000, 701, 1)).add(f.tiled(334, 234, 3)).add(f.tiled(111, 77, 9))));
		assertEquals("rounded in different ways", List.of(1000L, 333L),
			widths(f -> f.add(f.tiled(1000, 701, 1)).add(f.tiled(333, 234, 3))));
		assertEquals(List.of(1003L, 201L, 100L),
			widths(f -> f.add(f.tiled(1003, 701, 1)).add(f.tiled(201, 140, 5)).add(f.tiled(100, 71, 10))));
	}

	@Test
	public void unmarkedImagesOfOtherProportionsAreNoLevels() throws IOException {
		assertEquals(List.of(1000L),
			widths(f -> f.add(f.tiled(1000, 700, 1)).add(f.tiled(100, 120, 1)).add(f.tiled(334, 230, 3))
			.add(f.tiled(150, 105, 6))));
	}

	@Test
	public void unmarkedImagesOfOtherSizesAreNoLevels() throws IOException {
		assertEquals(List.of(501L),
			widths(f -> f.add(f.tiled(501, 333, 1)).add(f.tiled(501, 333, 1)).add(f.tiled(300, 300, 1))));
	}

	@Test
	public void levelsInDisorderAreSorted() throws IOException {
		assertEquals(List.of(800L, 400L, 200L), widths(f -> f.add(f.tiled(800, 600, 1))
			.add(f.tiled(200, 150, 4).longs(NEW_SUBFILE_TYPE, 1))
			.add(f.tiled(400, 300, 2).longs(NEW_SUBFILE_TYPE, 1))));
	}
}
