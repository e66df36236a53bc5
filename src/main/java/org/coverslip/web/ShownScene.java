package org.coverslip.web;

import java.io.IOException;
import java.util.List;

import org.coverslip.export.deepzoom.DeepZoomLayout;
import org.coverslip.geom.Region;
import org.coverslip.geom.ScaledRegion;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.ChannelDisplay;
import org.coverslip.slide.Picture;
import org.coverslip.slide.PictureBuilder;
import org.coverslip.slide.PlaneRange;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.SceneColors;
import org.coverslip.slide.TileCache;

/**
 * A scene as pictures of 8-bit RGB, and as tiles of a Deep Zoom pyramid that are made when they are asked for.
 * Thread-safe.
 * <p>
 * Where a stored level has the scale that is asked for, its pixels are taken as they are; other scales are averaged
 * from the next finer level, which for the coarsest ones may be an {@link OverviewLevel}. Measured channels are
 * averaged before they are coloured.
 */
final class ShownScene {

	/** Side of a tile without its overlap. */
	static final int TILE = 510;

	static final int OVERLAP = 1;

	/** Of a scene with more channels than colours can be told apart, only some are shown at first. */
	private static final int MANY_CHANNELS = 6;
	private static final int SHOWN_OF_MANY = 4;

	/** The longer side of the picture in which the range of colours is looked for. */
	private static final int COLOURS_LOOKED_AT = 1024;

	private final Scene scene;
	private final Scene levels;
	private final SceneColors colors;
	private final RegionReader reader;
	private final RegionReader overviewReader;
	private final DeepZoomLayout layout;

	/**
	 * @param tiles
	 *            keeps the slide's tiles, decoded
	 * @param overviews
	 *            keeps overviews
	 */
	ShownScene(final Scene scene, final TileCache tiles, final TileCache overviews) {
		this.scene = scene;
		reader = new RegionReader(tiles);
		overviewReader = new RegionReader(overviews);
		colors = new SceneColors(scene, reader);
		layout = new DeepZoomLayout(scene.width(), scene.height(), TILE, OVERLAP);
		levels = OverviewLevel.extend(scene, reader, layout);
	}

	Scene scene() {
		return scene;
	}

	DeepZoomLayout layout() {
		return layout;
	}

	/** Whether its colours are those of the slide, and channels cannot be switched. */
	boolean isColour() {
		return scene.isRgb() && (scene.pixelType() == PixelType.UINT8 || scene.pixelType() == PixelType.UINT16);
	}

	/** How its channels are shown by default; the first call takes a while. */
	List<ChannelDisplay> displays() throws IOException {
		return colors.displays();
	}

	/** How many channels are on at first, counted from the first one. */
	int channelsAtFirst() {
		final int count = scene.channels().size();
		return count > MANY_CHANNELS ? SHOWN_OF_MANY : count;
	}

	/**
	 * Where on the scene a tile of the Deep Zoom pyramid lies.
	 *
	 * @throws IllegalArgumentException
	 *             if there is no such tile
	 */
	ScaledRegion place(final int level, final long col, final long row) {
		final Region tile = layout.tile(level, col, row);
		final double pitch = 1L << layout.levelCount() - 1 - level;
		return new ScaledRegion(tile.x() * pitch, tile.y() * pitch, pitch, pitch, tile.width(), tile.height());
	}

	/** The scanned area of the scene, fitted into a square. */
	PixelBlock thumbnail(final int side) throws IOException {
		final Region whole = scene.level(0).region();
		final Region bounds = scene.bounds().intersect(whole);
		return picture(ScaledRegion.within(bounds.isEmpty() ? whole : bounds, side), SceneView.atFirst(scene));
	}

	/** Between which values the scene's own colours lie, but for few. */
	ColourRange colourRange() throws IOException {
		final ScaledRegion whole = ScaledRegion.within(scene.level(0).region(), COLOURS_LOOKED_AT);
		final Picture picture = of(whole, SceneView.atFirst(scene)).build();
		return ColourRange.of(picture.read(picture.bounds()));
	}

	/** A picture of three samples a pixel, with the scene's background where nothing is stored. */
	PixelBlock picture(final ScaledRegion place, final SceneView view) throws IOException {
		final PictureBuilder builder = of(place, view);
		if (isColour() && view.colours().isPresent()) {
			final Picture measured = builder.build();
			return view.colours().get().shown(measured.read(measured.bounds()).over(measured.background()));
		}
		if (isColour()) builder.composite();
		else {
			final List<SceneView.ShownChannel> channels = view.channelsOf(this);
			if (channels.isEmpty()) return PixelBlock.zeros(
				new BlockShape((int) place.width(), (int) place.height(), 3, PixelType.UINT8));
			builder.channels(channels.stream().map(SceneView.ShownChannel::number).toList())
				.composite(channels.stream().map(SceneView.ShownChannel::display).toList());
		}
		final Picture picture = builder.build();
		return picture.read().over(picture.background());
	}

	/** The pixels of a place in a plane, as they are measured. */
	private PictureBuilder of(final ScaledRegion place, final SceneView view) {
		final int level = levels.coarsestLevelAsFineAs(place.finestPitch());
		return Picture.of(levels, level < scene.levels().size() ? reader : overviewReader).place(place)
			.z(PlaneRange.only(view.z())).t(PlaneRange.only(view.t()));
	}
}
