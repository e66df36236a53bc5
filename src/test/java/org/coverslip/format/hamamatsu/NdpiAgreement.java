package org.coverslip.format.hamamatsu;

import static org.junit.Assert.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.coverslip.codec.jpeg.JpegBackend;
import org.coverslip.slide.AssociatedImage;
import org.coverslip.slide.Level;
import org.coverslip.slide.Plane;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.testing.OpenSlideAgreement;
import org.coverslip.testing.OpenSlideRegion;
import org.coverslip.testing.Oracle;

/** Holds an opened NDPI against what OpenSlide 3.4.1 says of it. */
final class NdpiAgreement {

	private static final int TOLERANCE = 2;
	private static final int LARGEST_REGION = 400;

	private NdpiAgreement() {}

	/** The same properties and levels, the macro, and random regions at whole positions. */
	static void check(final Path path, final Slide slide, final int regions) throws IOException {
		check(path, slide, slide.scenes().get(0).defaultPlane(), regions);
	}

	/** As above, of the plane that OpenSlide shows. */
	static void check(final Path path, final Slide slide, final Plane plane, final int regions) throws IOException {
		OpenSlideAgreement.assertSameProperties(path, slide);
		final Map<String, String> properties = Oracle.openSlideProperties(path);
		final Scene scene = slide.scenes().get(0);
		assertEquals(Integer.parseInt(properties.get("openslide.level-count")), scene.levels().size());
		OpenSlideAgreement.assertSameRegions(path, scene, plane, TOLERANCE, wholePositions(scene, regions));
	}

	/**
	 * Positions that are multiples of the downsample, of which some regions reach over the edges. Without libjpeg-turbo
	 * only those of level 0, since reduced levels are not reduced as OpenSlide does it then.
	 */
	static List<OpenSlideRegion> wholePositions(final Scene scene, final int regions) {
		final Random random = new Random(20261120);
		final List<OpenSlideRegion> asked = new ArrayList<>();
		for (int i = 0; asked.size() < regions; i++) {
			final int number = JpegBackend.turbo().isPresent() ? i % scene.levels().size() : 0;
			final Level level = scene.level(number);
			if (level.downsample() % 1 != 0) continue;
			final long step = (long) level.downsample();
			final long x = (long) ((random.nextDouble() * 1.1 - 0.05) * level.width());
			final long y = (long) ((random.nextDouble() * 1.1 - 0.05) * level.height());
			asked.add(new OpenSlideRegion(x * step, y * step, number, 1 + random.nextInt(LARGEST_REGION),
				1 + random.nextInt(LARGEST_REGION)));
		}
		return asked;
	}

	/** The slide without the associated images that OpenSlide does not show. */
	static void checkMacro(final Path path, final Slide slide) throws IOException {
		final List<String> names = slide.associatedImages().stream().map(AssociatedImage::name).toList();
		OpenSlideAgreement.assertSameAssociatedImages(path, new OnlyMacro(slide),
			names.contains("macro") ? List.of("macro") : List.of(), TOLERANCE);
	}

	private record OnlyMacro(Slide slide) implements Slide {

		@Override
		public org.coverslip.slide.SlideMetadata metadata() {
			return slide.metadata();
		}

		@Override
		public List<Scene> scenes() {
			return slide.scenes();
		}

		@Override
		public List<AssociatedImage> associatedImages() {
			return slide.associatedImages().stream().filter(image -> image.name().equals("macro")).toList();
		}

		@Override
		public void close() throws IOException {
			slide.close();
		}
	}
}
