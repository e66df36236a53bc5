package org.coverslip.slide;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.coverslip.geom.LevelScale;
import org.coverslip.geom.Region;
import org.coverslip.geom.ScaledRegion;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.CompositePixels.Displays;

/**
 * Says what a {@link Picture} is to show. Without more, it is all of level 0 with all planes. Of several methods that
 * say the scale, the last one counts.
 */
public final class PictureBuilder {

	private final Scene scene;
	private final RegionReader reader;
	private Region region0;
	private boolean inside;
	private Placing placing = () -> scaled(WantedScale.level(0));
	private List<Integer> channels;
	private PlaneRange z;
	private PlaneRange t;
	private Optional<Displays> composite = Optional.empty();

	PictureBuilder(final Scene scene, final RegionReader reader) {
		this.scene = scene;
		this.reader = reader;
		region0 = scene.level(0).region();
		channels = IntStream.range(0, scene.channels().size()).boxed().toList();
		z = new PlaneRange(0, scene.sizeZ());
		t = new PlaneRange(0, scene.sizeT());
	}

	/** Only this region, in level-0 pixels; it may reach over the scene's edges, where nothing is covered. */
	public PictureBuilder region(final Region value) {
		region0 = value;
		return this;
	}

	/**
	 * Only what so many pixels of a level show, from a position in level 0.
	 *
	 * @param level
	 *            its number
	 * @param x0
	 *            left column, in level-0 pixels
	 * @param y0
	 *            top row, likewise
	 * @param width
	 *            columns, in pixels of the level, &gt; 0
	 * @param height
	 *            rows, likewise
	 */
	public PictureBuilder region(final int level, final long x0, final long y0, final int width, final int height) {
		checkSize(width, height);
		final LevelScale scale = scene.level(level).scale();
		return region(new Region(x0, y0, Math.max(1, scale.toLevel0(width)), Math.max(1, scale.toLevel0(height))));
	}

	private static void checkSize(final int width, final int height) {
		if (width <= 0 || height <= 0)
			throw new IllegalArgumentException("a region of " + width + " x " + height + " pixels has nothing to read");
	}

	/** Leaves out what of the region lies outside the scene. */
	public PictureBuilder insideScene() {
		inside = true;
		return this;
	}

	/**
	 * At this scale. Where a level has it, its pixels are taken as they are, from the one nearest to the region's
	 * corner; else the next finer level is averaged over areas, or level 0 interpolated.
	 */
	public PictureBuilder scale(final WantedScale value) {
		placing = () -> scaled(value);
		return this;
	}

	/**
	 * The region in exactly so many pixels, scaled for each axis of its own.
	 *
	 * @param width
	 *            columns; 0 to keep the proportions
	 * @param height
	 *            rows, likewise; one of the two is given
	 */
	public PictureBuilder size(final long width, final long height) {
		placing = () -> placed(ScaledRegion.proportional(region0(), width, height));
		return this;
	}

	/** Exactly this place, whatever the region. Pixels of a level that lie there are taken as they are. */
	public PictureBuilder place(final ScaledRegion value) {
		placing = () -> stored(value).orElseGet(() -> placed(value));
		return this;
	}

	/**
	 * As OpenSlide addresses its regions, whatever the region that was given: position in level 0, size in pixels of a
	 * level. A position between pixels of the level is interpolated as OpenSlide does it, for samples of {@code UINT8}
	 * and {@code UINT16}; for other types the pixel in which the position lies is taken as it is.
	 *
	 * @param level
	 *            its number
	 * @param x0
	 *            left column, in level-0 pixels; may lie outside the scene
	 * @param y0
	 *            top row, likewise
	 * @param width
	 *            columns, in pixels of the level, &gt; 0
	 * @param height
	 *            rows, likewise
	 */
	public PictureBuilder asOpenSlide(final int level, final long x0, final long y0, final int width,
		final int height) {
		checkSize(width, height);
		placing = () -> {
			final double downsample = scene.level(level).downsample();
			return new Placed(new ScaledRegion(x0, y0, downsample, downsample, width, height), level, true,
				new OpenSlidePixels(reader, scene, level, x0, y0, width, height));
		};
		return this;
	}

	/** This plane alone. */
	public PictureBuilder plane(final Plane value) {
		return channel(value.channel()).z(PlaneRange.only(value.z())).t(PlaneRange.only(value.t()));
	}

	/** This channel alone. */
	public PictureBuilder channel(final int number) {
		return channels(List.of(number));
	}

	/** These channels, in this order. */
	public PictureBuilder channels(final List<Integer> numbers) {
		channels = List.copyOf(numbers);
		return this;
	}

	/** These focal planes. */
	public PictureBuilder z(final PlaneRange value) {
		z = value;
		return this;
	}

	/** These points in time. */
	public PictureBuilder t(final PlaneRange value) {
		t = value;
		return this;
	}

	/** A channel as it is; or, by a negative number, all: one alone as it is, several as {@link #composite()}. */
	public PictureBuilder channelOrComposite(final int number) {
		if (number >= 0) return channel(number);
		return scene.channels().size() > 1 ? composite() : this;
	}

	/**
	 * All channels together as RGB of 8 bits: colours of 8 or 16 bits as they are, measured channels added up in their
	 * colours, within display ranges that are estimated when they are first needed.
	 */
	public PictureBuilder composite() {
		final SceneColors colors = new SceneColors(scene, reader);
		final List<Integer> all = IntStream.range(0, scene.channels().size()).boxed().toList();
		composite = Optional.of(() -> {
			final List<ChannelDisplay> displays = colors.displays();
			return channels.equals(all) ? displays : channels.stream().map(displays::get).toList();
		});
		return this;
	}

	/**
	 * Likewise, shown as one likes.
	 *
	 * @param displays
	 *            one for each channel of the picture
	 */
	public PictureBuilder composite(final List<ChannelDisplay> displays) {
		final List<ChannelDisplay> all = List.copyOf(displays);
		composite = Optional.of(() -> all);
		return this;
	}

	/**
	 * @throws IllegalArgumentException
	 *             if the scene has no such plane or level, does not state the pixel size or magnification that is
	 *             needed, or the region is empty or shows nothing of the scene where it is to lie inside
	 */
	public Picture build() {
		for (final int channel : channels)
			scene.checkPlane(new Plane(channel, z.end() - 1, t.end() - 1));
		final Placed placed = placing.place();
		final PictureBuilder same = copy();
		return new Picture(scene, placed.place, placed.level, placed.stored, content(placed.pixels),
			place -> same.copy().place(place).build());
	}

	/** One for the same planes. */
	private PictureBuilder copy() {
		final PictureBuilder copy = new PictureBuilder(scene, reader);
		copy.channels = channels;
		copy.z = z;
		copy.t = t;
		copy.composite = composite;
		return copy;
	}

	private PictureContent content(final PlanePixels pixels) {
		final Level level = scene.level(0);
		final boolean hasColours =
			scene.isRgb() && (level.type() == PixelType.UINT8 || level.type() == PixelType.UINT16);
		final List<Integer> numbers = channels;
		if (composite.isEmpty() || hasColours && level.type() == PixelType.UINT8) {
			final PixelForm form =
				new PixelForm(level.type(), level.samples(), numbers.stream().map(scene.channels()::get).toList());
			return new PictureContent(form, z, t, scene.background(), Optional.of(scene.isCategorical()),
				new ChosenPlanes(pixels, numbers, z.begin(), t.begin()));
		}
		final PlanePixels colors =
			hasColours ? new ReducedPixels(pixels) : new CompositePixels(pixels, numbers, composite.get());
		return new PictureContent(PixelForm.colors(), z, t, hasColours ? scene.background() : 0, Optional.of(false),
			new ChosenPlanes(colors, List.of(0), z.begin(), t.begin()));
	}

	private Region region0() {
		final Region whole = scene.level(0).region();
		final Region shown = inside ? region0.intersect(whole) : region0;
		if (shown.isEmpty())
			throw new IllegalArgumentException("the region of " + region0 + " shows nothing of the scene of "
				+ whole.width() + " x " + whole.height() + " pixels");
		return shown;
	}

	private Placed scaled(final WantedScale scale) {
		final Region shown0 = region0();
		final WantedScale.Found found = scale.in(scene, shown0);
		if (!found.stored()) {
			final ScaledRegion place = ScaledRegion.at(shown0, new LevelScale(found.downsample()));
			return new Placed(place, found.level(), false, new ScaledPixels(reader, scene, found.level(), place));
		}
		final Level level = scene.level(found.level());
		Region region =
			shown0.equals(scene.level(0).region()) ? level.region() : level.scale().roundToLevel(shown0);
		if (inside) region = region.intersect(level.region());
		if (region.isEmpty())
			throw new IllegalArgumentException("the region has no pixel in level " + found.level());
		final double pitch = found.downsample();
		return new Placed(
			new ScaledRegion(region.x() * pitch, region.y() * pitch, pitch, pitch, region.width(), region.height()),
			found.level(), true, new StoredPixels(reader, scene, found.level(), region.x(), region.y()));
	}

	private Placed placed(final ScaledRegion place) {
		final int level = scene.coarsestLevelAsFineAs(place.finestPitch());
		return new Placed(place, level, false, new ScaledPixels(reader, scene, level, place));
	}

	/** The pixels of a level that lie at a place, if it has that scale and none of its pixels is cut. */
	private Optional<Placed> stored(final ScaledRegion place) {
		final int index = scene.coarsestLevelAsFineAs(place.finestPitch());
		final Level level = scene.level(index);
		final double pitch = place.pitchX();
		if (level.downsample() != pitch || place.pitchY() != pitch) return Optional.empty();
		final long x = (long) (place.x0() / pitch);
		final long y = (long) (place.y0() / pitch);
		if (x * pitch != place.x0() || y * pitch != place.y0()
			|| !level.region().contains(new Region(x, y, place.width(), place.height()))) return Optional.empty();
		return Optional.of(new Placed(place, index, true, new StoredPixels(reader, scene, index, x, y)));
	}

	/** Finds the place when all is said. */
	@FunctionalInterface
	private interface Placing {

		Placed place();
	}

	/** Where the picture lies, and its pixels by the scene's numbers of planes. */
	private record Placed(ScaledRegion place, int level, boolean stored, PlanePixels pixels) {}

	/** A scene's planes under numbers of their own. */
	private record ChosenPlanes(PlanePixels pixels, List<Integer> channels, int firstZ, int firstT)
		implements PlanePixels
	{

		private Plane inScene(final Plane plane) {
			return new Plane(channels.get(plane.channel()), plane.z() + firstZ, plane.t() + firstT);
		}

		@Override
		public RegionPixels read(final Plane plane, final Region part) throws IOException {
			return pixels.read(inScene(plane), part);
		}

		@Override
		public int[] readArgb(final Plane plane, final Region part) throws IOException {
			return pixels.readArgb(inScene(plane), part);
		}
	}
}
