package org.coverslip.process;

import java.io.File;

import org.coverslip.option.Option;
import org.coverslip.option.OptionKind;
import org.coverslip.option.OptionTable;

/** How a map of densities is made. */
final class DensityOptions {

	/** How numbers are kept. */
	enum Kept {
		/** Objects per square millimetre. */
		FLOAT,
		/** 255 for the greatest density. */
		BYTES
	}

	static final Option<File> OBJECTS = Option.of("objects", "Objects", OptionKind.file(), new File(""),
		"A file of annotations, whose points and the middles of whose other objects are counted; nuclei are looked for "
			+ "if there is none.");

	static final Option<Double> SMOOTH = Option.of("smooth", "Smooth (\u00b5m)", OptionKind.decimal(0, 1e5), 100.0,
		"Sigma in micrometres of the Gaussian by which each object is spread.");

	static final Option<Double> SEARCH = Option.of("searchPixelSize", "Pixel size of the search (\u00b5m)",
		OptionKind.decimal(0, 100), 0.5,
		"Micrometres per pixel at which nuclei are looked for, whatever the scale of the map; 0 for that of the map.");

	static final Option<Kept> KEPT = Option.of("as", "Densities as", OptionKind.oneOf(Kept.values()), Kept.FLOAT,
		"float for objects per square millimetre; bytes for 0 to 255.");

	static final Option<Double> MOST = Option.of("most", "Greatest density",
		OptionKind.decimal(0, Double.POSITIVE_INFINITY), 0.0,
		"Objects per square millimetre that become 255; 0 for the greatest density that there is.");

	static final OptionTable ALL = OptionTable.of(OBJECTS, SMOOTH, KEPT, MOST, SEARCH).and(NucleiOptions.ALL);

	private DensityOptions() {}
}
