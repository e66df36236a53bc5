package org.coverslip.deidentify;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.AssociatedImage;

/**
 * The part of a macro image that holds the label, as its user has seen it: all of the image from one side on. Scanners
 * put it to different sides, so that nobody can know it without looking. Immutable.
 *
 * @param side
 *            from where
 * @param percent
 *            of the image's width, or height, from 1 to 99
 */
public record LabelArea(Side side, int percent) {

	/** A side of an image. */
	public enum Side {
		LEFT, RIGHT, TOP, BOTTOM
	}

	private static final int ALL = 100;

	public LabelArea {
		if (percent < 1 || percent >= ALL) throw new IllegalArgumentException(percent + " percent of an image");
	}

	/** Reads {@code left:35}; empty for another text. */
	public static Optional<LabelArea> parse(final String text) {
		if (!text.matches("(left|right|top|bottom):[1-9]\\d?")) return Optional.empty();
		final String[] parts = text.split(":");
		return Optional.of(new LabelArea(Side.valueOf(parts[0].toUpperCase(Locale.ROOT)), Integer.parseInt(parts[1])));
	}

	/** As {@link #parse} reads it. */
	@Override
	public String toString() {
		return side.name().toLowerCase(Locale.ROOT) + ":" + percent;
	}

	/** The slide's macro image in RGB, white where the label is; empty if it has none, or one of other samples. */
	public static Optional<PixelBlock> paintedMacro(final SlideCopy copy) throws IOException {
		if (copy.labelArea().isEmpty() || !copy.keep().contains(KeptPart.MACRO)) return Optional.empty();
		for (final AssociatedImage image : copy.slide().associatedImages())
			if (image.name().equals("macro") && image.shape().type() == PixelType.UINT8
				&& image.shape().samples() == 3)
			{
				final PixelBlock stored = image.read();
				final PixelBlock painted = stored.crop(0, 0, stored.width(), stored.height());
				copy.labelArea().get().paint(painted);
				copy.findings().kept("macro image, white from the side that you named: look whether that was enough");
				return Optional.of(painted);
			}
		return Optional.empty();
	}

	private void paint(final PixelBlock image) {
		for (int y = 0, i = 0; y < image.height(); y++)
			for (int x = 0; x < image.width(); x++)
				for (int s = 0; s < image.samples(); s++, i++)
					if (covers(x, y, image.width(), image.height())) image.bytes()[i] = (byte) 0xff;
	}

	/** Whole pixels, so that none that is partly in the area is seen. */
	private boolean covers(final int x, final int y, final int width, final int height) {
		return switch (side) {
			case LEFT -> (long) x * ALL < (long) width * percent;
			case RIGHT -> (long) (width - 1 - x) * ALL < (long) width * percent;
			case TOP -> (long) y * ALL < (long) height * percent;
			case BOTTOM -> (long) (height - 1 - y) * ALL < (long) height * percent;
		};
	}
}
