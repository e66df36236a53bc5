package org.coverslip.api;

import java.io.IOException;

import org.coverslip.geom.Region;
import org.coverslip.option.OptionTable;
import org.coverslip.option.OptionValues;
import org.coverslip.option.PlaneOptions;
import org.coverslip.option.RegionOptions;
import org.coverslip.option.ScaleOptions;
import org.coverslip.slide.Picture;
import org.coverslip.slide.PictureBuilder;
import org.coverslip.slide.Plane;
import org.coverslip.slide.Scene;

/** Turns a view's options into the picture that it shows. */
final class ViewOptions {

	/** For a given scene. */
	static final OptionTable OF_SCENE = OptionTable.of(RegionOptions.REGION).and(ScaleOptions.ALL)
		.and(ScaleOptions.OUT_WIDTH, ScaleOptions.OUT_HEIGHT, PlaneOptions.CHANNEL_OR_ALL, PlaneOptions.Z,
			PlaneOptions.T);

	/** For a slide, of which the options choose a scene. */
	static final OptionTable OF_SLIDE = OptionTable.of(PlaneOptions.SCENE).and(OF_SCENE);

	private ViewOptions() {}

	/** The pixels as they were measured: RGB, or one channel. */
	static Picture measured(final SceneReader reader, final OptionValues options) {
		final Scene scene = reader.engine();
		return placed(reader, options).plane(PlaneOptions.plane(scene, options)).build();
	}

	/** The pixels for display: RGB, or measured channels in their display colours. */
	static Picture shown(final SceneReader reader, final OptionValues options) throws IOException {
		final Scene scene = reader.engine();
		final Plane plane = PlaneOptions.plane(scene, options);
		final int channel = options.get(PlaneOptions.CHANNEL_OR_ALL);
		return reader.colours(placed(reader, options), plane, channel).build();
	}

	/** What an image file holds: RGB or one channel with all bits, or all channels in their display colours. */
	static Picture written(final SceneReader reader, final OptionValues options) throws IOException {
		final boolean together = options.get(PlaneOptions.CHANNEL_OR_ALL) < 0 && !reader.isRgb();
		return together ? shown(reader, options) : measured(reader, options);
	}

	private static PictureBuilder placed(final SceneReader reader, final OptionValues options) {
		final Region region = RegionOptions.of(reader.engine(), options);
		final PictureBuilder picture = reader.picture().region(region);
		final int width = options.get(ScaleOptions.OUT_WIDTH);
		final int height = options.get(ScaleOptions.OUT_HEIGHT);
		return width > 0 || height > 0 ? picture.size(width, height) : picture.scale(ScaleOptions.of(options));
	}
}
