package org.coverslip.deidentify.tiff;

import static org.coverslip.tiff.TiffTag.*;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.coverslip.deidentify.Findings;
import org.coverslip.deidentify.LabelArea;
import org.coverslip.deidentify.SlideCopy;
import org.coverslip.deidentify.ThumbnailExam;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.tiff.Ifd;
import org.coverslip.tiff.TiffFile;

/**
 * Aperio SVS: the tiled directories, and the thumbnail where it is wanted and shows what they show. The description of
 * each is written anew, with the sizes that the directory has and the few entries that programs compute with.
 * <p>
 * Source: "Digital Slides and Third-Party Data Interchange" (Aperio, MAN-0069); descriptions of real slides.
 */
final class AperioDialect implements TiffDialect {

	private static final int SUBFILE_MACRO = 9;
	private static final Pattern BANNER = Pattern.compile("^Aperio [A-Za-z ]{0,40}?v\\d{1,3}(\\.\\d{1,3}){1,3}(?=\\s)");
	private static final Pattern CODING = Pattern.compile("\\b(JPEG|J2K|JPEG2000)/(RGB|YBR|YCC|YC|KDU) Q=\\d{1,3}\\b");
	private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,7}(\\.\\d{1,9})?");
	/**
	 * Magnification and pixel size, size before cropping, height of the focal plane, width of the scanner's stripes.
	 */
	private static final Set<String> ALLOWED = Set.of("AppMag", "MPP", "OriginalWidth", "OriginalHeight",
		"Originalheight", "StripeWidth", "OffsetZ", "TotalDepth");
	private static final Set<String> KNOWN = Set.of("Filename", "Title", "ImageID", "User", "Date", "Time",
		"Time Zone", "DSR ID", "ScanScope ID", "Barcode", "Rack", "Slide", "Parmset", "SessionMode", "SessonMode",
		"Webslide Files", "ICC Profile", "Left", "Top", "Copyright", "Focus Offset", "Filtered", "LineCameraSkew",
		"LineAreaXOffset", "LineAreaYOffset", "Exposure Time", "Exposure Scale", "DisplayColor", "Accession");

	@Override
	public Set<String> formats() {
		return Set.of("Aperio SVS");
	}

	@Override
	public boolean keepsMacro() {
		return true;
	}

	@Override
	public List<KeptPage> pages(final TiffFile tiff, final SlideCopy copy) throws IOException {
		final Findings findings = copy.findings();
		final List<KeptPage> pages = new ArrayList<>();
		for (int i = 0; i < tiff.ifds().size(); i++) {
			final Ifd ifd = tiff.ifds().get(i);
			final String name = name(ifd);
			final boolean named = name.equals("label") || name.equals("macro");
			if (ifd.isTiled() && !named) pages.add(page(ifd, description(ifd, findings)));
			else if (name.equals("macro") && macro(copy, pages)) continue;
			else if (i == 1 && !named) thumbnail(tiff, ifd, copy, pages);
			else findings.removed(named ? name + " image" : "image that is neither a level nor the thumbnail");
		}
		findings.kept("pixel size and magnification (MPP, AppMag)");
		return pages;
	}

	private static void thumbnail(final TiffFile tiff, final Ifd ifd, final SlideCopy copy, final List<KeptPage> pages)
		throws IOException {
		final Ifd finest = tiff.ifds().get(0);
		final String text = "Aperio Image Library\n" + size(finest) + " -> " + size(ifd) + " - ";
		if (ThumbnailExam.isKept(copy)) pages.add(page(ifd, text));
	}

	private static boolean macro(final SlideCopy copy, final List<KeptPage> pages) throws IOException {
		final Optional<PixelBlock> painted = LabelArea.paintedMacro(copy);
		painted.ifPresent(pixels -> pages.add(KeptPage.of(pixels, SUBFILE_MACRO).text(IMAGE_DESCRIPTION,
			"Aperio Image Library\nmacro " + pixels.width() + "x" + pixels.height())));
		return painted.isPresent();
	}

	private static KeptPage page(final Ifd ifd, final String description) {
		return KeptPage.of(ifd).text(IMAGE_DESCRIPTION, description);
	}

	/** The first word of the description's second line; NewSubfileType tells where there is none. */
	private static String name(final Ifd ifd) throws IOException {
		final String text = ifd.text(IMAGE_DESCRIPTION);
		final String[] lines = text == null ? new String[0] : text.split("\\R", -1);
		final String word = lines.length < 2 ? "" : lines[1].strip().split(" ", -1)[0].toLowerCase(Locale.ROOT);
		if (word.startsWith("label") || word.startsWith("macro")) return word.substring(0, 5);
		if (ifd.isTiled()) return "";
		final long subfile = ifd.longValue(NEW_SUBFILE_TYPE, 0);
		return subfile == 1 ? "label" : subfile == SUBFILE_MACRO ? "macro" : "";
	}

	private static String description(final Ifd ifd, final Findings findings) throws IOException {
		final String text = ifd.text(IMAGE_DESCRIPTION);
		final String source = text == null ? "" : text;
		final Matcher banner = BANNER.matcher(source);
		final Matcher coding = CODING.matcher(source);
		final StringBuilder out = new StringBuilder(banner.find() ? banner.group() : "Aperio Image Library");
		out.append("\r\n").append(size(ifd)).append(" (").append(ifd.longValue(TILE_WIDTH)).append('x')
			.append(ifd.longValue(TILE_LENGTH)).append(')');
		if (coding.find()) out.append(' ').append(coding.group());
		final String[] entries = source.split("\\|", -1);
		for (int i = 1; i < entries.length; i++) {
			final int equals = entries[i].indexOf('=');
			final String key = equals < 0 ? "" : entries[i].substring(0, equals).strip();
			final String value = entries[i].substring(equals + 1).strip();
			if (ALLOWED.contains(key) && NUMBER.matcher(value).matches())
				out.append('|').append(key).append(" = ").append(value);
			else findings.removed(KNOWN.contains(key) ? "description entry " + key : "other description entries");
		}
		return out.toString();
	}

	private static String size(final Ifd ifd) throws IOException {
		return ifd.longValue(IMAGE_WIDTH) + "x" + ifd.longValue(IMAGE_LENGTH);
	}
}
