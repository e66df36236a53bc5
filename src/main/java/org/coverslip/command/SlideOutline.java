package org.coverslip.command;

import java.util.ArrayList;
import java.util.List;

import org.coverslip.geom.Region;
import org.coverslip.imagej.LevelSizes;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;

/**
 * What can be chosen of a slide, in words for dialogs.
 *
 * @param scenes
 *            a line for each scene: its number, and if there are several their count and its name
 * @param levels
 *            for each scene the lines of {@link LevelSizes}
 */
public record SlideOutline(List<String> scenes, List<List<String>> levels) {

	public SlideOutline {
		scenes = List.copyOf(scenes);
		levels = List.copyOf(levels);
	}

	/** One scene alone. */
	SlideOutline only(final int scene) {
		return new SlideOutline(List.of(scenes.get(scene)), List.of(levels.get(scene)));
	}

	/**
	 * That of a slide.
	 *
	 * @param wanted
	 *            a region in level-0 pixels, of which levels tell the size; null for all of a scene
	 */
	static SlideOutline of(final Slide slide, final Region wanted) {
		final int count = slide.scenes().size();
		final List<String> scenes = new ArrayList<>();
		final List<List<String>> levels = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			final Scene scene = slide.scenes().get(i);
			final Region whole = scene.level(0).region();
			scenes.add(count == 1 ? "0" : i + " (of " + count + "): " + scene.name() + ", " + whole.width() + " x "
				+ whole.height());
			levels.add(LevelSizes.of(scene, wanted == null || !wanted.intersects(whole) ? whole : wanted));
		}
		return new SlideOutline(scenes, levels);
	}
}
