package org.coverslip.option;

import java.io.File;

/** What of a slide is processed, and how the work is done. */
public final class ProcessOptions {

	public static final Option<Boolean> GRAY = Option.of("gray", "Grey values", OptionKind.flag(), false,
		"Takes the mean of red, green and blue instead of colours.");

	public static final Option<Integer> TILE = Option.of("tile", "Tile", OptionKind.whole(64, 1 << 14), 1024,
		"Side of the tiles in which the slide is processed, in pixels of the scale that is processed.").rare();

	public static final Option<Integer> WORKERS = Option.of("workers", "Workers", OptionKind.whole(0, 1024), 0,
		"How many tiles are processed at once; 0 for as many as the machine has cores.").rare();

	public static final Option<File> ANNOTATIONS = Option.of("annotations", "Annotations", OptionKind.file(),
		new File(""), "A file of annotations, in whose areas the slide is processed; the rest is background.");

	public static final Option<String> CLASSES = Option.of("classes", "Classes", OptionKind.text(), "",
		"Processes only in areas of annotations of these classes, as Tumor,Stroma; nothing for all.");

	public static final Option<Boolean> TISSUE = Option.of("tissue", "Tissue alone", OptionKind.flag(), false,
		"Processes the slide where tissue is; the rest is background.");

	/** What is written of what was found. */
	public enum Result {
		/** A pyramidal TIFF. */
		IMAGE,
		/** A pyramidal TIFF in which each object has its number. */
		LABELS,
		/** A file of annotations. */
		ROIS,
		/** A CSV file. */
		TABLE
	}

	public static final Option<Result> RESULT = Option.of("result", "Result is", OptionKind.oneOf(Result.values()),
		Result.IMAGE, "image or labels for a pyramidal TIFF, rois for a file of annotations, table for CSV. Of "
			+ "functions, only those that find objects or make a mask have more than images.");

	/** Where the slide is processed. */
	public static final OptionTable WHERE = OptionTable.of(ANNOTATIONS, CLASSES, TISSUE, MaskOptions.DOWNSAMPLE.rare(),
		MaskOptions.SATURATION.rare(), MaskOptions.SPECK, MaskOptions.HOLE);

	private ProcessOptions() {}
}
