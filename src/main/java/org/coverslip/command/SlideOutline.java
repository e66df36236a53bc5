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
 * @param names
 *            of the scenes, "" for those that have none
 * @param scenes
 *            a line for each scene: its number, and if there are several their count, its name and its size
 * @param levels
 *            for each scene the lines of {@link LevelSizes}
 */
public record SlideOutline(List<String> names, List<String> scenes, List<List<String>> levels) {

	public SlideOutline {
		names = List.copyOf(names);
		scenes = List.copyOf(scenes);
		levels = List.copyOf(levels);
	}

	/** One scene alone. */
	SlideOutline only(final int scene) {
		return new SlideOutline(List.of(names.get(scene)), List.of(scenes.get(scene)), List.of(levels.get(scene)));
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
			final String name = scene.name().isBlank() ? "" : scene.name().strip() + ", ";
			scenes.add(count == 1 ? "0" : i + " (of " + count + "): " + name + whole.width() + " x " + whole.height());
			levels.add(LevelSizes.of(scene, wanted == null || !wanted.intersects(whole) ? whole : wanted));
		}
		return new SlideOutline(slide.scenes().stream().map(Scene::name).toList(), scenes, levels);
	}
}
