package org.coverslip.process;

import java.io.IOException;
import java.util.Arrays;
import java.util.stream.IntStream;

import org.coverslip.option.Option;
import org.coverslip.option.OptionKind;
import org.coverslip.option.OptionTable;
import org.coverslip.option.OptionValues;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.Picture;
import org.coverslip.slide.PixelForm;
import org.coverslip.slide.Plane;
import org.coverslip.slide.ProgressListener;

/**
 * A mask of what is brighter, or darker, than a value: one value for all of the slide, the given one, or Otsu's of all
 * that is to be processed, looked at coarsely, for each channel. What is equal to it counts as dark.
 */
final class ThresholdFunction implements MaskFunction {

	/** Which side of the threshold is wanted. */
	enum Side {
		BRIGHT, DARK
	}

	private static final String OTSU = "otsu";

	private static final Option<String> VALUE = Option.of("value", "Threshold",
		OptionKind.of(OTSU + "|N", ThresholdFunction::checked, text -> text), OTSU,
		"Values above it are bright, others dark; otsu finds one value for all of the slide.");

	private static final Option<Side> OBJECTS = Option.of("objects", "Objects", OptionKind.oneOf(Side.values()),
		Side.BRIGHT, "Which side becomes 255; the other becomes 0.");

	@Override
	public String word() {
		return "threshold";
	}

	@Override
	public String help() {
		return "Makes a mask of what is brighter, or darker, than one value for all of the slide; of colours, by their "
			+ "grey values.";
	}

	@Override
	public OptionTable options() {
		return OptionTable.of(VALUE, OBJECTS);
	}

	private static String checked(final String text) {
		if (text.equals(OTSU)) return text;
		try {
			if (Double.isFinite(Double.parseDouble(text))) return text;
		}
		catch (final NumberFormatException e) {
			throw new IllegalArgumentException("is neither a number nor " + OTSU, e);
		}
		throw new IllegalArgumentException("is neither a number nor " + OTSU);
	}

	@Override
	public Picture apply(final Picture picture, final OptionValues values, final ProgressListener progress)
		throws IOException
	{
		final Picture greys = Greys.of(picture);
		final double[] limits = new double[greys.channels().size()];
		final String value = values.get(VALUE);
		for (int channel = 0; channel < limits.length; channel++)
			limits[channel] = value.equals(OTSU) ? otsu(greys, channel, progress) : Double.parseDouble(value);
		final boolean bright = values.get(OBJECTS) == Side.BRIGHT;
		final PixelForm form = new PixelForm(PixelType.UINT8, 1, greys.channels());
		return greys.map(0, form, surroundings -> mask(surroundings.pixels(),
			limits[surroundings.plane().channel()], bright)).categorical(true);
	}

	/** Over all focal planes and times. */
	static double otsu(final Picture greys, final int channel, final ProgressListener progress) throws IOException {
		double[] all = {};
		for (int t = 0; t < greys.sizeT(); t++)
			for (int z = 0; z < greys.sizeZ(); z++) {
				final CoarseLook look = CoarseLook.of(greys, new Plane(channel, z, t),
					greys.sizeZ() * greys.sizeT(), progress);
				final double[] seen = IntStream.range(0, look.covered().length).filter(i -> look.covered()[i])
					.mapToDouble(look.pixels()::value).toArray();
				final int before = all.length;
				all = Arrays.copyOf(all, before + seen.length);
				System.arraycopy(seen, 0, all, before, seen.length);
			}
		return Histogram.of(all, greys.type()).otsu();
	}

	private static PixelBlock mask(final PixelBlock greys, final double limit, final boolean bright) {
		final PixelBlock mask = PixelBlock.zeros(new BlockShape(greys.width(), greys.height(), 1, PixelType.UINT8));
		final byte[] bytes = mask.bytes();
		final boolean eight = greys.type() == PixelType.UINT8;
		for (int i = 0; i < bytes.length; i++)
			if ((eight ? greys.bytes()[i] & 0xff : greys.value(i)) > limit == bright) bytes[i] = -1;
		return mask;
	}
}
