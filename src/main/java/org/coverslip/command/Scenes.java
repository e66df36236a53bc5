package org.coverslip.command;

import java.util.stream.Collectors;

import org.coverslip.geom.Region;
import org.coverslip.slide.AssociatedImage;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;

import ij.ImagePlus;
import ij.gui.Roi;

/** Finds what users name by number or text, or says what there is instead. */
final class Scenes {

	private Scenes() {}

	static Scene get(final Slide slide, final int index) {
		final int count = slide.scenes().size();
		if (index < 0 || index >= count)
			throw new IllegalArgumentException("there is no scene " + index + "; " + slide.metadata().name() + " has "
				+ (count == 1 ? "scene 0 only" : "scenes 0 to " + (count - 1)));
		return slide.scenes().get(index);
	}

	/** The region of interest on an image. */
	static Roi roi(final ImagePlus image) {
		final Roi roi = image.getRoi();
		if (roi == null)
			throw new IllegalArgumentException("there is no region on " + image.getTitle() + "; draw one first");
		return roi;
	}

	static AssociatedImage associatedImage(final Slide slide, final String name) {
		return slide.associatedImages().stream().filter(image -> image.name().equals(name)).findFirst()
			.orElseThrow(() -> new IllegalArgumentException("there is no associated image \"" + name + "\"; "
				+ slide.metadata().name() + " has " + (slide.associatedImages().isEmpty() ? "none"
					: slide.associatedImages().stream().map(AssociatedImage::name).collect(Collectors.joining(", ")))));
	}

	/**
	 * The region that a text names.
	 *
	 * @param text
	 *            "x,y,width,height" in level-0 pixels; blank for all of the scene
	 * @throws IllegalArgumentException
	 *             if it is not four whole numbers, or has no pixel in common with the scene
	 */
	static Region region(final Scene scene, final String text) {
		final Region whole = scene.level(0).region();
		if (text == null || text.isBlank()) return whole;
		final Region region = parse(text);
		if (!region.intersects(whole))
			throw new IllegalArgumentException(
				"the region " + region + " lies outside the scene of " + whole.width() + " x " + whole.height());
		return region;
	}

	private static Region parse(final String text) {
		final String problem = "the region \"" + text + "\" is not x,y,width,height in whole level-0 pixels";
		final String[] parts = text.strip().split("\\s*,\\s*|\\s+");
		try {
			if (parts.length == 4) return new Region(Long.parseLong(parts[0]), Long.parseLong(parts[1]),
				Long.parseLong(parts[2]), Long.parseLong(parts[3]));
		}
		catch (final NumberFormatException | ArithmeticException e) {
			throw new IllegalArgumentException(problem, e);
		}
		throw new IllegalArgumentException(problem);
	}
}
