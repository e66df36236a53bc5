package org.coverslip.imagej;

import java.util.stream.Collectors;

import org.coverslip.slide.Slide;

import ij.ImagePlus;

/**
 * By what an image knows its slide again when the slide's file was moved: the sizes of its scenes, and OpenSlide's
 * fingerprint where the format has one.
 */
public final class SlideIdentity {

	private static final String KEY = "coverslip.slide";

	private static final String FINGERPRINT = "openslide.quickhash-1";

	private SlideIdentity() {}

	static void writeTo(final ImagePlus image, final Slide slide) {
		image.setProp(KEY, of(slide));
	}

	/** Whether a slide is the one from which an image was read; no if the image does not say. */
	public static boolean isOf(final ImagePlus image, final Slide slide) {
		return of(slide).equals(image.getProp(KEY));
	}

	private static String of(final Slide slide) {
		final String sizes = slide.scenes().stream().map(scene -> scene.width() + "x" + scene.height())
			.collect(Collectors.joining(" "));
		final String fingerprint = slide.metadata().properties().get(FINGERPRINT);
		return fingerprint == null ? sizes : sizes + " " + fingerprint;
	}
}
