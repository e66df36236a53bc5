package org.coverslip.format.plain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.coverslip.format.SlideProbe;
import org.coverslip.geom.Region;
import org.coverslip.io.StoredFile;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.slide.Plane;
import org.coverslip.slide.RegionPixels;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;

/** Opens plain images for tests and reads all of them. */
final class OpenedImage {

	private OpenedImage() {}

	static Slide open(final Path path) throws IOException {
		try (SlideProbe probe = SlideProbe.open(StoredFile.of(path))) {
			return new PlainImageFormat().open(probe);
		}
	}

	static Slide open(final Path folder, final byte[] file) throws IOException {
		return open(Files.write(Files.createTempFile(folder, "image", ""), file));
	}

	/** The whole image. */
	static RegionPixels pixels(final Slide slide) throws IOException {
		final Scene scene = slide.scenes().get(0);
		return new RegionReader(TileCache.shared())
			.read(scene, 0, Plane.FIRST, Region.ofSize(scene.width(), scene.height()));
	}

	/** Its colours without opacity. */
	static PixelBlock colours(final Slide slide) throws IOException {
		return pixels(slide).block();
	}

	/** Reads the first and the last tile. */
	static void readSome(final Path folder, final byte[] file) throws IOException {
		try (Slide slide = open(folder, file)) {
			final Scene scene = slide.scenes().get(0);
			scene.level(0).tiles().read(0, Plane.FIRST);
			scene.level(0).tiles().read(scene.level(0).layout().tileCount() - 1, Plane.FIRST);
		}
	}
}
