package org.coverslip.option;

import org.coverslip.slide.Plane;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;

/** Which scene of a slide is meant, and which plane of it. */
public final class PlaneOptions {

	private static final OptionKind<Integer> NUMBER = OptionKind.whole(0, Integer.MAX_VALUE);
	private static final OptionKind<Integer> NUMBER_OR_NONE = OptionKind.whole(-1, Integer.MAX_VALUE);

	public static final Option<Integer> SCENE = Option.of("scene", "Scene", NUMBER, 0, "Number of the scene.");

	public static final Option<Integer> CHANNEL = Option.of("channel", "Channel", NUMBER, 0, "Number of the channel.");

	/** Of what may show all channels at once. */
	public static final Option<Integer> CHANNEL_OR_ALL = CHANNEL.kind(NUMBER_OR_NONE).otherwise(-1)
		.help("Number of the channel whose values are taken as they are; -1 for all together in their colours.");

	public static final Option<Integer> Z = Option.of("z", "Focal plane", NUMBER_OR_NONE, -1,
		"Number of the focal plane; -1 for the one in focus.");

	public static final Option<Integer> T = Option.of("t", "Time point", NUMBER, 0, "Number of the time point.");

	private PlaneOptions() {}

	/**
	 * The scene.
	 *
	 * @throws IllegalArgumentException
	 *             if the slide has none of this number
	 */
	public static Scene scene(final Slide slide, final OptionValues values) {
		return scene(slide, values.get(SCENE));
	}

	/** As {@link #scene(Slide, OptionValues)}, by its number. */
	public static Scene scene(final Slide slide, final int index) {
		final int count = slide.scenes().size();
		if (index < 0 || index >= count)
			throw new IllegalArgumentException("there is no scene " + index + "; " + slide.metadata().name() + " has "
				+ (count == 1 ? "scene 0 only" : "scenes 0 to " + (count - 1)));
		return slide.scenes().get(index);
	}

	/** The plane: of all channels together, that of the first one. */
	public static Plane plane(final Scene scene, final OptionValues values) {
		return new Plane(Math.max(0, values.get(CHANNEL)), scene.focalPlane(values.get(Z)), values.get(T));
	}
}
