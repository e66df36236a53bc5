package org.coverslip.detect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

import org.coverslip.format.SlideProbe;
import org.coverslip.io.StoredFile;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;

/**
 * Whether a file is better shown as a slide than as an image, where the user does not say which. Thread-safe.
 * <p>
 * A slide is what a slide scanner of any vendor wrote, what has a pyramid whose finest level is larger than a screen,
 * and what is too large for an image in memory; and what ImageJ would take for the thumbnail in it. All else is left to
 * ImageJ: ordinary TIFFs, PNGs, small OME-TIFFs and CZIs.
 */
public final class SlideLikeness {

	/** Vendors by OpenSlide's names whose formats are for other images, too. */
	private static final Set<String> MIXED = Set.of("generic-tiff", "zeiss");

	/** Formats that begin as TIFFs of a small picture, with the pixels in other files. */
	private static final Set<String> ELSEWHERE = Set.of("Olympus VSI");

	/** Level 0 of a pyramid that is worth it is longer. */
	private static final long SCREEN = 2048;

	/** Images of more pixels do not fit into one array of Java's, or only just. */
	private static final long MOST_PIXELS = 1L << 30;

	private SlideLikeness() {}

	/**
	 * Whether the file is a slide in this sense, or a folder called {@code .zarr}, which nobody else would open; false,
	 * too, if it cannot be read, or is known to Bio-Formats only.
	 */
	public static boolean isSlide(final Path path) {
		final boolean folder = Files.isDirectory(path) && path.toString().toLowerCase(Locale.ROOT).endsWith(".zarr");
		if (!folder && !Files.isRegularFile(path)) return false;
		try (SlideProbe probe = folder ? SlideProbe.openFolder(StoredFile.ofFolder(path))
			: SlideProbe.open(StoredFile.of(path)); Slide slide = SlideOpener.open(probe, KnownFormats.own())) {
			return folder || slide.metadata().vendor().filter(vendor -> !MIXED.contains(vendor)).isPresent()
				|| ELSEWHERE.contains(slide.metadata().format()) || slide.scenes().stream()
				.anyMatch(SlideLikeness::isLarge);
		}
		catch (final IOException | RuntimeException e) {
			return false;
		}
	}

	private static boolean isLarge(final Scene scene) {
		return scene.levels().size() > 1 && Math.max(scene.width(), scene.height()) > SCREEN
			|| scene.width() > MOST_PIXELS / scene.height();
	}
}
