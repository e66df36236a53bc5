package org.coverslip.command;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.coverslip.detect.SlideOpener;
import org.coverslip.imagej.SlideProvenance;
import org.coverslip.imagej.SlideRoi;
import org.coverslip.option.PlaneOptions;
import org.coverslip.option.RegionOptions;
import org.coverslip.option.WantedRegion;
import org.scijava.widget.FileWidget;

import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.Roi;

/**
 * What a command takes from ImageJ's active image: the slide and scene that it shows, and what is drawn on it. Whatever
 * is given counts more.
 */
final class ActiveSlide {

	private final SlideCommand command;

	/** What was filled in, so that it is not taken for a place on another slide. */
	private Optional<String> drawnRegion = Optional.empty();
	private Optional<SlideRoi> drawnOn = Optional.empty();

	ActiveSlide(final SlideCommand command) {
		this.command = command;
	}

	/**
	 * Where no slide is given, fills in the one that the active image shows, its scene and the bounds of the area that
	 * is drawn on it, if those are not given. Does nothing if it shows no slide.
	 */
	void fillIn() {
		final Optional<CommandParameter> input = slide().filter(parameter -> parameter.get() == null);
		final ImagePlus image = WindowManager.getCurrentImage();
		if (input.isEmpty() || image == null || SlideProvenance.of(image).isEmpty()) return;
		final SlideRoi place = SlideRoi.on(image);
		input.get().set(file(place));
		notGiven(PlaneOptions.SCENE.key()).ifPresent(scene -> scene.set(place.place().scene()));
		if (place.place().format().equals(SlideOpener.BIO_FORMATS))
			command.parameter("bioFormats").ifPresent(parameter -> parameter.set(true));
		final Roi roi = image.getRoi();
		if (roi == null || !roi.isArea()) return;
		notGiven(RegionOptions.REGION.key()).ifPresent(region -> {
			drawnRegion = Optional.of(WantedRegion.of(place.region0(roi)).toString());
			drawnOn = Optional.of(place);
			region.set(drawnRegion.get());
		});
	}

	/**
	 * Puts numbers where the region has a name.
	 *
	 * @throws IllegalArgumentException
	 *             with one sentence, if there is none of this name, or it is not on the slide and scene that are given
	 */
	void resolve() {
		final Optional<CommandParameter> region = command.parameter(RegionOptions.REGION.key());
		if (region.isEmpty() || region.get().get() == null) return;
		final String text = region.get().get().toString();
		final WantedRegion wanted = RegionOptions.REGION.parse(text);
		if (!wanted.isNamed()) {
			if (drawnRegion.filter(text::equals).isPresent()) checkSame(drawnOn.get(), "the region " + text);
			return;
		}
		final ImagePlus image = WindowManager.getCurrentImage();
		if (image == null)
			throw new IllegalArgumentException(
				"\"region=" + wanted + "\" needs an image of the slide, and none is open");
		final Roi roi = wanted.name().equals(WantedRegion.ROI) ? Rois.on(image) : Rois.named(wanted.name());
		final SlideRoi place = SlideRoi.on(image);
		if (slide().isPresent()) {
			notGiven(PlaneOptions.SCENE.key()).ifPresent(scene -> scene.set(place.place().scene()));
			checkSame(place, "the region " + wanted);
		}
		region.get().set(WantedRegion.of(place.region0(roi)).toString());
	}

	private void checkSame(final SlideRoi place, final String what) {
		final Object input = slide().map(CommandParameter::get).orElse(null);
		if (input != null && !isSame(file(place).toPath(), Path.of(input.toString())))
			throw new IllegalArgumentException(what + " is drawn on " + place.place().source() + ", not on " + input);
		final Optional<Object> scene = command.parameter(PlaneOptions.SCENE.key()).map(CommandParameter::get);
		if (scene.isPresent() && !scene.get().equals(place.place().scene()))
			throw new IllegalArgumentException(
				what + " is drawn on scene " + place.place().scene() + ", not on scene " + scene.get());
	}

	private static boolean isSame(final Path one, final Path other) {
		try {
			return Files.isSameFile(one, other);
		}
		catch (final IOException e) { // one of them is gone
			return one.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
		}
	}

	private static File file(final SlideRoi place) {
		return Path.of(place.place().source()).toFile();
	}

	/** The parameter that asks for a slide, if the command works on one that may be open already. */
	private Optional<CommandParameter> slide() {
		return command.parameter("input").filter(parameter -> parameter.option().isRequired()
			&& parameter.style().equals(FileWidget.OPEN_STYLE));
	}

	private Optional<CommandParameter> notGiven(final String key) {
		return command.parameter(key).filter(parameter -> !parameter.isGiven());
	}
}
