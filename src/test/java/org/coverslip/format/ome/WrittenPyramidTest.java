package org.coverslip.format.ome;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.coverslip.detect.SlideOpener;
import org.coverslip.export.tiff.PyramidTiffOptions;
import org.coverslip.export.tiff.PyramidTiffOptions.Compression;
import org.coverslip.export.tiff.PyramidTiffOptions.Dialect;
import org.coverslip.export.walk.SlideWriter;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.AssociatedImage;
import org.coverslip.slide.EncodedTiles;
import org.coverslip.slide.Level;
import org.coverslip.slide.Plane;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.coverslip.testing.OpenSlideAgreement;
import org.coverslip.testing.Oracle;
import org.coverslip.testing.TestPattern;
import org.coverslip.testing.TifffileAgreement;
import org.junit.Assume;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What Coverslip writes as OME-TIFF it reads back whole, and its properties are what OpenSlide says of the file. */
public class WrittenPyramidTest {

	private static final int WIDTH = 301;
	private static final int HEIGHT = 202;

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	/** An image of 30 x 20 pixels. */
	private record Small(String name) implements AssociatedImage {

		@Override
		public BlockShape shape() {
			return TestPattern.rgb(30, 20);
		}

		@Override
		public PixelBlock read() {
			return TestPattern.block(name.length() * 100, 0, shape());
		}
	}

	@Test
	public void planesOfEachTypeInBothDialects() throws IOException {
		for (final PixelType type : PixelType.values())
			for (final Dialect dialect : List.of(Dialect.UNIVERSAL, Dialect.OME))
				checkRoundTrip(PatternScene.of(WIDTH, HEIGHT, new BlockShape(1, 1, 1, type), 3, 2, 2), dialect);
	}

	@Test
	public void coloursInBothDialects() throws IOException {
		for (final PixelType type : List.of(PixelType.UINT8, PixelType.UINT16))
			for (final Dialect dialect : List.of(Dialect.UNIVERSAL, Dialect.OME))
				for (final int sizeZ : new int[] { 1, 3 })
					checkRoundTrip(PatternScene.of(WIDTH, HEIGHT, new BlockShape(1, 1, 3, type), 1, sizeZ, 1), dialect);
	}

	private void checkRoundTrip(final Scene written, final Dialect dialect) throws IOException {
		final Path path = write(written, dialect);
		try (Slide slide = SlideOpener.open(path)) {
			final String what = dialect + " " + written.pixelType() + " ";
			assertEquals(what, "OME-TIFF", slide.metadata().format());
			assertEquals(what, 1, slide.scenes().size());
			final Scene scene = slide.scenes().get(0);
			assertEquals(what, written.name(), scene.name());
			assertEquals(what, written.channels(), scene.channels());
			assertEquals(what, written.sizeZ(), scene.sizeZ());
			assertEquals(what, written.sizeT(), scene.sizeT());
			assertEquals(what, written.pixelType(), scene.pixelType());
			assertEquals(what, written.pixelSize(), scene.pixelSize());
			assertEquals(what, written.objectivePower(), scene.objectivePower());
			assertEquals(what, 4, scene.levels().size());
			assertEquals(what, "generic-tiff", slide.metadata().vendor().get());
			final RegionReader reader = new RegionReader(TileCache.shared());
			final Level last = scene.level(3);
			for (int t = 0; t < scene.sizeT(); t++)
				for (int z = 0; z < scene.sizeZ(); z++)
					for (int c = 0; c < scene.channels().size(); c++) {
						final Plane plane = new Plane(c, z, t);
						final PixelBlock expected =
							PatternScene.pixels(WIDTH, HEIGHT, written.pixelType(), written.level(0).samples(), plane);
						assertSame(what + plane, expected, reader.read(scene, 0, plane, scene.level(0).region())
							.block());
						// the mean of a plane survives halving, so that planes of a level are told apart
						final double range = written.pixelType().isFloating() ? 1
							: Math.pow(2, written.pixelType().bits());
						assertEquals(what + plane, mean(expected) / range,
							mean(reader.read(scene, 3, plane, last.region()).block()) / range, 0.01);
					}
			assertEquals(what, List.of("label", "macro"), slide.associatedImages().stream().map(AssociatedImage::name)
				.toList());
			for (final AssociatedImage image : slide.associatedImages())
				assertSame(what + image.name(), new Small(image.name()).read(), image.read());
		}
	}

	@Test
	public void propertiesAreWhatOpenSlideSays() throws IOException {
		for (final Dialect dialect : List.of(Dialect.UNIVERSAL, Dialect.OME))
			for (final int samples : new int[] { 1, 3 }) {
				final Path path =
					write(PatternScene.of(WIDTH, HEIGHT, new BlockShape(1, 1, samples, PixelType.UINT8), samples == 3
					? 1 : 2, 2, 1), dialect);
				Assume.assumeTrue("skipped: OpenSlide does not open the file", Oracle.openSlideOpens(path));
				try (Slide slide = SlideOpener.open(path)) {
					OpenSlideAgreement.assertSameProperties(path, slide);
					assertEquals(dialect == Dialect.UNIVERSAL ? "4" : "1",
						slide.metadata().properties().get("openslide.level-count"));
				}
			}
	}

	@Test
	public void tifffileSeesTheSame() throws IOException {
		for (final Dialect dialect : List.of(Dialect.UNIVERSAL, Dialect.OME)) {
			final Path path = write(PatternScene.of(WIDTH, HEIGHT, new BlockShape(1, 1, 1, PixelType.UINT16), 2, 3, 2),
				dialect);
			try (Slide slide = SlideOpener.open(path)) {
				TifffileAgreement.assertSame(path, slide, 0);
			}
		}
	}

	@Test
	public void whatWasReadCanBeWrittenAgain() throws IOException {
		final Scene first = PatternScene.of(WIDTH, HEIGHT, new BlockShape(1, 1, 1, PixelType.UINT16), 2, 2, 1);
		final Path path = write(first, Dialect.UNIVERSAL);
		final Path again = folder.getRoot().toPath().resolve("again.tif");
		try (Slide slide = SlideOpener.open(path)) {
			final Scene scene = slide.scenes().get(0);
			SlideWriter.write(scene, scene.level(0).region(), PyramidTiffOptions.builder().tileSize(64).build(),
				again,
				ProgressListener.NONE);
			try (Slide copy = SlideOpener.open(again)) {
				assertEquals(first.channels(), copy.scenes().get(0).channels());
				final RegionReader reader = new RegionReader(TileCache.shared());
				final Plane plane = new Plane(1, 1, 0);
				assertSame("copy", PatternScene.pixels(WIDTH, HEIGHT, PixelType.UINT16, 1, plane),
					reader.read(copy.scenes().get(0), 0, plane, scene.level(0).region()).block());
			}
		}
	}

	/** The tiles of all planes and levels are copied bit by bit. */
	@Test
	public void tilesOfManyPlanesAreKept() throws IOException {
		final Scene first = PatternScene.of(WIDTH, HEIGHT, new BlockShape(1, 1, 1, PixelType.UINT16), 2, 2, 1);
		final Path again = folder.getRoot().toPath().resolve("again.tif");
		try (Slide slide = SlideOpener.open(write(first, Dialect.OME))) {
			final Scene scene = slide.scenes().get(0);
			SlideWriter.write(scene, scene.level(0).region(),
				PyramidTiffOptions.builder().compression(Compression.KEEP).build(),
				again, ProgressListener.NONE);
			try (Slide copy = SlideOpener.open(again)) {
				assertEquals(4, copy.scenes().get(0).levels().size());
				for (int level = 0; level < 4; level++)
					for (int c = 0; c < 2; c++) {
						final EncodedTiles expected = (EncodedTiles) scene.level(level).tiles();
						final EncodedTiles found = (EncodedTiles) copy.scenes().get(0).level(level).tiles();
						assertEquals(expected.encoding(), found.encoding());
						for (long tile = 0; tile < scene.level(level).layout().tileCount(); tile++)
							assertArrayEquals(expected.encoded(tile, new Plane(c, 1, 0)).get(),
								found.encoded(tile, new Plane(c, 1, 0)).get());
					}
			}
		}
	}

	private Path write(final Scene scene, final Dialect dialect) throws IOException {
		final Path path = folder.getRoot().toPath().resolve("written.ome.tif");
		SlideWriter.write(scene, scene.level(0).region(),
			PyramidTiffOptions.builder().dialect(dialect).tileSize(48)
			.compression(Compression.DEFLATE).associatedImages(List.of(new Small("macro"), new Small("label"))).build(),
			path,
			ProgressListener.NONE);
		return path;
	}

	private static double mean(final PixelBlock block) {
		double sum = 0;
		for (int i = 0; i < block.shape().length(); i++)
			sum += block.value(i);
		return sum / block.shape().length();
	}

	private static void assertSame(final String what, final PixelBlock expected, final PixelBlock found) {
		assertEquals(what, expected.shape(), found.shape());
		assertTrue(what, expected.shape().length() > 0);
		for (int i = 0; i < expected.shape().length(); i++)
			if (expected.value(i) != found.value(i))
				assertEquals(what + " sample " + i, expected.value(i), found.value(i), 0);
	}
}
