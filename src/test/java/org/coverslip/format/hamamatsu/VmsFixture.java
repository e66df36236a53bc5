package org.coverslip.format.hamamatsu;

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

import org.coverslip.testing.JpegFixture;
import org.coverslip.testing.RestartJpeg;
import org.coverslip.testing.TestPattern;

/** Builds VMS slides in a folder, with the keys that scanners write. */
final class VmsFixture {

	private final Path folder;
	private final Map<String, String> values = new LinkedHashMap<>();
	/** Restart positions by rows, for all images in order. */
	private final List<Long> rowStarts = new ArrayList<>();
	private String comment;
	private int horizontal = 2;
	private int components = 3;
	private String lineEnd = "\r\n";
	private String before = "";

	VmsFixture(final Path folder) {
		this.folder = folder;
		values.put("NoLayers", "1");
	}

	/** 1 or 3. */
	VmsFixture components(final int count) {
		components = count;
		return this;
	}

	/** How many pixels share a chroma sample in a row. */
	VmsFixture horizontal(final int factor) {
		horizontal = factor;
		return this;
	}

	/** A comment in the first image. */
	VmsFixture comment(final String text) {
		comment = text;
		return this;
	}

	/** How lines end, and what comes before the group. */
	VmsFixture text(final String end, final String first) {
		lineEnd = end;
		before = first;
		return this;
	}

	/** One image of all, e.g. for focal plane 0 with the key "ImageFile(1,0)". */
	VmsFixture image(final String key, final RestartJpeg jpeg) throws IOException {
		final String name = "slide" + key.substring("ImageFile".length()) + ".jpg";
		values.put(key, name);
		write(name, jpeg, key.chars().filter(c -> c == ',').count() < 2);
		return this;
	}

	/**
	 * Focal plane 0 in columns and rows of images of one size; the last ones have another.
	 *
	 * @param interval
	 *            pixels
	 */
	VmsFixture mosaic(final int columns, final int rows, final int width, final int height, final int lastWidth,
		final int lastHeight, final int interval) throws IOException
	{
		values.put("NoJpegColumns", columns + "");
		values.put("NoJpegRows", rows + "");
		for (int row = 0; row < rows; row++)
			for (int col = 0; col < columns; col++)
				image("ImageFile" + (col + row == 0 ? "" : "(" + col + "," + row + ")"),
					jpeg(col < columns - 1 ? width : lastWidth, row < rows - 1 ? height : lastHeight, interval,
					col + 10 * row));
		return this;
	}

	/** An image of random content with restart intervals. */
	RestartJpeg jpeg(final int width, final int height, final int interval, final long seed) {
		return new RestartJpeg(width, height, components, horizontal, seed).intervalOfPixels(interval);
	}

	VmsFixture map(final int width, final int height, final int interval) throws IOException {
		values.put("MapFile", "slide_map2.jpg");
		write("slide_map2.jpg", jpeg(width, height, interval, 99), true);
		return this;
	}

	private void write(final String name, final RestartJpeg jpeg, final boolean listed) throws IOException {
		final ByteArrayOutputStream out = new ByteArrayOutputStream();
		final byte[] stream = jpeg.stream();
		out.write(stream, 0, 2);
		if (comment != null && rowStarts.isEmpty()) {
			final byte[] text = comment.getBytes(StandardCharsets.UTF_8);
			out.writeBytes(
				new byte[] { (byte) 0xff, (byte) 0xfe, (byte) (text.length + 2 >> 8), (byte) (text.length + 2) });
			out.writeBytes(text);
		}
		final int shift = out.size() - 2;
		out.write(stream, 2, stream.length - 2);
		Files.write(folder.resolve(name), out.toByteArray());
		if (!listed) return;
		final int columns = jpeg.starts().length / ((jpeg.height() + 7) / 8);
		for (int i = 0; columns > 0 && i < jpeg.starts().length; i += columns)
			rowStarts.add(jpeg.starts()[i] + shift);
	}

	VmsFixture macro() throws IOException {
		values.put("MacroImage", "slide_macro.jpg");
		Files.write(folder.resolve("slide_macro.jpg"),
			JpegFixture.sampled(1, 1).encode(TestPattern.block(0, 0, TestPattern.rgb(151, 47))));
		return this;
	}

	/** The right list of rows, but for the very last one, as in real slides. */
	VmsFixture optimisation() throws IOException {
		return optimisation(rowStarts.stream().mapToLong(Long::longValue).limit(rowStarts.size() - 1).toArray());
	}

	/** Another list. */
	VmsFixture optimisation(final long... positions) throws IOException {
		final ByteBuffer records = ByteBuffer.allocate(40 * positions.length).order(ByteOrder.LITTLE_ENDIAN);
		for (int i = 0; i < positions.length; i++)
			records.putLong(40 * i, positions[i]);
		values.put("OptimisationFile", "slide.opt");
		Files.write(folder.resolve("slide.opt"), records.array());
		return this;
	}

	/** Where all rows begin. */
	long[] rowStarts() {
		return rowStarts.stream().mapToLong(Long::longValue).toArray();
	}

	/** Size on the glass, objective and what else there is. */
	VmsFixture calibrated() {
		return set("AuthCode", "635108335").set("SourceLens", "40.000000").set("PhysicalWidth", "233675")
			.set("PhysicalHeight", "173579").set("LayerSpacing", "2032236150").set("PhysicalMacroWidth", "76000000")
			.set("XOffsetFromSlideCentre", "4876667").set("YOffsetFromSlideCentre", "-2340000")
			.set("Reference", "CMU-1-40x").set("Note", "");
	}

	VmsFixture set(final String key, final String value) {
		values.put(key, value);
		return this;
	}

	VmsFixture without(final String key) {
		values.remove(key);
		return this;
	}

	/** Writes the text; the file to open. */
	Path write() throws IOException {
		final StringBuilder text = new StringBuilder(before + "[Virtual Microscope Specimen]" + lineEnd);
		values.forEach((key, value) -> text.append(key).append('=').append(value).append(lineEnd));
		return Files.writeString(folder.resolve("slide.vms"), text);
	}

	/** A slide of 2 x 2 images of 512 x 256 pixels at most, with everything. */
	static VmsFixture usual(final Path folder) throws IOException {
		return new VmsFixture(folder).mosaic(2, 2, 512, 256, 384, 160, 128).map(64, 32, 64).macro().optimisation()
			.calibrated();
	}
}
