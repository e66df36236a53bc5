package org.coverslip.process;

import java.io.IOException;

import org.coverslip.option.Option;
import org.coverslip.option.OptionKind;
import org.coverslip.option.OptionTable;
import org.coverslip.option.OptionValues;
import org.coverslip.slide.Picture;
import org.coverslip.slide.ProgressListener;

/** Finds nuclei ({@link NucleiFinder}); as a picture, a mask with a disc at each. */
final class NucleiFunction implements ObjectFunction {

	private static final Option<Double> MARKER = Option.of("marker", "Marker", OptionKind.decimal(0, 100), 2.0,
		"Radius of the discs that show where nuclei are, in pixels of the scale that is processed.").rare();

	@Override
	public String word() {
		return "nuclei";
	}

	@Override
	public String help() {
		return "Finds nuclei as blobs of a given size, by the Laplacian of a Gaussian.";
	}

	@Override
	public OptionTable options() {
		return NucleiOptions.ALL.and(MARKER);
	}

	@Override
	public String object() {
		return "Nucleus";
	}

	@Override
	public String measure() {
		return "Response";
	}

	@Override
	public double markerRadius(final OptionValues values) {
		return values.get(MARKER);
	}

	@Override
	public Picture apply(final Picture picture, final OptionValues values, final ProgressListener progress)
		throws IOException
	{
		return PointMarkers.of(finder(picture, values, progress), values.get(MARKER), word());
	}

	@Override
	public PointFinder finder(final Picture picture, final OptionValues values, final ProgressListener progress)
		throws IOException
	{
		final double sigma = NucleiOptions.sigma(picture, values);
		return new NucleiFinder(picture, NucleiSignal.of(picture, values, word(), progress), new Laplacian(sigma),
			values.get(NucleiOptions.THRESHOLD), NucleiOptions.distance(sigma, values));
	}
}
