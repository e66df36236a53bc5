package org.coverslip.slide;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotSame;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.coverslip.geom.UniformTileGrid;
import org.coverslip.io.MemoryStorage;
import org.coverslip.io.StoredFile;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What a slide says of itself, and what is closed with it. */
public class OpenedSlideTest {

	@Rule
	public final TemporaryFolder temporary = new TemporaryFolder();

	private final Scene scene = ProceduralScene.rgb(9, 9, 9, 1).scene();

	private static AssociatedImage image(final String name) {
		return new AssociatedImage() {

			@Override
			public String name() {
				return name;
			}

			@Override
			public BlockShape shape() {
				return new BlockShape(1, 1, 1, PixelType.UINT8);
			}

			@Override
			public PixelBlock read() {
				return PixelBlock.zeros(shape());
			}
		};
	}

	@Test
	public void aSlideIsClosedWithAllThatItOpenedLastFirst() throws IOException {
		final List<String> closed = new ArrayList<>();
		final SlideLifetime lifetime = new SlideLifetime("x.svs", () -> closed.add("file"));
		lifetime.closeAlso(() -> closed.add("second"));
		lifetime.closeAlso(() -> closed.add("third"));
		final SlideMetadata metadata = new SlideMetadata("x.svs", "Acme", Map.of(), null);
		final Slide slide =
			new OpenedSlide(metadata, List.of(scene), List.of(image("macro"), image("label")), lifetime);
		assertEquals("x.svs", slide.toString());
		assertEquals(List.of(scene), slide.scenes());
		assertEquals(List.of("label", "macro"), slide.associatedImages().stream().map(AssociatedImage::name).toList());
		lifetime.checkOpen();
		slide.close();
		slide.close();
		assertEquals(List.of("third", "second", "file"), closed);
		assertEquals("x.svs has been closed",
			assertThrows(ClosedSlideException.class, lifetime::checkOpen).getMessage());
		lifetime.closeAlso(() -> closed.add("too late"));
		assertEquals("too late", closed.get(3));
		assertThrows(IllegalArgumentException.class, () -> new OpenedSlide(metadata, List.of(), List.of(), lifetime));
	}

	@Test
	public void allIsClosedThoughSomeCannotBe() throws IOException {
		final List<String> closed = new ArrayList<>();
		final SlideLifetime lifetime = new SlideLifetime("x", () -> closed.add("file"));
		for (final String name : List.of("one", "two"))
			lifetime.closeAlso(() -> {
				throw new IOException(name);
			});
		final IOException failure = assertThrows(IOException.class, lifetime::close);
		assertEquals("two", failure.getMessage());
		assertEquals(1, failure.getSuppressed().length);
		assertEquals("one", failure.getSuppressed()[0].getMessage());
		assertEquals(List.of("file"), closed);
	}

	@Test
	public void aSlideKnowsItsFiles() throws IOException {
		final Path folder = temporary.getRoot().toPath().toRealPath();
		temporary.newFile("x.mrxs");
		temporary.newFolder("x");
		temporary.newFile("x/1.dat");
		final SlideMetadata metadata = new SlideMetadata(StoredFile.of(folder.resolve("x.mrxs")), "MIRAX",
			Map.of("openslide.vendor", "mirax", "a", "b"), new byte[] { 1, 2 });
		assertEquals("x.mrxs", metadata.name());
		assertEquals(folder.resolve("x.mrxs").toString(), metadata.location());
		assertEquals(Optional.of(folder.resolve("x.mrxs")), metadata.path());
		assertEquals(Set.of(folder.resolve("x.mrxs")), metadata.files());
		assertEquals(Optional.of("mirax"), metadata.vendor());
		assertEquals(List.of("a", "openslide.vendor"), List.copyOf(metadata.properties().keySet()));
		final SlideMetadata more = metadata.withFiles(List.of(StoredFile.of(folder.resolve("x/1.dat")),
			new StoredFile(new MemoryStorage("memory", Map.of("y", new byte[0])), "y"))).withNotShown(List.of("one"));
		final Set<Path> both = Set.of(folder.resolve("x.mrxs"), folder.resolve("x/1.dat"));
		assertEquals(both, more.files());
		assertEquals(List.of("one", "two"), more.withMoreNotShown(List.of("two")).notShown());
		assertEquals(List.of(), metadata.notShown());
		assertEquals("MIRAX", more.format());
		assertArrayEquals(new byte[] { 1, 2 }, more.iccProfile().orElseThrow());
		assertNotSame("a copy", more.iccProfile().orElseThrow(), more.iccProfile().orElseThrow());
		final SlideLifetime lifetime = SlideLifetime.inMemory("x");
		final Scene own = Scene.builder(lifetime).levels(scene.levels()).build();
		new OpenedSlide(more, List.of(own), List.of(), lifetime);
		assertEquals(both, own.files());
	}

	@Test
	public void aSlideOfNoFile() {
		final SlideMetadata metadata = new SlideMetadata("image", "memory", Map.of(), null);
		assertEquals("image", metadata.location());
		assertEquals(Optional.empty(), metadata.path());
		assertEquals(Set.of(), metadata.files());
		assertEquals(Optional.empty(), metadata.vendor());
		assertTrue(metadata.iccProfile().isEmpty());
	}

	@Test
	public void pixelSizesAreFiniteAndAboveNothing() {
		assertEquals(new PixelSize(1, 2), new PixelSize(0.25, 0.5).scaled(4));
		assertEquals(0.375, new PixelSize(0.25, 0.5).meanUm(), 0);
		for (final double bad : new double[] { 0, -1, Double.NaN, Double.POSITIVE_INFINITY }) {
			assertThrows(IllegalArgumentException.class, () -> new PixelSize(bad, 1));
			assertThrows(IllegalArgumentException.class, () -> new PixelSize(1, bad));
		}
	}

	@Test
	public void levelsHavePixels() {
		for (final long[] size : new long[][] { { 0, 5 }, { 5, 0 } })
			assertThrows(IllegalArgumentException.class, () -> Level.builder(size[0], size[1],
				(tile, plane) -> Optional.empty()).grid(UniformTileGrid.covering(5, 5, 5, 5))
				.samples(PixelType.UINT8, 1).build());
	}
}
