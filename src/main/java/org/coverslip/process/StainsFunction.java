package org.coverslip.process;

import java.io.IOException;
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
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.Surroundings;

/**
 * Separates the stains of a bright-field slide: a channel for each of two stains and one for what remains, which hold
 * densities, as {@link StainVectors} says; so does {@code skimage.color.separate_stains}, in other units.
 */
final class StainsFunction implements PictureFunction {

	/** How densities are kept. */
	enum Kept {
		/** A hundred times the density in 8 bits. */
		BYTES,
		/** The density itself. */
		FLOAT
	}

	private static final double UNIT = 100;

	private static final Option<Kept> KEPT = Option.of("as", "Densities as", OptionKind.oneOf(Kept.values()),
		Kept.BYTES, "bytes for a hundred times the optical density, at most 255; float for the density itself.");

	@Override
	public String word() {
		return "stains";
	}

	@Override
	public String help() {
		return "Separates two stains: a channel of optical densities for each, and one for what remains.";
	}

	@Override
	public OptionTable options() {
		return Stain.OPTIONS.and(KEPT);
	}

	@Override
	public Picture apply(final Picture picture, final OptionValues values, final ProgressListener progress)
		throws IOException
	{
		final StainVectors vectors = Stain.vectors(picture, values, word(), progress);
		final OpticalDensity density = OpticalDensity.of(picture, word());
		final Stain[] stains =
			IntStream.range(0, 3).mapToObj(n -> Stain.of(vectors, n, density)).toArray(Stain[]::new);
		final boolean bytes = values.get(KEPT) == Kept.BYTES;
		final PixelForm form = PixelForm.channels(bytes ? PixelType.UINT8 : PixelType.FLOAT32,
			values.get(Stain.STAINING).names());
		return picture.map(0, form, surroundings -> densities(surroundings, stains, bytes));
	}

	private static PixelBlock densities(final Surroundings surroundings, final Stain[] stains, final boolean bytes)
		throws IOException
	{
		final PixelBlock colors = surroundings.pixels();
		final double[] densities = stains[surroundings.plane().channel()].densities(colors);
		final PixelBlock block = PixelBlock.zeros(new BlockShape(colors.width(), colors.height(), 1,
			bytes ? PixelType.UINT8 : PixelType.FLOAT32));
		for (int i = 0; i < densities.length; i++)
			if (bytes) block.bytes()[i] = (byte) (int) (Math.min(255, UNIT * densities[i]) + 0.5);
			else block.floats()[i] = (float) densities[i];
		return block;
	}
}
