package org.coverslip.deidentify.tiff;

import static org.coverslip.tiff.TiffTag.*;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.coverslip.deidentify.Findings;
import org.coverslip.deidentify.SlideCopy;
import org.coverslip.io.SlideFormatException;
import org.coverslip.tiff.Ifd;
import org.coverslip.tiff.TiffFile;

/**
 * TIFFs of no vendor: the pages that are alike the first, and the coarser images of these. An image of other
 * proportions, or one that calls itself a label, may be one.
 * <p>
 * Of ImageJ's description, which says what the pages of a stack are, the numbers stay.
 */
final class PlainDialect implements TiffDialect {

	private static final Pattern NAMED = Pattern.compile("label|macro|thumb|overview|barcode");
	private static final int LONGEST = 1 << 20;
	/** Pixels by which a coarser image's height may differ from that of the first in the same scale. */
	private static final double MOST_OFF = 2;
	private static final String NUMBER = "[+-]?\\d{1,9}(\\.\\d{1,12})?([eE][+-]?\\d{1,3})?";
	private static final Map<String, String> IMAGEJ = Map.of("ImageJ", "\\d\\.\\d{2}[a-z]", "images", "\\d{1,8}",
		"channels", "\\d{1,8}", "slices", "\\d{1,8}", "frames", "\\d{1,8}", "hyperstack", "true", "mode",
		"grayscale|composite|color", "unit", "micron|um|µm|\\\\u00B5m|nm|mm|cm|inch|pixel|pixels", "spacing", NUMBER,
		"loop", "true|false");
	private static final Pattern LEVELS_MARK = Pattern.compile(", levels by (mode|nearest)$");

	@Override
	public Set<String> formats() {
		return Set.of("tiled TIFF", "striped TIFF");
	}

	@Override
	public List<KeptPage> pages(final TiffFile tiff, final SlideCopy copy) throws IOException {
		final Ifd first = tiff.ifds().get(0);
		final List<KeptPage> pages = new ArrayList<>();
		for (final Ifd ifd : tiff.ifds()) {
			if (ifd != first && !belongs(ifd, first)) {
				copy.findings().removed("page that is no level, plane or channel of the first one");
				continue;
			}
			final List<KeptPage> subs = new ArrayList<>();
			for (final Ifd sub : tiff.subIfds(ifd))
				if (belongs(sub, first)) subs.add(KeptPage.of(sub));
				else copy.findings().removed("page that is no level, plane or channel of the first one");
			pages.add(withMark(KeptPage.of(ifd).subIfds(subs)));
		}
		final String stack = stack(tiff, copy.findings());
		if (!stack.isEmpty()) pages.set(0, pages.get(0).text(IMAGE_DESCRIPTION, stack));
		return pages;
	}

	/** Keeps the sign by which Coverslip says that coarser levels are not averages. */
	private static KeptPage withMark(final KeptPage page) throws IOException {
		final String software = page.ifd().text(SOFTWARE);
		final Matcher mark = LEVELS_MARK.matcher(software == null ? "" : software);
		return mark.find() ? page.text(SOFTWARE, "Coverslip" + mark.group()) : page;
	}

	static boolean belongs(final Ifd ifd, final Ifd first) throws IOException {
		if (!ifd.has(IMAGE_WIDTH) || !ifd.has(IMAGE_LENGTH) || isNamed(ifd) || !isAlike(ifd, first)) return false;
		final double width = ifd.longValue(IMAGE_WIDTH);
		final double height = ifd.longValue(IMAGE_LENGTH);
		final double width0 = first.longValue(IMAGE_WIDTH);
		final double height0 = first.longValue(IMAGE_LENGTH);
		if (width > width0 || height > height0) return false;
		return Math.abs(width * height0 / width0 - height) < MOST_OFF
			|| Math.abs(height * width0 / height0 - width) < MOST_OFF;
	}

	private static boolean isAlike(final Ifd ifd, final Ifd first) throws IOException {
		if (ifd.longValue(SAMPLES_PER_PIXEL, 1) != first.longValue(SAMPLES_PER_PIXEL, 1)) return false;
		final boolean bits = ifd.has(BITS_PER_SAMPLE) && first.has(BITS_PER_SAMPLE);
		return !bits || Arrays.equals(ifd.longs(BITS_PER_SAMPLE), first.longs(BITS_PER_SAMPLE));
	}

	private static boolean isNamed(final Ifd ifd) throws IOException {
		for (final int tag : new int[] { IMAGE_DESCRIPTION, PAGE_NAME, DOCUMENT_NAME }) {
			final String text = ifd.count(tag) > LONGEST ? null : ifd.text(tag);
			// a description of many lines may speak of labels that are elsewhere
			if (text != null && text.length() < 80 && NAMED.matcher(text.toLowerCase(Locale.ROOT)).find()) return true;
		}
		return false;
	}

	/** ImageJ's description without names; "" where there is none. */
	private static String stack(final TiffFile tiff, final Findings findings) throws IOException {
		final Ifd first = tiff.ifds().get(0);
		final String text = first.count(IMAGE_DESCRIPTION) > LONGEST ? null : first.text(IMAGE_DESCRIPTION);
		if (text == null || !text.startsWith("ImageJ=")) return "";
		final StringBuilder out = new StringBuilder();
		for (final String line : text.split("\\R")) {
			final int equals = line.indexOf('=');
			final String key = equals < 0 ? "" : line.substring(0, equals);
			final String value = line.substring(equals + 1);
			if (key.equals("images") && value.matches("\\d{1,8}") && Long.parseLong(value) > tiff.ifds().size())
				throw new SlideFormatException(tiff.file(), first.offset(), "a directory for each of ImageJ's images",
					tiff.ifds().size() + " for " + value + "; save it as OME-TIFF, or convert it with associated=none");
			if (IMAGEJ.containsKey(key) && value.matches(IMAGEJ.get(key)))
				out.append(key).append('=').append(value).append('\n');
			else findings.removed("lines of ImageJ's description");
		}
		findings.kept("what the pages of ImageJ's stack are");
		return out.toString();
	}
}
