package org.coverslip.format.hamamatsu;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.coverslip.io.ByteSource;
import org.coverslip.io.SlideFormatException;
import org.coverslip.io.StoredFile;

/**
 * A VMS or VMU file: a short text of one group that names the files of a slide and says what they show.
 *
 * <pre>
 * [Virtual Microscope Specimen]
 * NoJpegColumns=2
 * NoJpegRows=1
 * ImageFile=slide.jpg
 * ImageFile(1,0)=slide(1,0).jpg
 * MapFile=slide_map2.jpg
 * </pre>
 *
 * An image's key ends with nothing, (z), (column,row) or (z,column,row), each counted from 0.
 * <p>
 * Source: openslide.org/formats/hamamatsu; numbers as in the key files of GLib, which OpenSlide uses to read these
 * texts; layers as OpenSlide 3.4.1 tells them apart.
 *
 * @param file
 *            of the text, for messages
 * @param kind
 *            which of the two
 * @param values
 *            of the group, in the text's order; if a key occurs twice, the latter counts
 */
record SpecimenIndex(StoredFile file, Kind kind, Map<String, String> values) {

	/** What the images are. */
	enum Kind {
		/** JPEG. */
		VMS("[Virtual Microscope Specimen]"),
		/** NGR, not compressed. */
		VMU("[Uncompressed Virtual Microscope Specimen]");

		private final String title;

		Kind(final String title) {
			this.title = title;
		}

		/** The line with which the group begins. */
		String title() {
			return title;
		}

		/** Whether a text that begins with these bytes is of this kind. */
		boolean isIndex(final byte[] header) {
			return NdpisIndex.text(header).lines().anyMatch(line -> line.strip().equals(title));
		}
	}

	static final String IMAGE_FILE = "ImageFile";
	static final String MAP_FILE = "MapFile";
	static final String MACRO_IMAGE = "MacroImage";
	static final String OPTIMISATION_FILE = "OptimisationFile";
	static final String COLUMNS = "NoJpegColumns";
	static final String ROWS = "NoJpegRows";
	static final String PHYSICAL_WIDTH = "PhysicalWidth";
	static final String PHYSICAL_HEIGHT = "PhysicalHeight";
	static final String SOURCE_LENS = "SourceLens";
	static final String BITS_PER_PIXEL = "BitsPerPixel";
	static final String PIXEL_ORDER = "PixelOrder";

	/** The largest text that OpenSlide takes. */
	private static final int LONGEST = 64 << 10;
	private static final Pattern NUMBERS =
		Pattern.compile("\\s*(?:\\(\\s*(\\d{1,9})\\s*(?:,\\s*(\\d{1,9})\\s*)?(?:,\\s*(\\d{1,9})\\s*)?\\))?\\s*");

	static SpecimenIndex read(final ByteSource source, final StoredFile file, final Kind kind) throws IOException {
		if (source.size() > LONGEST)
			throw new SlideFormatException(file, 0, "a text of at most " + LONGEST + " bytes",
				source.size() + " bytes");
		return parse(NdpisIndex.text(source.readFully(0, source.size())), file, kind);
	}

	static SpecimenIndex parse(final String text, final StoredFile file, final Kind kind) {
		final Map<String, String> values = new LinkedHashMap<>();
		boolean inside = false;
		for (final String line : text.split("\r?\n")) {
			final String content = line.strip();
			final int equals = line.indexOf('=');
			if (content.startsWith("[")) inside = content.equals(kind.title());
			else if (inside && !content.startsWith("#") && equals > 0)
				values.put(line.substring(0, equals).strip(), line.substring(equals + 1).stripLeading());
		}
		return new SpecimenIndex(file, kind, values);
	}

	/** A value without blanks at its ends; "" if there is none. */
	String value(final String key) {
		return values.getOrDefault(key, "").strip();
	}

	/** A whole number of 32 bits; 0 if there is none. */
	int number(final String key) {
		final String text = value(key);
		if (!text.matches("[+-]?\\d{1,10}")) return 0;
		final long value = Long.parseLong(text);
		return value == (int) value ? (int) value : 0;
	}

	/** Columns of images: 1 to as many as the text names. */
	int columns() throws SlideFormatException {
		return kind == Kind.VMU ? 1 : count(COLUMNS);
	}

	/** Rows of images: 1 to as many as the text names. */
	int rows() throws SlideFormatException {
		return kind == Kind.VMU ? 1 : count(ROWS);
	}

	private int count(final String key) throws SlideFormatException {
		final int count = number(key);
		if (count < 1 || count > values.size()) throw damaged(key + " of 1 to the number of images", found(key));
		return count;
	}

	/** The name of the file with the map. */
	String map() throws SlideFormatException {
		if (value(MAP_FILE).isEmpty()) throw damaged("the name of a " + MAP_FILE, found(MAP_FILE));
		return value(MAP_FILE);
	}

	/**
	 * The names of the image files.
	 *
	 * @return one list for each focal plane, ascending, at least one; in it the images row by row
	 * @throws SlideFormatException
	 *             if one is missing or named twice, or has an impossible place
	 */
	List<List<String>> images() throws SlideFormatException {
		final int columns = columns();
		final int rows = rows();
		final SortedMap<Integer, SortedMap<Long, String>> layers = new TreeMap<>();
		for (final Map.Entry<String, String> entry : values.entrySet()) {
			if (!entry.getKey().startsWith(IMAGE_FILE)) continue;
			final int[] place = place(entry.getKey());
			if (place[1] >= columns || place[2] >= rows)
				throw damaged("images in " + columns + " columns and " + rows + " rows", entry.getKey());
			final long index = (long) place[2] * columns + place[1];
			if (layers.computeIfAbsent(place[0], layer -> new TreeMap<>()).put(index, entry.getValue().strip()) != null)
				throw damaged("one image in each place", "another in that of " + entry.getKey());
		}
		layers.computeIfAbsent(0, layer -> new TreeMap<>());
		final List<List<String>> images = new ArrayList<>();
		for (final Map.Entry<Integer, SortedMap<Long, String>> layer : layers.entrySet())
			images.add(complete(layer.getKey(), layer.getValue(), columns, rows));
		return images;
	}

	private List<String> complete(final int layer, final SortedMap<Long, String> images, final int columns,
		final int rows)
		throws SlideFormatException
	{
		for (long i = 0; i < (long) columns * rows; i++)
			if (images.getOrDefault(i, "").isEmpty())
				throw damaged("an " + IMAGE_FILE + " for column " + i % columns + ", row " + i / columns
					+ (layer == 0 ? "" : " of layer " + layer), "none");
		return List.copyOf(images.values());
	}

	/** Layer, column and row of an image's key. */
	private int[] place(final String key) throws SlideFormatException {
		final Matcher numbers = NUMBERS.matcher(key.substring(IMAGE_FILE.length()));
		if (!numbers.matches())
			throw damaged(IMAGE_FILE + ", " + IMAGE_FILE + "(z), (column,row) or (z,column,row)", key);
		final int[] found = new int[3];
		int count = 0;
		for (int i = 1; i <= numbers.groupCount(); i++)
			if (numbers.group(i) != null) found[count++] = Integer.parseInt(numbers.group(i));
		return count == 2 ? new int[] { 0, found[0], found[1] } : found;
	}

	SlideFormatException damaged(final String expected, final String found) {
		return new SlideFormatException(file, SlideFormatException.NO_OFFSET, expected, found);
	}

	/** For messages: a value, or that there is none. */
	String found(final String key) {
		return value(key).isEmpty() ? "no " + key : value(key);
	}
}
