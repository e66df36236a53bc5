package org.coverslip.format.generic;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

import org.coverslip.format.tiff.PagePlace;
import org.coverslip.format.tiff.TiffPages;
import org.coverslip.io.JsonReader;
import org.coverslip.slide.Channel;
import org.coverslip.slide.PixelSize;
import org.coverslip.slide.Plane;
import org.coverslip.tiff.TiffFile;

/**
 * The index of Micro-Manager's TIFFs: channel, slice, frame and stage position of each directory; and its summary in
 * JSON.
 * <p>
 * After the TIFF header come 54773648 and the index's offset; at byte 32 come 2355492, the summary's length and the
 * summary. The index begins with 3453623 and the number of entries. Each entry has five numbers, the last of them a
 * directory's offset. All numbers have 32 bits in the file's byte order. Source: "Micro-Manager File Formats"
 * (micro-manager.org), and files of 1.4 and 2.0.
 *
 * @param places
 *            of all pages, in their order
 * @param text
 *            what the summary says; without axes
 */
record MicroManagerIndex(List<PagePlace> places, StackText text) {

	private static final int AT = 8;
	private static final int MAGIC = 54773648;
	private static final int INDEX_MAGIC = 3453623;
	private static final int SUMMARY_AT = 32;
	private static final int SUMMARY_MAGIC = 2355492;
	private static final int ENTRY_BYTES = 20;
	private static final int MOST_ENTRIES = 1 << 20;
	private static final int LONGEST_SUMMARY = 1 << 22;
	/** No instrument writes a larger index. */
	private static final int MOST = 1 << 20;

	/** The index, if the file has one that covers all its pages. */
	static Optional<MicroManagerIndex> of(final TiffPages pages) throws IOException {
		final TiffFile tiff = pages.tiff();
		final ByteBuffer head = read(tiff, AT, 8);
		if (tiff.isBigTiff() || head.remaining() < 8 || head.getInt(0) != MAGIC) return Optional.empty();
		final long at = head.getInt(4) & 0xffffffffL;
		final ByteBuffer start = read(tiff, at, 8);
		if (start.remaining() < 8 || start.getInt(0) != INDEX_MAGIC) return Optional.empty();
		final int count = start.getInt(4);
		if (count < 1 || count > MOST_ENTRIES) return Optional.empty();
		final ByteBuffer entries = read(tiff, at + 8, count * ENTRY_BYTES);
		final Map<Long, PagePlace> byOffset = new HashMap<>();
		for (int i = 0; i + ENTRY_BYTES <= entries.remaining(); i += ENTRY_BYTES) {
			final int[] numbers = new int[4];
			for (int n = 0; n < 4; n++) {
				numbers[n] = entries.getInt(i + 4 * n);
				if (numbers[n] < 0 || numbers[n] > MOST) return Optional.empty();
			}
			byOffset.put(entries.getInt(i + 16) & 0xffffffffL,
				new PagePlace(numbers[3], new Plane(numbers[0], numbers[1], numbers[2])));
		}
		final List<PagePlace> places = new ArrayList<>();
		for (int page = 0; page < pages.count(); page++) {
			final PagePlace place = byOffset.get(pages.directory(page).offset());
			if (place == null) return Optional.empty();
			places.add(place);
		}
		return Optional.of(new MicroManagerIndex(places, summary(tiff)));
	}

	private static ByteBuffer read(final TiffFile tiff, final long at, final int length) throws IOException {
		final int there = (int) Math.max(0, Math.min(length, tiff.source().size() - at));
		return ByteBuffer.wrap(tiff.source().readFully(at, there)).order(tiff.byteOrder());
	}

	private static StackText summary(final TiffFile tiff) throws IOException {
		final ByteBuffer head = read(tiff, SUMMARY_AT, 8);
		if (head.remaining() < 8 || head.getInt(0) != SUMMARY_MAGIC || head.getInt(4) < 0 || head.getInt(
			4) > LONGEST_SUMMARY)
			return StackText.NONE;
		final String json = StandardCharsets.UTF_8.decode(read(tiff, SUMMARY_AT + 8, head.getInt(4))).toString()
			.strip();
		final Map<String, Object> summary = JsonReader.object(json).orElse(Map.of());
		final double um = number(summary.get("PixelSize_um"));
		final double step = Math.abs(number(summary.get("z-step_um")));
		return new StackText("Micro-Manager", Optional.empty(), channels(summary), true, PixelSize.isValid(um),
			PixelSize.isValid(um) ? Optional.of(new PixelSize(um, um)) : Optional.empty(),
			PixelSize.isValid(step) ? OptionalDouble.of(step) : OptionalDouble.empty());
	}

	private static double number(final Object value) {
		return value instanceof Double number ? number : Double.NaN;
	}

	private static List<Channel> channels(final Map<String, Object> summary) {
		final List<Channel> channels = new ArrayList<>();
		if (summary.get("ChNames") instanceof List<?> names)
			for (int c = 0; c < names.size(); c++)
				channels.add(new Channel(String.valueOf(names.get(c)), color(summary.get("ChColors"), c)));
		return channels;
	}

	/** Colours are Java's: -1 is white. */
	private static OptionalInt color(final Object colors, final int c) {
		if (!(colors instanceof List<?> list) || c >= list.size() || !(list.get(c) instanceof Double number))
			return OptionalInt.empty();
		final int rgb = (int) number.longValue() & 0xffffff;
		return list.size() == 1 && rgb == 0xffffff ? OptionalInt.empty() : OptionalInt.of(rgb);
	}
}
