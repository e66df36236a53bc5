package org.coverslip.export.tiles;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.coverslip.geom.LevelScale;
import org.coverslip.geom.Region;
import org.coverslip.geom.ScaledRegion;
import org.coverslip.slide.PixelSelection;

/**
 * Areas of which tiles are wanted, each with a label, such as the classes of annotations. Thread-safe if the areas are.
 *
 * @param described
 *            where they come from, in short: two of one text are the same
 * @param areas
 *            by their labels, on the scene
 */
public record TileAreas(String described, Map<String, PixelSelection> areas) {

	public TileAreas {
		areas = new LinkedHashMap<>(areas); // in their order
	}

	/** The labels of all areas that a region touches, in their order. */
	List<String> labels(final Region region0) {
		final ScaledRegion place = ScaledRegion.at(region0, new LevelScale(1));
		final List<String> labels = new ArrayList<>();
		areas.forEach((label, area) -> {
			if (area.reaches(place)) labels.add(label);
		});
		return labels;
	}
}
