package org.coverslip.process;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** All functions that users can name: our own, then those that are installed. */
public final class KnownFunctions {

	private static final List<PictureFunction> OWN = List.of(new DownsampleFunction(),
		new GaussianFunction(), new MedianFunction(), ExtremeFunction.minimum(), ExtremeFunction.maximum(),
		new ThresholdFunction(), new StainsFunction(), new NucleiFunction(), new DensityFunction());

	private static final List<PictureFunction> ALL = withInstalled();

	private KnownFunctions() {}

	private static List<PictureFunction> withInstalled() {
		final List<PictureFunction> all = new ArrayList<>(OWN);
		ServiceLoader.load(PictureFunction.class, KnownFunctions.class.getClassLoader()).forEach(all::add);
		return List.copyOf(all);
	}

	public static List<PictureFunction> all() {
		return ALL;
	}

	/**
	 * The one for which users write this word.
	 *
	 * @throws IllegalArgumentException
	 *             with one sentence, if there is none
	 */
	public static PictureFunction ofWord(final String word) {
		return ALL.stream().filter(function -> function.word().equals(word)).findFirst()
			.orElseThrow(() -> new IllegalArgumentException("there is no function \"" + word + "\", but "
				+ ALL.stream().map(PictureFunction::word).collect(Collectors.joining(", "))));
	}
}
