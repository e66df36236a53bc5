package org.coverslip.option;

import java.util.List;
import java.util.Optional;

import org.coverslip.slide.Plane;
import org.coverslip.slide.PlaneRange;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;

/** Which scene of a slide is meant, and which plane of it. */
public final class PlaneOptions {

	private static final OptionKind<Integer> NUMBER = OptionKind.whole(0, Integer.MAX_VALUE);
	private static final OptionKind<Integer> NUMBER_OR_NONE = OptionKind.whole(-1, Integer.MAX_VALUE);

	public static final Option<WantedScene> SCENE = Option.of("scene", "Scene", WantedScene.kind(NUMBER),
		WantedScene.FIRST, "Number of the scene, or its name.");

	/** Of what may show all scenes together. */
	public static final Option<WantedScene> SCENE_OR_ALL = SCENE.kind(WantedScene.kind(NUMBER_OR_NONE));

	public static final Option<Integer> CHANNEL = Option.of("channel", "Channel", NUMBER, 0, "Number of the channel.");

	/** Of what may show all channels at once. */
	public static final Option<Integer> CHANNEL_OR_ALL = CHANNEL.kind(NUMBER_OR_NONE).otherwise(-1)
		.help("Number of the channel whose values are taken as they are; -1 for all together in their colours.");

	public static final Option<Integer> Z = Option.of("z", "Focal plane", NUMBER_OR_NONE, -1,
		"Number of the focal plane; -1 for the one in focus.");

	public static final Option<Integer> T = Option.of("t", "Time point", NUMBER, 0, "Number of the time point.");

	/** Of what may hold several channels, focal planes and time points. */
	public static final Option<WantedPlanes> CHANNELS = Option.of("channel", "Channels", WantedPlanes.numbers(),
		WantedPlanes.ALL, "Numbers of the channels, counted from 0, as 1 or 0,2 or 1-3; all if left out.").rare();

	public static final Option<WantedPlanes> Z_RANGE = Option.of("z", "Focal planes", WantedPlanes.rangeOrFocus(),
		WantedPlanes.ALL, "Numbers of the focal planes, counted from 0, as 3 or 2-8; -1 for the one in focus.").rare();

	public static final Option<WantedPlanes> T_RANGE = Option.of("t", "Time points", WantedPlanes.range(),
		WantedPlanes.ALL, "Numbers of the time points, counted from 0, as 3 or 2-8; all if left out.").rare();

	/** What of a stack is wanted. */
	public static final OptionTable OF_STACK = OptionTable.of(CHANNELS, Z_RANGE, T_RANGE);

	private PlaneOptions() {}

	/**
	 * The scene.
	 *
	 * @throws IllegalArgumentException
	 *             with one sentence that lists the slide's scenes, if it has none of this number or name
	 */
	public static Scene scene(final Slide slide, final OptionValues values) {
		return slide.scenes().get(sceneNumber(slide, values));
	}

	/** As {@link #scene(Slide, OptionValues)}, by its number. */
	public static Scene scene(final Slide slide, final int index) {
		return slide.scenes().get(new WantedScene(index, "").in(slide));
	}

	/** The number of the scene, likewise. */
	public static int sceneNumber(final Slide slide, final OptionValues values) {
		return values.get(SCENE).in(slide);
	}

	/** What a user should know who did not say which scene is meant: one sentence, if the slide has several. */
	public static Optional<String> severalScenes(final Slide slide) {
		if (slide.scenes().size() == 1) return Optional.empty();
		return Optional.of("scene 0 is taken, as none was chosen: " + slide.metadata().name() + " has "
			+ WantedScene.list(slide.scenes().stream().map(Scene::name).toList()));
	}

	/**
	 * The numbers of the channels of a stack, in the order in which they are wanted.
	 *
	 * @throws IllegalArgumentException
	 *             with one sentence, if the scene has not so many
	 */
	public static List<Integer> channels(final Scene scene, final OptionValues values) {
		return values.get(CHANNELS).of(scene.channels().size(), 0, "channel");
	}

	/** The focal planes of a stack, likewise. */
	public static PlaneRange zRange(final Scene scene, final OptionValues values) {
		return range(values.get(Z_RANGE).of(scene.sizeZ(), scene.defaultPlane().z(), "focal plane"));
	}

	/** The time points of a stack, likewise. */
	public static PlaneRange tRange(final Scene scene, final OptionValues values) {
		return range(values.get(T_RANGE).of(scene.sizeT(), 0, "time point"));
	}

	private static PlaneRange range(final List<Integer> numbers) {
		return new PlaneRange(numbers.get(0), numbers.get(numbers.size() - 1) + 1);
	}

	/**
	 * The one plane of a stack that is shown where only one can be: of all channels the first, of all focal planes the
	 * one in focus, of all time points the first.
	 *
	 * @param what
	 *            holds only one, for the message
	 * @throws IllegalArgumentException
	 *             with one sentence, if several are wanted, or the scene has no such plane
	 */
	public static Plane onePlane(final Scene scene, final OptionValues values, final String what) {
		final List<Integer> channels = channels(scene, values);
		final PlaneRange z = zRange(scene, values);
		final PlaneRange t = tRange(scene, values);
		checkOne(CHANNELS, values, channels.size(), what);
		checkOne(Z_RANGE, values, z.end() - z.begin(), what);
		checkOne(T_RANGE, values, t.end() - t.begin(), what);
		return new Plane(channels.get(0), values.get(Z_RANGE).isAll() ? scene.defaultPlane().z() : z.begin(),
			t.begin());
	}

	private static void checkOne(final Option<WantedPlanes> option, final OptionValues values, final int count,
		final String what)
	{
		if (count > 1 && !values.get(option).isAll()) throw new IllegalArgumentException("\"" + option.key() + "="
			+ values.get(option) + "\" is more than one, but " + what + " have one plane");
	}

	/** The plane: of all channels together, that of the first one. */
	public static Plane plane(final Scene scene, final OptionValues values) {
		return new Plane(Math.max(0, values.get(CHANNEL)), scene.focalPlane(values.get(Z)), values.get(T));
	}
}
