package org.coverslip.imagej;

import java.util.Locale;
import java.util.StringJoiner;

import org.coverslip.slide.Channel;
import org.coverslip.slide.Level;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.SlideMetadata;

import ij.ImagePlus;

/** What <i>Image › Show Info</i> tells of an image of a slide: the slide, the scene, what was read, all properties. */
final class SlideSummary {

	/** Longer values are cut: a property may hold a whole XML document. */
	private static final int LONGEST = 300;

	private SlideSummary() {}

	/** Writes it on an image; ImageJ keeps it in duplicates, and in TIFF files. */
	static void writeTo(final ImagePlus image, final Slide slide, final SlideProvenance place) {
		image.setProperty("Info", of(image, slide, place));
	}

	private static String of(final ImagePlus image, final Slide slide, final SlideProvenance place) {
		final SlideMetadata metadata = slide.metadata();
		final Scene scene = slide.scenes().get(place.scene());
		final Level level = scene.level(place.level());
		final StringJoiner lines = new StringJoiner("\n", "", "\n");
		lines.add("Slide: " + metadata.location());
		lines.add("Format: " + metadata.format() + metadata.vendor().map(vendor -> " (" + vendor + ")").orElse(""));
		lines.add("Scene: " + place.scene() + " of " + slide.scenes().size()
			+ (scene.name().isBlank() ? "" : ", " + scene.name()) + ", " + scene.width() + " x " + scene.height()
			+ " pixels" + scene.pixelSize().map(
				size -> ", " + number(size.xUm()) + " x " + number(size.yUm()) + " \u00b5m per pixel").orElse("")
			+ (scene.objectivePower().isPresent() ? ", " + number(scene.objectivePower().getAsDouble()) + "x" : ""));
		if (!scene.isRgb() && scene.channels().size() > 1)
			lines.add("Channels: " + String.join(", ", scene.channels().stream().map(Channel::name).toList()));
		if (scene.channels().size() * scene.sizeZ() * scene.sizeT() > 1)
			ShownPlanes.described(image).ifPresent(planes -> lines.add("Planes: " + planes + ", counted from 0"));
		lines.add("Read from: level " + place.level() + " of " + scene.levels().size() + ", " + level.width() + " x "
			+ level.height() + " pixels");
		lines.add("Place when read: x " + number(place.x0()) + ", y " + number(place.y0()) + ", width "
			+ number(image.getWidth() * place.downsampleX()) + ", height "
			+ number(image.getHeight() * place.downsampleY()) + " in level-0 pixels, one pixel of the image for "
			+ number(place.downsampleX()) + " x " + number(place.downsampleY()));
		metadata.notShown().forEach(sentence -> lines.add("Not shown: " + sentence));
		metadata.properties().forEach((name, value) -> lines.add(name + ": " + inOneLine(value)));
		return lines.toString();
	}

	private static String inOneLine(final String value) {
		final String line = value.strip().replaceAll("\\s+", " ");
		return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + " \u2026";
	}

	private static String number(final double value) {
		final String text = String.format(Locale.ROOT, "%.4f", value);
		return text.replaceAll("0+$", "").replaceAll("\\.$", "");
	}
}
