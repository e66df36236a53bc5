package org.coverslip.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CancellationException;

import org.coverslip.detect.SlideOpener;
import org.coverslip.imagej.SlideProvenance;
import org.coverslip.option.CornerOptions;
import org.coverslip.option.PlaneOptions;
import org.coverslip.option.RegionOptions;
import org.coverslip.option.WantedRegion;
import org.coverslip.slide.Slide;
import org.coverslip.slide.SlideAddress;
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
	private Optional<SlideProvenance> drawnOn = Optional.empty();

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
		if (input.isEmpty() || image == null) return;
		if (SlideProvenance.whenRead(image).isEmpty()) return;
		try (Slide moved = MovedSlide.follow(image).orElse(null)) {
			fillIn(input.get(), image, moved);
		}
		catch (final IOException e) { // the slide must be given
			command.note(SlideCommand.sentence(e));
		}
		catch (final CancellationException e) {
			// likewise: who was asked where it is did not say
		}
	}

	/**
	 * @param open
	 *            the image's slide; null if it was not opened yet
	 */
	private void fillIn(final CommandParameter input, final ImagePlus image, final Slide open) {
		final SlideProvenance shown = SlideProvenance.whenRead(image).orElseThrow();
		input.set(file(shown));
		notGiven(PlaneOptions.SCENE.key()).ifPresent(scene -> scene.set(shown.scene()));
		if (shown.format().equals(SlideOpener.BIO_FORMATS))
			command.parameter("bioFormats").ifPresent(parameter -> parameter.set(true));
		final Roi roi = image.getRoi();
		final boolean placed = command.parameter(CornerOptions.X.key())
			.filter(left -> left.get() != null && !left.get().toString().isBlank()).isPresent();
		final Optional<CommandParameter> region = notGiven(RegionOptions.REGION.key());
		if (roi == null || !roi.isArea() || placed || region.isEmpty()) return;
		try {
			region.get().set(open == null ? box(image, roi) : box(image, roi, open));
		}
		catch (final IOException | IllegalArgumentException e) {
			command.note(SlideCommand.sentence(e)); // the region must be typed
			return;
		}
		drawnRegion = Optional.of(region.get().get().toString());
		drawnOn = Optional.of(shown);
	}

	/** The bounds of a region on the slide, also if the image was turned or moved. */
	private String box(final ImagePlus image, final Roi roi) throws IOException {
		try (Slide slide = SlideFiles.shownBy(image)) {
			return box(image, roi, slide);
		}
	}

	private String box(final ImagePlus image, final Roi roi, final Slide slide) throws IOException {
		return WantedRegion.of(command.placeOf(image, slide).region0(roi)).toString();
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
		final SlideProvenance shown = SlideProvenance.whenRead(image)
			.orElseThrow(() -> new IllegalArgumentException(image.getTitle() + " does not say which slide it shows"));
		if (slide().isPresent()) {
			notGiven(PlaneOptions.SCENE.key()).ifPresent(scene -> scene.set(shown.scene()));
			checkSame(shown, "the region " + wanted);
		}
		try {
			region.get().set(box(image, roi));
		}
		catch (final IOException e) {
			throw new IllegalArgumentException(SlideCommand.sentence(e), e);
		}
	}

	private void checkSame(final SlideProvenance shown, final String what) {
		final Object input = slide().map(CommandParameter::get).orElse(null);
		if (input != null && !isSame(file(shown), new SlideAddress(input.toString())))
			throw new IllegalArgumentException(what + " is drawn on " + shown.source() + ", not on " + input);
		final Optional<Object> scene = command.parameter(PlaneOptions.SCENE.key()).map(CommandParameter::get);
		if (scene.isPresent() && number(scene.get().toString(), shown) != shown.scene())
			throw new IllegalArgumentException(
				what + " is drawn on scene " + shown.scene() + ", not on scene " + scene.get());
	}

	/** The number of a scene, which may be given by its name on the slide. */
	private static int number(final String scene, final SlideProvenance shown) {
		try {
			return SlideFiles.scene(PlaneOptions.SCENE.parse(scene), file(shown),
				shown.format().equals(SlideOpener.BIO_FORMATS));
		}
		catch (final IOException e) {
			throw new IllegalArgumentException(SlideCommand.sentence(e), e);
		}
	}

	private static boolean isSame(final SlideAddress shown, final SlideAddress given) {
		if (shown.isRemote() || given.isRemote()) return shown.equals(given);
		final Path one = shown.path();
		final Path other = given.path();
		try {
			return Files.isSameFile(one, other);
		}
		catch (final IOException e) { // one of them is gone
			return one.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
		}
	}

	private static SlideAddress file(final SlideProvenance shown) {
		return new SlideAddress(shown.source());
	}

	/** The parameter that asks for a slide, if the command works on one that may be open already. */
	private Optional<CommandParameter> slide() {
		return command.parameter(command.slideKey()).filter(parameter -> parameter.option().isRequired()
			&& parameter.style().equals(FileWidget.OPEN_STYLE));
	}

	private Optional<CommandParameter> notGiven(final String key) {
		return command.parameter(key).filter(parameter -> !parameter.isGiven());
	}
}
