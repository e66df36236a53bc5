package org.coverslip.testing;

import java.io.IOException;
import java.util.List;

import org.coverslip.slide.AssociatedImage;
import org.coverslip.slide.Level;
import org.coverslip.slide.Plane;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.SlideMetadata;

/** A slide of which each z shows the same focal plane. */
public record OnePlane(Slide slide, int z) implements Slide {

	@Override
	public SlideMetadata metadata() {
		return slide.metadata();
	}

	@Override
	public List<Scene> scenes() {
		return slide.scenes().stream().map(scene -> scene.withLevels(scene.levels().stream().map(this::shown).toList())).toList();
	}

	private Level shown(final Level level) {
		return new Level(level.width(), level.height(), level.scale(), level.layout(),
			(tile, plane) -> level.tiles().read(tile, new Plane(plane.channel(), z, plane.t())), level.type(), level.samples(),
			level.tileWidth(), level.tileHeight(), level.compression());
	}

	@Override
	public List<AssociatedImage> associatedImages() {
		return slide.associatedImages();
	}

	@Override
	public void close() throws IOException {
		slide.close();
	}
}
