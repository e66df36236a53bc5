package org.coverslip.spark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.coverslip.detect.SlideOpener;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.Workers;

/** How much work slides are, as their headers tell. */
final class SlideCosts {

	private SlideCosts() {}

	/** The units with the pixels of their first scenes; of what cannot be opened the cost stays as it is. */
	static List<SlideUnit> of(final List<SlideUnit> units) throws IOException {
		final SlideUnit[] costing = new SlideUnit[units.size()];
		Workers.runNumbered(costing.length, number -> {
			final SlideUnit unit = units.get((int) number);
			try (Slide slide = SlideOpener.open(Path.of(unit.slide()))) {
				final Scene scene = slide.scenes().get(0);
				costing[(int) number] = unit.costing(Math.multiplyExact(scene.level(0).region().area(),
					(long) scene.channels().size() * scene.sizeZ() * scene.sizeT()));
			}
			catch (final IOException | RuntimeException e) {
				costing[(int) number] = unit; // its executor says why
			}
		});
		return List.of(costing);
	}
}
