package org.coverslip.web;

import java.io.Closeable;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

import org.coverslip.geom.Region;
import org.coverslip.slide.Scene;

/** Has regions opened by the program in which the server runs, one at a time; refuses where that program cannot. */
final class WindowAnswers implements Closeable {

	/** Orders that may wait. */
	private static final int MOST = 8;

	private final OpenSlides slides;
	private final Optional<RegionOpening> program;
	private final NewestFirst queue = new NewestFirst("coverslip-web-window", 1, MOST);

	WindowAnswers(final OpenSlides slides, final Optional<RegionOpening> program) {
		this.slides = slides;
		this.program = program;
	}

	/** Whether regions can be opened. */
	boolean isPossible() {
		return program.isPresent();
	}

	/**
	 * Opens a region: {@code x, y, width, height} in level-0 pixels, {@code level}, and what {@link SceneView} takes.
	 * Answers {@code {"title": TITLE}} when its window is there.
	 */
	void order(final Reply reply, final SharedSlide shared, final String scene, final Query query) {
		queue.add(new Request(reply, waited -> {
			final RegionOpening opening = program.orElseThrow(() -> RequestException.notFound(
				"This server runs by itself; start it from the menu of ImageJ to open regions there."));
			reply.json(Map.of("title", opening.open(region(shared, scene, query))));
		}));
	}

	private SeenRegion region(final SharedSlide shared, final String number, final Query query) throws IOException {
		try (OpenSlides.Lease lease = slides.open(shared)) {
			final Scene scene = lease.slide().scene(number).scene();
			final SceneView view = SceneView.of(query, scene);
			final int level = query.integer("level", 0, 0, scene.levels().size() - 1);
			final Region region = query.regionOf(scene);
			query.noMore();
			return new SeenRegion(shared.path(), Integer.parseInt(number), level, region, view.z(), view.t());
		}
	}

	/** Refuses what waits, and returns when what is being opened is there. */
	@Override
	public void close() {
		queue.close();
	}
}
