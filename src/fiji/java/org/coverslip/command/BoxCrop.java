package org.coverslip.command;

import java.util.concurrent.CancellationException;
import java.util.stream.Stream;

import org.coverslip.bdv.BoxDialog;
import org.coverslip.bdv.SceneInWindow;
import org.coverslip.bdv.SlideBdv;
import org.coverslip.geom.Region;

/**
 * The scene that is to be cropped, and what of it.
 *
 * @param region0
 *            in level-0 pixels, within the scene
 */
record BoxCrop(SceneInWindow shown, Region region0) {

	/**
	 * The box that a text names, or else that the user draws, on the scene that is selected in the window; on the first
	 * one that is under it if the box lies elsewhere.
	 *
	 * @param box
	 *            "x,y,width,height" in the window's world, in micrometres as a rule; blank to draw it
	 * @throws CancellationException
	 *             if the user draws none
	 * @throws IllegalArgumentException
	 *             if it is not four numbers, or holds nothing of the scene
	 */
	static BoxCrop of(final SlideBdv window, final String box, final String title) {
		final SceneInWindow selected = window.current(); // while a box is drawn, the box is selected
		final double[] corners = box == null || box.isBlank()
			? BoxDialog.draw(window, title).orElseThrow(() -> new CancellationException("no box was drawn"))
			: corners(box);
		return Stream.concat(Stream.of(selected), window.shown().stream()).map(shown -> of(shown, corners))
			.filter(crop -> !crop.region0.isEmpty()).findFirst()
			.orElseThrow(
			() -> new IllegalArgumentException("the box holds nothing of " + selected.slide().metadata().name()));
	}

	private static BoxCrop of(final SceneInWindow shown, final double[] corners) {
		return new BoxCrop(shown,
			shown.region0(corners[0], corners[1], corners[2], corners[3]).intersect(shown.scene().level(0).region()));
	}

	private static double[] corners(final String box) {
		final String[] parts = box.strip().split("\\s*,\\s*|\\s+");
		try {
			if (parts.length == 4) {
				final double x = Double.parseDouble(parts[0]);
				final double y = Double.parseDouble(parts[1]);
				final double width = Double.parseDouble(parts[2]);
				final double height = Double.parseDouble(parts[3]);
				if (width > 0 && height > 0 && Double.isFinite(x + y + width + height))
					return new double[] { x, y, x + width, y + height };
			}
		}
		catch (final NumberFormatException e) {
			throw new IllegalArgumentException(problem(box), e);
		}
		throw new IllegalArgumentException(problem(box));
	}

	private static String problem(final String box) {
		return "the box \"" + box + "\" is not x,y,width,height in micrometres";
	}
}
