package org.coverslip.format.sakura;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

import org.coverslip.detect.SlideOpener;
import org.coverslip.format.SlideFormat;
import org.coverslip.format.SlideFormatContract;
import org.coverslip.geom.Region;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.slide.AssociatedImage;
import org.coverslip.slide.PixelSize;
import org.coverslip.slide.Plane;
import org.coverslip.slide.RegionPixels;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.junit.Test;

public class SakuraFormatTest extends SlideFormatContract {

	@Override
	protected SlideFormat format() {
		return new SakuraFormat();
	}

	@Override
	protected Path fixture(final Path into) throws IOException {
		return SvslideFixture.write(into.resolve("slide.svslide"), f -> SvslideFixture.usual(f, 2));
	}

	private static RegionPixels read(final Slide slide, final int level, final int z, final Region region)
		throws IOException {
		return new RegionReader(TileCache.shared())
			.read(slide.scenes().get(0), level, new Plane(0, z, 0), region);
	}

	@Test
	public void coloursAndFocalPlanesAreWhereTheyBelong() throws IOException {
		final Path path = folder.newFolder().toPath().resolve("slide.svslide");
		try (SvslideFixture f = new SvslideFixture(path)) {
			SvslideFixture.usual(f, 3);
			f.close();
			try (Slide slide = SlideOpener.open(path)) {
				final Scene scene = slide.scenes().get(0);
				assertEquals(3, scene.sizeZ());
				assertEquals(OptionalDouble.of(40), scene.objectivePower());
				assertEquals(Optional.of(new PixelSize(0.25, 0.25)), scene.pixelSize());
				assertEquals(1, scene.defaultPlane().z());
				assertEquals("1", slide.metadata().properties().get("sakura.ShownFocalPlane"));
				for (int z = 0; z < 3; z++)
					for (int level = 0; level < 2; level++) {
						final long downsample = level == 0 ? 1 : 4;
						final PixelBlock found = read(slide, level, z, new Region(128, 0, 100, 120)).block();
						for (int colour = 0; colour < 3; colour++) {
							final PixelBlock truth = f.tile(new TileId(128 * downsample, 0, downsample, colour, z));
							double difference = 0;
							for (int y = 0; y < 120; y++)
								for (int x = 0; x < 100; x++)
									difference += Math.abs(truth.value(x, y, 0) - found.value(x, y, colour));
							assertTrue("z " + z + " level " + level + " colour " + colour + ": " + difference / 12000,
								difference / 12000 < 3);
						}
					}
			}
		}
	}

	@Test
	public void fewerPlanesStoredThanSaid() throws IOException {
		final Path path = SvslideFixture.write(folder.newFolder().toPath().resolve("slide.svslide"),
			f -> f.header(200, 100, 9).level(200, 100, 1, 0));
		try (Slide slide = SlideOpener.open(path)) {
			assertEquals(1, slide.scenes().get(0).sizeZ());
			assertTrue(slide.scenes().get(0).pixelSize().isEmpty());
			assertEquals(List.of(), slide.associatedImages());
		}
	}

	/** Neither is the file changed, nor anything written beside it, whatever the folder is called. */
	@Test
	public void nothingIsWritten() throws IOException {
		final Path dir = folder.newFolder("with ? # % and \u00fc").toPath();
		final Path path = Files.move(fixture(folder.newFolder().toPath()), dir.resolve("slide.svslide"));
		final byte[] before = Files.readAllBytes(path);
		// a journal of a writer that was broken off: a program that may write would apply it
		Files.write(dir.resolve("slide.svslide-journal"), new byte[600]);
		Files.write(dir.resolve("slide.svslide-wal"), new byte[600]);
		try (Slide slide = SlideOpener.open(path)) {
			assertTrue(read(slide, 0, 0, new Region(0, 0, 500, 500)).isOpaque());
			try (Stream<Path> files = Files.list(dir)) {
				assertEquals(3, files.count());
			}
		}
		assertArrayEquals(before, Files.readAllBytes(path));
	}

	@Test
	public void absentTilesAreNotCovered() throws IOException {
		final Path path = SvslideFixture.write(folder.newFolder().toPath().resolve("slide.svslide"),
			f -> f.header(512, 256, 1)
			.level(512, 256, 1, 0, id -> id.x0() != 128 && (id.x0() != 256 || id.colour() != 1)));
		try (Slide slide = SlideOpener.open(path)) {
			assertTrue(read(slide, 0, 0, new Region(0, 0, 128, 256)).isOpaque());
			assertFalse(read(slide, 0, 0, new Region(128, 0, 1, 1)).isOpaque());
			assertFalse("green is missing", read(slide, 0, 0, new Region(256, 0, 1, 1)).isOpaque());
			assertTrue(read(slide, 0, 0, new Region(384, 0, 128, 256)).isOpaque());
		}
	}

	@Test
	public void associatedImages() throws IOException {
		try (Slide slide = SlideOpener.open(fixture(folder.newFolder().toPath()))) {
			assertEquals(List.of("label", "macro", "thumbnail"),
				slide.associatedImages().stream().map(AssociatedImage::name).toList());
			assertEquals(90, slide.associatedImages().get(0).read().width());
		}
	}
}
