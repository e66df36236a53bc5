package org.coverslip.format.mirax;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

import org.coverslip.io.SlideFormatException;

/**
 * What {@code Slidedat.ini} says about a slide. Immutable.
 *
 * @param hierarchy
 *            gives the numbers by which records are found
 * @param slideId
 *            also found in the index
 * @param imagesX
 *            number of images in camera pixels in a row, &gt; 0
 * @param imagesY
 *            number of images in a column, &gt; 0
 * @param divisions
 *            how many images each photo is divided into, in a row and in a column
 * @param objective
 *            nominal magnification, if the file says so
 * @param indexFile
 *            name of the index in the slide's folder
 * @param dataFiles
 *            names of the data files
 * @param levels
 *            finest first
 * @param filters
 *            of a fluorescence slide; empty for bright field
 */
record MiraxDescription(MiraxHierarchy hierarchy, String slideId, int imagesX, int imagesY, int divisions,
	OptionalInt objective,
	String indexFile, List<String> dataFiles, List<ZoomLevel> levels, List<MiraxFilter> filters)
{

	private static final String GENERAL = "GENERAL";
	private static final String DATAFILE = "DATAFILE";
	/** More than any scanner makes: a million photos of a few megapixels. */
	private static final int MOST_IN_A_ROW = 1 << 20;
	private static final long MOST_IMAGES = 1L << 26;
	private static final int MOST_LEVELS = 64;
	private static final int MOST_HALVINGS = 30;
	private static final int MOST_FILES = 100_000;

	static MiraxDescription parse(final Slidedat ini) throws SlideFormatException {
		final String id = ini.text(GENERAL, "SLIDE_ID");
		final int imagesX = ini.integer(GENERAL, "IMAGENUMBER_X", 1, MOST_IN_A_ROW);
		final int imagesY = ini.integer(GENERAL, "IMAGENUMBER_Y", 1, MOST_IN_A_ROW);
		if ((long) imagesX * imagesY > MOST_IMAGES)
			throw ini.refused("a slide of at most " + MOST_IMAGES + " images", imagesX + " x " + imagesY);
		final int divisions = ini.integer(GENERAL, "CameraImageDivisionsPerSide", 1, MOST_IN_A_ROW, 1);
		if (Integer.bitCount(divisions) > 1)
			throw ini.refused("a power of 2 as CameraImageDivisionsPerSide", "" + divisions);
		final MiraxHierarchy hierarchy = MiraxHierarchy.parse(ini);
		final int count = hierarchy.count(MiraxHierarchy.ZOOM);
		if (count < 1 || count > MOST_LEVELS)
			throw ini.refused("a hierarchy \"" + MiraxHierarchy.ZOOM + "\" of 1 to " + MOST_LEVELS + " levels",
				"" + count);
		final List<ZoomLevel> levels = new ArrayList<>();
		for (int i = 0; i < count; i++)
			levels.add(ZoomLevel.parse(ini, hierarchy.section(MiraxHierarchy.ZOOM, i), i == 0));
		final int exponent = levels.stream().mapToInt(ZoomLevel::exponent).sum();
		if (exponent > MOST_HALVINGS)
			throw ini.refused("zoom levels whose IMAGE_CONCAT_FACTORs add up to " + MOST_HALVINGS + " at most",
				"" + exponent);
		final List<String> files = new ArrayList<>();
		final int fileCount = ini.integer(DATAFILE, "FILE_COUNT", 1, MOST_FILES);
		for (int i = 0; i < fileCount; i++)
			files.add(ini.text(DATAFILE, "FILE_" + i));
		final boolean fluorescence = ini.find(GENERAL, "SLIDE_TYPE").orElse("").toUpperCase(Locale.ROOT)
			.contains("FLUORESCENCE");
		return new MiraxDescription(hierarchy, id, imagesX, imagesY, divisions, objective(ini),
			ini.text(MiraxHierarchy.SECTION, "INDEXFILE"), files, levels, fluorescence
			? MiraxFilter.parse(ini, hierarchy) : List.of());
	}

	/** Some old slides have "20x" instead of "20". */
	private static OptionalInt objective(final Slidedat ini) {
		final String text = ini.find(GENERAL, "OBJECTIVE_MAGNIFICATION").orElse("").strip().replaceFirst("[xX]$", "");
		return text.matches("\\d{1,9}") ? OptionalInt.of(Integer.parseInt(text)) : OptionalInt.empty();
	}

	/** How many images in camera pixels a level's image covers in a row: a power of 2. */
	int concatenation(final int level) {
		return 1 << levels.subList(0, level + 1).stream().mapToInt(ZoomLevel::exponent).sum();
	}
}
