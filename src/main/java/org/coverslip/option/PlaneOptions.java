package org.coverslip.option;

import java.util.Optional;

import org.coverslip.slide.Plane;
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

	/** The plane: of all channels together, that of the first one. */
	public static Plane plane(final Scene scene, final OptionValues values) {
		return new Plane(Math.max(0, values.get(CHANNEL)), scene.focalPlane(values.get(Z)), values.get(T));
	}
}
