package org.coverslip.deidentify.mirax;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

import org.coverslip.deidentify.stream.XmlRule;

/**
 * What of {@code Slidedat.ini} is kept: the hierarchies of zoom, filter and focus levels, and the numbers of their
 * sections. Immutable but for the text that it makes.
 */
final class MiraxText {

	static final String GENERAL = "GENERAL";
	static final String HIERARCHICAL = "HIERARCHICAL";
	static final String ZOOM = "Slide zoom level";
	private static final String FILTER = "Slide filter level";
	private static final Set<String> HIERARCHIES = Set.of(ZOOM, FILTER, "Microscope focus level");
	private static final List<String> NUMBERS = List.of("IMAGENUMBER_X", "IMAGENUMBER_Y", "CURRENT_SLIDE_VERSION",
		"IMAGE_OVERLAP_MICROMETERS_X", "IMAGE_OVERLAP_MICROMETERS_Y", "SLIDE_POSITION_X", "SLIDE_POSITION_Y",
		"CameraImageDivisionsPerSide", "VIMSLIDE_SLIDE_ROTATION");
	private static final List<String> SECTION_NUMBERS = List.of("OVERLAP_X", "OVERLAP_Y", "MICROMETER_PER_PIXEL_X",
		"MICROMETER_PER_PIXEL_Y", "IMAGE_FILL_COLOR_BGR", "DIGITIZER_WIDTH", "DIGITIZER_HEIGHT", "IMAGE_CONCAT_FACTOR",
		"IMAGE_COMPRESSION_FACTOR", "COLOR_R", "COLOR_G", "COLOR_B", "STORING_CHANNEL_NUMBER",
		"OFFSET_IN_MICROMETERS");
	private static final UnaryOperator<String> LEVEL = XmlRule.like("(Zoom|Filter|ExtFocus|Focus|MicroscopeFocus)"
		+ "Level(_-?\\d{1,4})?");
	private static final int MOST_LAYERS = 1000;
	private static final int MOST_VALUES = 100_000;
	private static final int MOST_RECORDS = 1 << 20;

	private final SlidedatText in;
	private final SlidedatText out = SlidedatText.empty();
	private final boolean keepsChannels;
	private final List<Integer> counts = new ArrayList<>();
	private final List<Integer> kept = new ArrayList<>();

	/** @param id the slide's new id */
	MiraxText(final SlidedatText in, final String id, final boolean keepsChannels) throws IOException {
		this.in = in;
		this.keepsChannels = keepsChannels;
		out.put(GENERAL, "SLIDE_VERSION", "01.02").put(GENERAL, "SLIDE_NAME", "").put(GENERAL, "PROJECT_NAME", "")
			.put(GENERAL, "SLIDE_ID", id);
		for (final String key : NUMBERS)
			in.copy(GENERAL, key, XmlRule::number, out, GENERAL);
		in.copy(GENERAL, "OBJECTIVE_MAGNIFICATION", XmlRule.like("\\d{1,4}[xX]?"), out, GENERAL);
		in.copy(GENERAL, "SLIDE_TYPE", XmlRule.oneOf("SLIDE_TYPE_BRIGHTFIELD", "SLIDE_TYPE_FLUORESCENCE"), out,
			GENERAL);
		out.put(HIERARCHICAL, "INDEXFILE", "Index.dat").put(HIERARCHICAL, "PAGEELEMENTCOUNT", 128)
			.put(HIERARCHICAL, "PAGELENGTH", 2048);
		hierarchies();
	}

	SlidedatText out() {
		return out;
	}

	private void hierarchies() throws IOException {
		final int layers = in.number(HIERARCHICAL, "HIER_COUNT", MOST_LAYERS);
		for (int i = 0; i < layers; i++) {
			counts.add(in.number(HIERARCHICAL, "HIER_" + i + "_COUNT", MOST_VALUES));
			if (HIERARCHIES.contains(in.get(HIERARCHICAL, "HIER_" + i + "_NAME"))) kept.add(i);
		}
		out.put(HIERARCHICAL, "HIER_COUNT", kept.size());
		for (int layer = 0; layer < kept.size(); layer++)
			hierarchy(kept.get(layer), layer);
	}

	private void hierarchy(final int old, final int layer) {
		final String name = in.get(HIERARCHICAL, "HIER_" + old + "_NAME");
		out.put(HIERARCHICAL, "HIER_" + layer + "_NAME", name).put(HIERARCHICAL, "HIER_" + layer + "_COUNT",
			counts.get(old));
		for (int k = 0; k < counts.get(old); k++) {
			final String value = "HIER_" + layer + "_VAL_" + k;
			final String section = "LAYER_" + layer + "_LEVEL_" + k + "_SECTION";
			final String known = LEVEL.apply(in.get(HIERARCHICAL, "HIER_" + old + "_VAL_" + k));
			out.put(HIERARCHICAL, value, known != null ? known : "Level_" + k)
				.put(HIERARCHICAL, value + "_SECTION", section);
			section(in.get(HIERARCHICAL, "HIER_" + old + "_VAL_" + k + "_SECTION"), section, name.equals(FILTER), k);
		}
	}

	private void section(final String old, final String section, final boolean isFilter, final int number) {
		for (final String key : SECTION_NUMBERS)
			in.copy(old, key, XmlRule::number, out, section);
		in.copy(old, "IMAGE_FORMAT", XmlRule.oneOf("JPEG", "PNG", "BMP24"), out, section);
		in.copy(old, "DATA_IN_THIS_FILTER_LEVEL", LEVEL, out, section);
		if (isFilter && !(keepsChannels && in.copy(old, "FILTER_NAME", name -> name, out, section)))
			out.put(section, "FILTER_NAME", "Filter " + (number + 1));
	}

	/** How many records of images there are in the new index. */
	int records() throws IOException {
		long records = 1;
		for (final int layer : kept)
			records = Math.min(MOST_RECORDS + 1L, records * Math.max(1, counts.get(layer)));
		if (records > MOST_RECORDS) throw new IOException("Slidedat.ini tells of more than " + MOST_RECORDS
			+ " records of images");
		return (int) records;
	}

	/** The number that a record has in the old index: there, other hierarchies have their first value. */
	long oldRecord(final int record) {
		long old = 0;
		long stride = 1;
		int rest = record;
		for (int i = 0; i < counts.size(); i++) {
			final int count = Math.max(1, counts.get(i));
			if (kept.contains(i)) {
				old += rest % count * stride;
				rest /= count;
			}
			stride *= count;
		}
		return old;
	}

	/** The number of the first record of a layer of another kind; -1 without it. */
	long otherRecord(final String name) throws IOException {
		long record = 0;
		final int layers = in.number(HIERARCHICAL, "NONHIER_COUNT", MOST_LAYERS);
		for (int i = 0; i < layers; i++) {
			final int count = in.number(HIERARCHICAL, "NONHIER_" + i + "_COUNT", MOST_VALUES);
			if (in.get(HIERARCHICAL, "NONHIER_" + i + "_NAME").equals(name)) return count > 0 ? record : -1;
			record += count;
		}
		return -1;
	}

	/** Adds layers of another kind that have one value each. */
	void others(final List<String> names) {
		out.put(HIERARCHICAL, "NONHIER_COUNT", names.size());
		for (int i = 0; i < names.size(); i++)
			out.put(HIERARCHICAL, "NONHIER_" + i + "_NAME", names.get(i))
				.put(HIERARCHICAL, "NONHIER_" + i + "_COUNT", 1)
				.put(HIERARCHICAL, "NONHIER_" + i + "_VAL_0", "default")
				.put(HIERARCHICAL, "NONHIER_" + i + "_VAL_0_SECTION", "NONHIERLAYER_" + i + "_LEVEL_0_SECTION");
	}

	/** Photos in the slide, along both sides together. */
	long photos() throws IOException {
		final int divisions = in.get(GENERAL, "CameraImageDivisionsPerSide").isEmpty() ? 1
			: Math.max(1, in.number(GENERAL, "CameraImageDivisionsPerSide", 1 << 20));
		return (long) (in.number(GENERAL, "IMAGENUMBER_X", 1 << 20) / divisions)
			* (in.number(GENERAL, "IMAGENUMBER_Y", 1 << 20) / divisions);
	}
}
