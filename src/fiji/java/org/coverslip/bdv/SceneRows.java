package org.coverslip.bdv;

import java.util.ArrayList;
import java.util.List;

import org.coverslip.slide.Scene;

/** The scenes of a file side by side in rows, where it does not say where they lie, or that is not asked for. */
final class SceneRows {

	/** Part of the mean side of a scene that is left free between two. */
	private static final double GAP = 0.05;

	private final List<Scene> scenes;
	private final List<GlassPlace> places = new ArrayList<>();

	/**
	 * Lays out scenes in their order.
	 *
	 * @param shape
	 *            about how many times as wide as high they are as a whole
	 */
	SceneRows(final List<Scene> scenes, final double shape) {
		this.scenes = List.copyOf(scenes);
		final List<GlassPlace> stated = scenes.stream().map(GlassPlace::of).toList();
		double area = 0;
		double widest = 0;
		for (int i = 0; i < scenes.size(); i++) {
			area += width(stated, i) * height(stated, i);
			widest = Math.max(widest, width(stated, i));
		}
		final double gap = GAP * Math.sqrt(area / scenes.size());
		double areaWithGaps = 0;
		for (int i = 0; i < scenes.size(); i++)
			areaWithGaps += (width(stated, i) + gap) * (height(stated, i) + gap);
		final double rowWidth = Math.max(widest, Math.sqrt(areaWithGaps * shape));
		double left = 0;
		double top = 0;
		double bottom = 0;
		for (int i = 0; i < scenes.size(); i++) {
			if (left > 0 && left + width(stated, i) > rowWidth * (1 + GAP)) {
				left = 0;
				top = bottom + gap;
			}
			places.add(stated.get(i).at(left, top));
			left += width(stated, i) + gap;
			bottom = Math.max(bottom, top + height(stated, i));
		}
	}

	private double width(final List<GlassPlace> stated, final int scene) {
		return stated.get(scene).umX() * scenes.get(scene).width();
	}

	private double height(final List<GlassPlace> stated, final int scene) {
		return stated.get(scene).umY() * scenes.get(scene).height();
	}

	/** Whether there are several scenes that state no place, or all the same one, or that are measured unlike. */
	boolean isNeeded() {
		final long corners =
			scenes.stream().map(scene -> List.of(scene.originX0(), scene.originY0())).distinct().count();
		final long units = scenes.stream().map(scene -> scene.pixelSize().isPresent()).distinct().count();
		return scenes.size() > 1 && (corners == 1 || units > 1);
	}

	/**
	 * The place of a scene.
	 *
	 * @param start
	 *            the left edge of all of them
	 */
	GlassPlace place(final int scene, final double start) {
		final GlassPlace place = places.get(scene);
		return place.at(start + place.left() - place.umX() / 2, place.top() - place.umY() / 2);
	}
}
