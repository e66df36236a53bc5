package org.coverslip.format;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import org.coverslip.export.tiff.PyramidTiffOptions;
import org.coverslip.export.walk.SlideWriter;
import org.coverslip.geom.Region;
import org.coverslip.geom.TileLayout.PlacedTile;
import org.coverslip.io.FileByteSource;
import org.coverslip.io.MemoryStorage;
import org.coverslip.io.Storage;
import org.coverslip.io.StoredFile;
import org.coverslip.io.ZipStorage;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.slide.ClosedSlideException;
import org.coverslip.slide.Level;
import org.coverslip.slide.Plane;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.RegionPixels;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.coverslip.testing.CountingByteSource;
import org.coverslip.testing.OpenFiles;
import org.coverslip.testing.SameSlide;
import org.coverslip.testing.StoredCopies;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/**
 * What each format must do, run on a fixture that the format's test builds in code.
 */
public abstract class SlideFormatContract {

	private static final int RANDOM_REGIONS = 60;
	private static final int THREADS = 8;
	private static final String SAME_FOLDER = "a folder/";

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	/** The format under test. */
	protected abstract SlideFormat format();

	/**
	 * Builds a slide of the format.
	 *
	 * @param into
	 *            an empty folder
	 * @return the file to open
	 */
	protected abstract Path fixture(Path into) throws IOException;

	/** Bytes of the fixture that opening may read at most; for formats of one file. */
	protected long mostBytesToOpen() {
		return 64 << 10;
	}

	private Path fixture() throws IOException {
		return fixture(folder.newFolder().toPath());
	}

	private Slide open(final Path path) throws IOException {
		return open(StoredFile.of(path));
	}

	private Slide open(final StoredFile file) throws IOException {
		try (SlideProbe probe = SlideProbe.open(file)) {
			assertTrue(format().detect(probe).isAccepted());
			return format().open(probe);
		}
	}

	@Test
	public void takesItsFixture() throws IOException {
		try (Slide slide = open(fixture())) {
			assertFalse(slide.scenes().isEmpty());
			assertEquals(format().name(), slide.metadata().format());
		}
	}

	/** Its own file and its companions, whatever they are called in the call: nothing that is read is written over. */
	@Test
	public void noneOfItsFilesIsOverwritten() throws IOException {
		final Path file = fixture();
		final List<Path> all;
		try (Stream<Path> written = Files.walk(file.getParent())) {
			all = written.filter(Files::isRegularFile).filter(path -> !isForeign(path)).toList();
		}
		try (Slide slide = open(file)) {
			for (final Path own : all) {
				final byte[] before = Files.readAllBytes(own);
				final Path hardLink =
					Files.createLink(folder.getRoot().toPath().resolve("hard" + all.indexOf(own)), own);
				final Path link = Files.createSymbolicLink(folder.getRoot().toPath().resolve("link" + all.indexOf(own)),
					own);
				for (final Path target
					: List.of(own, file.getParent().resolve("..").resolve(file.getParent().getFileName())
					.resolve(file.getParent().relativize(own)), hardLink, link))
				{
					final IllegalArgumentException refusal =
						assertThrows(target.toString(), IllegalArgumentException.class,
						() -> SlideWriter.write(slide.scenes().get(0), new Region(0, 0, 16, 16),
						PyramidTiffOptions.builder().build(),
							target, ProgressListener.NONE));
					assertTrue(refusal.getMessage(),
						refusal.getMessage().contains("is not overwritten; choose another name"));
				}
				assertArrayEquals(own.toString(), before, Files.readAllBytes(own));
				assertTrue(Files.isSymbolicLink(link));
			}
		}
	}

	/** In a folder of a ZIP archive, stored or compressed, or in memory, it is the same slide as in a folder. */
	@Test
	public void isTheSameFromEachStorage() throws IOException {
		final Path file = fixture();
		final Path archive = folder.getRoot().toPath().resolve("slides.zip");
		try (Slide expected = open(file)) {
			final String name = SAME_FOLDER + file.getFileName();
			final Storage memory = new MemoryStorage("memory", StoredCopies.inMemory(file.getParent(), SAME_FOLDER));
			try (Slide found = open(new StoredFile(memory, name))) {
				SameSlide.check(expected, found);
				assertEquals(Set.of(), found.metadata().files());
				assertEquals("memory/" + name, found.metadata().location());
			}
			for (final boolean compressed : new boolean[] { false, true }) {
				StoredCopies.zip(file.getParent(), SAME_FOLDER, archive, compressed);
				try (Storage zip = ZipStorage.open(StoredFile.of(archive));
					Slide found = open(new StoredFile(zip, name)))
				{
					SameSlide.check(expected, found);
					assertEquals(Set.of(archive), found.metadata().files());
					assertEquals(archive + "!/" + name, found.metadata().location());
				}
			}
		}
	}

	/** Whether a file that the fixture wrote does not belong to the slide. */
	protected boolean isForeign(final Path file) {
		return false;
	}

	@Test
	public void refusesOtherFilesWithAReason() throws IOException {
		final Path other = folder.newFile("other.bin").toPath();
		for (final byte[] content : List.of(new byte[0], new byte[] { 1 }, "Hello, this is a text.".getBytes(),
			new byte[5000])) {
			Files.write(other, content);
			try (SlideProbe probe = SlideProbe.open(StoredFile.of(other))) {
				final Detection detection = format().detect(probe);
				assertFalse(detection.isAccepted());
				assertFalse(detection.reason().isBlank());
			}
		}
	}

	@Test
	public void levelsGetSmallerAndMatchTheirLayouts() throws IOException {
		try (Slide slide = open(fixture())) {
			for (final Scene scene : slide.scenes()) {
				assertEquals(1, scene.level(0).downsample(), 0);
				for (int i = 0; i < scene.levels().size(); i++) {
					final Level level = scene.level(i);
					if (i > 0) {
						assertTrue(level.downsample() >= scene.level(i - 1).downsample());
						assertTrue(level.width() <= scene.level(i - 1).width());
					}
					assertTrue("tiles reach into the level", level.layout().bounds().intersects(level.region()));
					assertEquals(level.layout().tileCount(), level.layout().tilesIn(level.layout().bounds()).stream()
						.map(PlacedTile::index).distinct().count());
				}
				assertTrue(Region.ofSize(scene.width(), scene.height()).contains(scene.bounds()));
			}
		}
	}

	/**
	 * The truth is put together pixel by pixel, from all tiles in paint order. Levels whose tiles lie between pixels
	 * are left to the comparison with OpenSlide.
	 */
	@Test
	public void regionsAreStitchedTiles() throws IOException {
		try (Slide slide = open(fixture())) {
			final RegionReader reader = new RegionReader(TileCache.shared());
			for (final Scene scene : slide.scenes())
				for (final Wanted wanted : randomRegions(scene)) {
					final RegionPixels found = reader.read(scene, wanted.level, wanted.plane, wanted.region);
					if (scene.level(wanted.level).layout().isOnPixels())
						assertStitched(scene.level(wanted.level), wanted, found);
				}
		}
	}

	private static void assertStitched(final Level level, final Wanted wanted, final RegionPixels found)
		throws IOException {
		final PixelBlock block = found.block();
		final double[] truth = new double[block.shape().length()];
		final boolean[] covered = new boolean[block.shape().pixels()];
		for (final PlacedTile place : level.layout().tilesIn(wanted.region.intersect(level.region()))) {
			final PixelBlock tile = level.tiles().read(place.index(), wanted.plane).orElse(null);
			if (tile == null) continue;
			for (int y = 0; y < block.height(); y++)
				for (int x = 0; x < block.width(); x++) {
					final long lx = wanted.region.x() + x;
					final long ly = wanted.region.y() + y;
					if (!place.region().contains(lx, ly) || !level.region().contains(lx, ly)) continue;
					final int tx = (int) (lx - place.region().x());
					final int ty = (int) (ly - place.region().y());
					if (tile.samples() == 4 && tile.value(tx, ty, 3) == 0) continue;
					covered[y * block.width() + x] = true;
					for (int s = 0; s < block.samples(); s++)
						truth[(y * block.width() + x) * block.samples() + s] = tile.value(tx, ty, s);
				}
		}
		for (int i = 0; i < truth.length; i++)
			assertEquals("sample " + i + " of " + wanted, truth[i], block.value(i), 0);
		for (int i = 0; i < covered.length; i++)
			assertEquals("coverage of pixel " + i + " of " + wanted, covered[i], found.alpha(i) != 0);
	}

	@Test
	public void manyThreadsReadTheSame() throws Exception {
		try (Slide slide = open(fixture())) {
			final Scene scene = slide.scenes().get(0);
			final List<Wanted> wanted = randomRegions(scene);
			final RegionReader alone = new RegionReader(TileCache.shared());
			final RegionReader shared = new RegionReader(TileCache.shared());
			final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
			try {
				final List<Callable<RegionPixels>> tasks = new ArrayList<>();
				for (int i = 0; i < THREADS; i++)
					for (final Wanted w : wanted)
						tasks.add(() -> shared.read(scene, w.level, w.plane, w.region));
				final List<Future<RegionPixels>> found = threads.invokeAll(tasks);
				for (int i = 0; i < found.size(); i++) {
					final Wanted w = wanted.get(i % wanted.size());
					assertEquals(alone.read(scene, w.level, w.plane, w.region), found.get(i).get());
				}
			}
			finally {
				threads.shutdownNow();
			}
		}
	}

	@Test
	public void readingAfterCloseIsRefused() throws IOException {
		final Slide slide = open(fixture());
		final Scene scene = slide.scenes().get(0);
		final RegionReader reader = new RegionReader(TileCache.shared());
		reader.read(scene, 0, Plane.FIRST, new Region(0, 0, 1, 1));
		slide.close();
		slide.close();
		assertThrows(ClosedSlideException.class, () -> reader.read(scene, 0, Plane.FIRST, new Region(0, 0, 1, 1)));
		assertThrows(ClosedSlideException.class, () -> scene.level(0).tiles().read(0, Plane.FIRST));
		if (!slide.associatedImages().isEmpty())
			assertThrows(ClosedSlideException.class, () -> slide.associatedImages().get(0).read());
		assertEquals(format().name(), slide.metadata().format());
	}

	@Test
	public void openingReadsLittle() throws IOException {
		final Path path = fixture();
		final CountingByteSource source = new CountingByteSource(FileByteSource.open(path));
		try (SlideProbe probe = SlideProbe.of(source, StoredFile.of(path))) {
			format().detect(probe);
			format().open(probe).close();
		}
		assertTrue("opening read " + source.bytes() + " of " + source.size() + " bytes",
			source.bytes() <= mostBytesToOpen());
	}

	/** A slide that is closed lets go of its files: they can be deleted, on Windows too. */
	@Test
	public void closedSlidesLetGoOfTheirFiles() throws IOException {
		final Path path = fixture();
		for (int i = 0; i < 50; i++)
			open(path).close();
		assertEquals(List.of(), OpenFiles.within(path.getParent()));
		Files.delete(path);
	}

	/** Likewise if they are damaged, and if its other files are missing. */
	@Test
	public void failedOpeningsLetGoOfTheFiles() throws IOException {
		final Path path = fixture();
		final List<Path> all;
		try (Stream<Path> written = Files.walk(path.getParent())) {
			all = written.filter(Files::isRegularFile).toList();
		}
		for (final Path file : all) {
			final byte[] content = Files.readAllBytes(file);
			for (final int eighths : new int[] { 7, 4, 2, 1 }) {
				Files.write(file, Arrays.copyOf(content, (int) (content.length * (long) eighths / 8)));
				tryToOpen(path);
				assertEquals(file + " cut off", List.of(), OpenFiles.within(path.getParent()));
			}
			if (!file.equals(path)) {
				Files.delete(file);
				tryToOpen(path);
				assertEquals(file + " missing", List.of(), OpenFiles.within(path.getParent()));
			}
			Files.write(file, content);
		}
		open(path).close();
	}

	private void tryToOpen(final Path path) {
		try (SlideProbe probe = SlideProbe.open(StoredFile.of(path))) {
			if (format().detect(probe).isAccepted()) format().open(probe).close();
		}
		catch (final IOException e) {
			// most damages are noticed now, some only when pixels are read
		}
	}

	private record Wanted(int level, Plane plane, Region region) {}

	private static List<Wanted> randomRegions(final Scene scene) {
		final Random random = new Random(7);
		final List<Wanted> wanted = new ArrayList<>();
		for (int i = 0; i < RANDOM_REGIONS; i++) {
			final int level = i % scene.levels().size();
			final long width = scene.level(level).width();
			final long height = scene.level(level).height();
			final Plane plane =
				new Plane(random.nextInt(scene.channels().size()), random.nextInt(scene.sizeZ()),
				random.nextInt(scene.sizeT()));
			wanted.add(new Wanted(level, plane,
				new Region(random.nextInt((int) width + 40) - 20, random.nextInt((int) height + 40) - 20,
				1 + random.nextInt(300), 1 + random.nextInt(200))));
		}
		return wanted;
	}
}
