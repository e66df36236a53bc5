package org.coverslip.format.mirax;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

import org.coverslip.pixel.PixelBlock;
import org.coverslip.testing.BmpFixture;
import org.coverslip.testing.JpegFixture;
import org.coverslip.testing.PngFixture;
import org.coverslip.testing.TestPattern;

/**
 * Builds MRXS slides as scanners lay them out: photos that overlap and do not lie where they should, divided into
 * images, which are halved and put together two by two for each next level.
 */
public final class MiraxFixture {

	static final String ID = "7C691E3F2DC6412781AECA3E3B3213C1";
	private static final int GREY = 0x80;

	/** Changes the fixture before it is written. */
	@FunctionalInterface
	interface Recipe {

		void apply(MiraxFixture mirax) throws IOException;
	}

	/** Whether a photo was taken. */
	@FunctionalInterface
	interface Taken {

		boolean at(int col, int row);
	}

	/** How the positions of the photos are stored. */
	enum Positions {
		NONE, PLAIN, PACKED, STITCHING
	}

	int imagesX = 16;
	int imagesY = 12;
	int divisions = 4;
	int width = 48;
	int height = 40;
	int levels = 5;
	int concat0;
	double overlapX;
	double overlapY;
	int jitter;
	String format = "JPEG";
	Positions positions = Positions.PLAIN;
	Taken taken = (col, row) -> true;
	int fillBgr = 0x808080;
	int entriesInPage = 7;
	/** Whether pages follow each other in the file; OpenSlide cannot read them otherwise. */
	boolean pagesInOrder = true;
	int dataFiles = 3;
	String associated = "JPEG";
	/** Filters of a fluorescence slide; empty for bright field. */
	List<String> filters = List.of();
	List<String> focusLevels = List.of();
	/** What is done with the text of Slidedat.ini, with the index, and with the positions before they are packed. */
	UnaryOperator<String> ini = text -> text;
	UnaryOperator<byte[]> index = bytes -> bytes;
	UnaryOperator<byte[]> positionRecords = bytes -> bytes;
	/** Whether each image of a level is stored once and listed everywhere, so that large slides take little room. */
	boolean repeated;
	byte[] bom = { (byte) 0xef, (byte) 0xbb, (byte) 0xbf };

	private final Random random = new Random(20261120);
	private final List<ByteArrayOutputStream> data = new ArrayList<>();
	private int nextFile;

	/** An entry of the index: a number, and where the bytes are. */
	private record Entry(int number, int offset, int length, int file) {}

	/** Writes a slide of which not all was scanned, so that it states bounds; gives its file. */
	public static Path writePartlyScanned(final Path mrxs) throws IOException {
		return write(mrxs, mirax -> mirax.taken = (col, row) -> col > 0 && row > 1);
	}

	/** Writes a slide; gives its file. */
	static Path write(final Path mrxs, final Recipe recipe) throws IOException {
		final MiraxFixture fixture = new MiraxFixture();
		recipe.apply(fixture);
		final String name = mrxs.getFileName().toString();
		final Path folder = Files.createDirectories(mrxs.resolveSibling(name.substring(0, name.length() - 5)));
		fixture.write(folder);
		Files.write(mrxs, new byte[] { (byte) 0xff, (byte) 0xd8, 1, 2, 3 });
		return mrxs;
	}

	private void write(final Path folder) throws IOException {
		for (int i = 0; i < dataFiles; i++) {
			data.add(new ByteArrayOutputStream());
			data.get(i)
				.writeBytes(("01.02" + ID + String.format("%03d", i) + "0".repeat(256))
				.getBytes(StandardCharsets.US_ASCII));
		}
		final Map<Integer, List<Entry>> hierarchical = new TreeMap<>();
		final int groups = filters.isEmpty() ? 1 : (filters.size() + 2) / 3;
		final int filterCount = Math.max(1, filters.size());
		for (int focus = 0; focus < Math.max(1, focusLevels.size()); focus++)
			for (int group = 0; group < groups; group++) {
				final List<List<Entry>> stored = pyramid(focus, group);
				for (int zoom = 0; zoom < levels; zoom++)
					hierarchical.put(zoom + levels * (group + filterCount * focus), stored.get(zoom));
			}
		final int records = levels * filterCount * Math.max(1, focusLevels.size()) * 2;
		final List<Entry> others = others();
		Files.write(folder.resolve("Index.dat"), index.apply(indexFile(hierarchical, records, others)));
		for (int i = 0; i < dataFiles; i++)
			Files.write(folder.resolve(String.format("Data%04d.dat", i)), data.get(i).toByteArray());
		final ByteArrayOutputStream text = new ByteArrayOutputStream();
		text.writeBytes(bom);
		text.writeBytes(ini.apply(ini()).replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
		Files.write(folder.resolve("Slidedat.ini"), text.toByteArray());
	}

	private Entry store(final int number, final byte[] bytes) {
		final int file = nextFile;
		nextFile = (nextFile + 1) % dataFiles;
		final Entry entry = new Entry(number, data.get(file).size(), bytes.length, file);
		data.get(file).writeBytes(bytes);
		return entry;
	}

	/** Stores all images of one focus level and one group of filters. */
	private List<List<Entry>> pyramid(final int focus, final int group) throws IOException {
		if (repeated) return repeated();
		Map<Integer, PixelBlock> images = new TreeMap<>();
		final int step0 = 1 << concat0;
		for (int y = 0; y < imagesY; y += step0)
			for (int x = 0; x < imagesX; x += step0)
				if (taken.at(x / divisions, y / divisions))
					images.put(y * imagesX + x, image(x / step0, y / step0, focus, group));
		final List<List<Entry>> all = new ArrayList<>();
		for (int zoom = 0; zoom < levels; zoom++) {
			if (zoom > 0) images = halved(images, step0 << zoom);
			final List<Entry> entries = new ArrayList<>();
			for (final Map.Entry<Integer, PixelBlock> image : images.entrySet())
				entries.add(store(image.getKey(), encode(format, image.getValue())));
			all.add(entries);
		}
		return all;
	}

	private List<List<Entry>> repeated() throws IOException {
		final Entry stored = store(0, encode(format, image(0, 0, 0, 0)));
		final List<List<Entry>> all = new ArrayList<>();
		for (int zoom = 0, step = 1 << concat0; zoom < levels; zoom++, step *= 2) {
			final List<Entry> entries = new ArrayList<>();
			for (int y = 0; y < imagesY; y += step)
				for (int x = 0; x < imagesX; x += step)
					if (zoom > 0 || taken.at(x / divisions, y / divisions))
						entries.add(new Entry(y * imagesX + x, stored.offset, stored.length, stored.file));
			all.add(entries);
		}
		return all;
	}

	/** A part of a pattern in which each photo has its own tint, so that one sees which of two is on top. */
	private PixelBlock image(final int x, final int y, final int focus, final int group) {
		final int photo = (x / Math.max(1, divisions >> concat0) * 37 + y / Math.max(1, divisions >> concat0) * 59) % 5
			* 11;
		final PixelBlock block = TestPattern.block((long) x * width + 13 * focus, (long) y * height + 29 * group,
			TestPattern.rgb(width, height));
		for (int i = 0; i < block.bytes().length; i++)
			block.bytes()[i] = (byte) ((block.bytes()[i] & 0xff) * 3 / 4 + photo);
		return block;
	}

	private Map<Integer, PixelBlock> halved(final Map<Integer, PixelBlock> finer, final int step) {
		final Map<Integer, PixelBlock> images = new TreeMap<>();
		for (int y = 0; y < imagesY; y += step)
			for (int x = 0; x < imagesX; x += step) {
				final PixelBlock[] quarters = new PixelBlock[4];
				boolean any = false;
				for (int k = 0; k < 4; k++) {
					final int qx = x + k % 2 * step / 2;
					final int qy = y + k / 2 * step / 2;
					quarters[k] = qx < imagesX && qy < imagesY ? finer.get(qy * imagesX + qx) : null;
					any |= quarters[k] != null;
				}
				if (any) images.put(y * imagesX + x, joined(quarters));
			}
		return images;
	}

	private PixelBlock joined(final PixelBlock[] quarters) {
		final PixelBlock block = PixelBlock.zeros(TestPattern.rgb(width, height));
		for (int y = 0, i = 0; y < height; y++)
			for (int x = 0; x < width; x++)
				for (int s = 0; s < 3; s++, i++) {
					int sum = 2;
					for (int k = 0; k < 4; k++) {
						final int fx = 2 * x + k % 2;
						final int fy = 2 * y + k / 2;
						final PixelBlock quarter = quarters[fy / height * 2 + fx / width];
						sum += quarter == null ? GREY : (int) quarter.value(fx % width, fy % height, s);
					}
					block.bytes()[i] = (byte) (sum / 4);
				}
		return block;
	}

	static byte[] encode(final String format, final PixelBlock block) throws IOException {
		switch (format) {
			case "JPEG":
				return JpegFixture.sampled(1, 1).encode(block);
			case "BMP24":
				return BmpFixture.colours(block, 24, false);
			default:
				final int[] values = new int[block.shape().length()];
				for (int i = 0; i < values.length; i++)
					values[i] = block.bytes()[i] & 0xff;
				return new PngFixture(block.width(), block.height(), 8, 2, false).encode(values);
		}
	}

	/** The non-hierarchical records in the order of the layers in Slidedat.ini; null for one without anything. */
	private List<Entry> others() throws IOException {
		final List<Entry> others = new ArrayList<>();
		others.add(store(0, "scan map".getBytes(StandardCharsets.US_ASCII)));
		others.add(null);
		for (int i = 0; i < 3; i++)
			others.add(associated.isEmpty() ? null
				: store(0,
				encode(associated, TestPattern.block(100 * i, 0, TestPattern.rgb(60 + 17 * i, 90 - 11 * i)))));
		others.add(store(0, new byte[] { 1, 2, 3 }));
		final byte[] records = positionRecords.apply(positions());
		if (positions == Positions.PLAIN) others.add(store(0, records));
		else if (positions != Positions.NONE) others.add(store(0, PngFixture.deflated(records)));
		return others;
	}

	private byte[] positions() {
		final int columns = imagesX / divisions;
		final int rows = imagesY / divisions;
		final ByteBuffer bytes = ByteBuffer.allocate(9 * columns * rows).order(ByteOrder.LITTLE_ENDIAN);
		for (int row = 0; row < rows; row++)
			for (int col = 0; col < columns; col++) {
				final boolean here = taken.at(col, row);
				bytes.put((byte) (here ? 1 : 0));
				bytes.putInt(here ? position(col, columns, (width * divisions >> concat0) - (int) overlapX) : 0);
				bytes.putInt(here ? position(row, rows, (height * divisions >> concat0) - (int) overlapY) : 0);
			}
		return bytes.array();
	}

	private int position(final int photo, final int photos, final int advance) {
		final int moved = photo * advance + random.nextInt(2 * jitter + 1) - jitter;
		return Math.max(0, Math.min((photos - 1) * advance, moved));
	}

	private byte[] indexFile(final Map<Integer, List<Entry>> hierarchical, final int records,
		final List<Entry> others) {
		final int entries = hierarchical.values().stream().mapToInt(List::size).sum();
		// enough for pages of one entry
		final ByteBuffer out = ByteBuffer.allocate((1 << 16) + 4 * records + 64 * entries)
			.order(ByteOrder.LITTLE_ENDIAN);
		out.put(("01.02" + ID).getBytes(StandardCharsets.US_ASCII));
		final int roots = out.position();
		final int hierarchicalTable = roots + 8;
		final int otherTable = hierarchicalTable + 4 * records;
		out.putInt(hierarchicalTable).putInt(otherTable);
		out.position(otherTable + 4 * others.size());
		for (final Map.Entry<Integer, List<Entry>> record : hierarchical.entrySet()) {
			out.putInt(hierarchicalTable + 4 * record.getKey(), out.position());
			out.putInt(0).putInt(out.position() + 4);
			putPages(out, record.getValue());
		}
		for (int i = 0; i < others.size(); i++) {
			final Entry entry = others.get(i);
			if (entry == null) continue;
			out.putInt(otherTable + 4 * i, out.position());
			out.putInt(0).putInt(out.position() + 4);
			out.putInt(1).putInt(1253).putInt(0).putInt(0);
			out.putInt(entry.offset).putInt(entry.length).putInt(entry.file);
		}
		final byte[] bytes = new byte[out.position()];
		out.flip().get(bytes);
		return bytes;
	}

	private void putPages(final ByteBuffer out, final List<Entry> entries) {
		for (int i = 0; i == 0 || i < entries.size(); i += entriesInPage) {
			final List<Entry> page = entries.subList(i, Math.min(entries.size(), i + entriesInPage));
			final boolean last = i + entriesInPage >= entries.size();
			final int gap = pagesInOrder ? 0 : 24;
			out.putInt(page.size()).putInt(last ? 0 : out.position() + 4 + 16 * page.size() + gap);
			for (final Entry entry : page)
				out.putInt(entry.number).putInt(entry.offset).putInt(entry.length).putInt(entry.file);
			for (int k = 0; k < gap && !last; k++)
				out.put((byte) 99);
		}
	}

	private String ini() {
		final Map<String, String> hierarchy = new LinkedHashMap<>();
		final StringBuilder sections = new StringBuilder();
		final List<String> zoom = new ArrayList<>();
		for (int i = 0; i < levels; i++) {
			zoom.add("ZoomLevel_" + i);
			final double scale = 1 << i;
			sections.append("[LAYER_0_LEVEL_" + i + "_SECTION]\nIMAGE_FILL_COLOR_BGR = " + fillBgr
				+ "\nMICROMETER_PER_PIXEL_X = "
				+ 0.2325 * scale + "\nMICROMETER_PER_PIXEL_Y = " + 0.232473 * scale + "\nDIGITIZER_WIDTH = " + width
				+ "\nDIGITIZER_HEIGHT = "
				+ height + "\nOVERLAP_X = " + overlapX / scale + "\nOVERLAP_Y = " + overlapY / scale
				+ "\nIMAGE_CONCAT_FACTOR = "
				+ (i == 0 ? concat0 : 1) + "\nIMAGE_FORMAT = " + format + "\nIMAGE_COMPRESSION_FACTOR = 80\n");
		}
		hierarchy.put("Slide zoom level", String.join(",", zoom));
		final List<String> filterLevels = new ArrayList<>();
		for (int i = 0; i < Math.max(1, filters.size()); i++) {
			filterLevels.add("FilterLevel_" + i);
			sections.append("[LAYER_1_LEVEL_" + i + "_SECTION]\nFILTER_NAME = "
				+ (filters.isEmpty() ? "Default" : filters.get(i))
				+ "\nCOLOR_R = " + 10 * i + "\nCOLOR_G = 255\nCOLOR_B = 7\nSTORING_CHANNEL_NUMBER = " + i % 3
				+ "\nDATA_IN_THIS_FILTER_LEVEL = FilterLevel_" + i / 3 + "\n");
		}
		hierarchy.put("Slide filter level", String.join(",", filterLevels));
		if (!focusLevels.isEmpty()) hierarchy.put("Microscope focus level", String.join(",", focusLevels));
		hierarchy.put("Scan info layer", "ScanInfoLayer_DefaultLevel,ScanInfoLayer_XMLInfoLevel");
		for (int i = 0; i < focusLevels.size(); i++)
			sections.append("[LAYER_2_LEVEL_" + i + "_SECTION]\nOFFSET_IN_MICROMETERS = " + (i - 1) * 0.6 + "\n");
		final Map<String, String> others = new LinkedHashMap<>();
		others.put("Scan data layer",
			"ScanDataLayer_ScanMap,ScanDataLayer_XMLInfoHeader,ScanDataLayer_SlideThumbnail,ScanDataLayer_SlideBarco"
			+ "de,ScanDataLayer_SlidePreview");
		others.put("VIMSLIDE_HISTOGRAM_DATA", "default");
		if (positions != Positions.NONE) others.put(switch (positions) {
			case PLAIN -> "VIMSLIDE_POSITION_BUFFER";
			case PACKED -> "StitchingIntensityLayer";
			default -> "StitchingLayer";
		}, "default");
		final String[] types = { "", "", "THUMBNAIL", "BARCODE", "PREVIEW" };
		for (int i = 2; i < 5; i++)
			sections.append("[NONHIERLAYER_0_LEVEL_" + i + "_SECTION]\n" + types[i] + "_IMAGE_TYPE = " + associated
				+ "\n");
		final StringBuilder files = new StringBuilder("[DATAFILE]\nFILE_COUNT = " + dataFiles + "\n");
		for (int i = 0; i < dataFiles; i++)
			files.append("FILE_" + i + " = " + String.format("Data%04d.dat", i) + "\n");
		return "[GENERAL]\nSLIDE_VERSION = 01.02\nSLIDE_NAME = M\u00fcller = 3  \nPROJECT_NAME = \n#a "
			+ "comment\n\nSLIDE_ID = " + ID + "\nIMAGENUMBER_X = "
			+ imagesX + "\nIMAGENUMBER_Y = " + imagesY
			+ "\n  SLIDE_CREATIONDATETIME=20/02/2008 13:12:26\nOBJECTIVE_MAGNIFICATION = 20\n"
			+ "SLIDE_TYPE = SLIDE_TYPE_" + (filters.isEmpty() ? "BRIGHTFIELD" : "FLUORESCENCE")
			+ "\nCameraImageDivisionsPerSide = " + divisions
			+ "\n[HIERARCHICAL]\nINDEXFILE = Index.dat\nPAGEELEMENTCOUNT = " + entriesInPage + "\n"
			+ layers("HIER_", "LAYER_", hierarchy)
			+ layers("NONHIER_", "NONHIERLAYER_", others) + files + sections;
	}

	private static String layers(final String prefix, final String section, final Map<String, String> layers) {
		final StringBuilder text = new StringBuilder(prefix + "COUNT = " + layers.size() + "\n");
		int i = 0;
		for (final Map.Entry<String, String> layer : layers.entrySet()) {
			final String[] values = layer.getValue().split(",");
			text.append(prefix + i + "_NAME = " + layer.getKey() + "\n" + prefix + i + "_COUNT = " + values.length
				+ "\n");
			for (int k = 0; k < values.length; k++)
				text.append(prefix + i + "_VAL_" + k + " = " + values[k] + "\n" + prefix + i + "_VAL_" + k
					+ "_SECTION = " + section + i
					+ "_LEVEL_" + k + "_SECTION\n");
			i++;
		}
		return text.toString();
	}
}
