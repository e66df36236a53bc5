package org.coverslip.inspect;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.coverslip.detect.SlideOpener;
import org.coverslip.format.SlideProbe;
import org.coverslip.inspect.ReaderVerdict.Answer;
import org.coverslip.io.StoredFile;
import org.coverslip.slide.PixelSize;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.SlideAddress;
import org.coverslip.tiff.TiffFile;
import org.coverslip.tiff.TiffTag;

/**
 * An answer to "OpenSlide says that it cannot open my TIFF": what the file is, which programs open it, why the others
 * do not, and what to do about it. Immutable.
 */
public final class TiffInspection {

	private static final String COVERSLIP = "Coverslip";
	/** OpenSlide's name for TIFFs of no particular vendor. */
	private static final String NO_VENDOR = "generic-tiff";
	private static final int LISTED_IMAGES = 24;

	private final SlideAddress path;
	private final Optional<InspectedTiff> tiff;
	private final String damage;
	private final Optional<PixelSize> pixelSize;
	private final Optional<String> vendor;
	private final ReaderVerdict coverslip;
	private final List<String> notShown;
	private final List<ReaderVerdict> others;

	private TiffInspection(final SlideAddress path, final Optional<InspectedTiff> tiff, final String damage) {
		this.path = path;
		this.tiff = tiff;
		this.damage = damage;
		Optional<PixelSize> size = tiff.flatMap(InspectedTiff::pixelSize);
		Optional<String> name = Optional.empty();
		List<String> left = List.of();
		ReaderVerdict verdict;
		try (Slide slide = SlideOpener.open(path)) {
			final Scene scene = slide.scenes().get(0);
			final int levels = scene.levels().size();
			size = scene.pixelSize();
			left = slide.metadata().notShown();
			name = slide.metadata().vendor().filter(known -> !known.equals(NO_VENDOR));
			verdict = ReaderVerdict.yes(COVERSLIP,
				"as " + slide.metadata().format() + ", " + levels + (levels == 1 ? " level" : " levels"));
		}
		catch (final IOException e) {
			verdict = ReaderVerdict.no(COVERSLIP, e.getMessage());
		}
		vendor = name;
		others = tiff.map(inspected -> ReaderRules.verdicts(inspected, vendor)).orElse(List.of());
		pixelSize = size;
		coverslip = verdict;
		notShown = left;
	}

	/**
	 * Looks at a file's structure; pixels are not decoded.
	 *
	 * @throws IOException
	 *             if there is no such file or it cannot be read; a damaged TIFF is a result, not an error
	 */
	public static TiffInspection of(final Path path) throws IOException {
		return of(new SlideAddress(path.toFile()));
	}

	/** As {@link #of(Path)}, of this computer or of the network. */
	public static TiffInspection of(final SlideAddress path) throws IOException {
		final StoredFile file = SlideOpener.locate(path);
		if (file.name().isEmpty() || !path.isRemote() && Files.isDirectory(path.path()))
			throw new IOException(path + " is a folder, not a TIFF");
		if (!file.exists()) throw new FileNotFoundException(path + ": there is no such file");
		try (SlideProbe probe = SlideProbe.open(file)) {
			if (!TiffFile.isTiff(probe.header())) return new TiffInspection(path, Optional.empty(), "");
			try {
				return new TiffInspection(path, Optional.of(InspectedTiff.of(probe.tiff().orElseThrow())), "");
			}
			catch (final IOException e) {
				return new TiffInspection(path, Optional.empty(), e.getMessage());
			}
		}
	}

	/** What Coverslip makes of it, found by opening it. */
	public ReaderVerdict coverslip() {
		return coverslip;
	}

	/** What other programs make of it; empty if it is not a TIFF or damaged. */
	public List<ReaderVerdict> otherReaders() {
		return others;
	}

	/** All of it, for people, in several lines. */
	public String toText() {
		final StringBuilder text = new StringBuilder().append(path).append('\n');
		if (!damage.isEmpty()) text.append("It begins as a TIFF, but is damaged: ").append(damage).append('\n');
		else if (tiff.isEmpty()) text.append("It is not a TIFF.\n");
		tiff.ifPresent(inspected -> appendStructure(text, inspected));
		text.append('\n');
		appendVerdict(text, coverslip);
		notShown.forEach(sentence -> text.append("not shown by Coverslip: ").append(sentence).append('\n'));
		others.forEach(verdict -> appendVerdict(text, verdict));
		return text.append('\n').append(advice()).toString();
	}

	private void appendStructure(final StringBuilder text, final InspectedTiff tiff) {
		text.append(tiff.bigTiff() ? "BigTIFF" : "classic TIFF")
			.append(tiff.bigEndian() ? ", big-endian, " : ", little-endian, ")
			.append(tiff.bytes()).append(" bytes");
		if (tiff.isAperio()) text.append(", Aperio SVS");
		if (tiff.isOmeTiff()) text.append(", OME-TIFF");
		text.append('\n');
		for (int i = 0; i < Math.min(LISTED_IMAGES, tiff.images().size()); i++)
			text.append("image ").append(i).append(": ").append(tiff.images().get(i).summary()).append('\n');
		if (tiff.images().size() > LISTED_IMAGES)
			text.append("and ").append(tiff.images().size() - LISTED_IMAGES).append(" more images\n");
		for (int i = 0; i < Math.min(LISTED_IMAGES, tiff.subImages().size()); i++)
			text.append("SubIFD ").append(i).append(" of image 0: ").append(tiff.subImages().get(i).summary())
				.append('\n');
		tiff.jpeg().ifPresent(jpeg -> text.append("JPEG colours: ").append(jpeg.sentence()).append('\n'));
		text.append("pyramid: ").append(vendor.filter(name -> !tiff.isAperio()).map(name -> "as " + name + " stores it")
			.orElseGet(tiff::pyramid)).append('\n');
		text.append("pixel size: ").append(
			pixelSize.map(size -> String.format(Locale.ROOT, "%.4f x %.4f \u00b5m", size.xUm(), size.yUm()))
				.orElseGet(() -> tiff.ignoredResolution().map(reason -> "not stated (" + reason + ")")
				.orElse("not stated"))).append('\n');
	}

	private static void appendVerdict(final StringBuilder text, final ReaderVerdict verdict) {
		text.append(verdict.reader()).append(": ").append(verdict.answer().name().toLowerCase(Locale.ROOT)).append(", ")
			.append(verdict.reason()).append('\n');
	}

	private String advice() {
		if (coverslip.answer() == Answer.NO)
			return "Coverslip cannot make a better file of it. Ask for the original, or for another copy.";
		final boolean othersDo = !others.isEmpty()
			&& others.stream().allMatch(verdict -> verdict.answer() == Answer.YES || verdict.reader().equals("ASAP"));
		if (othersDo) return others.stream().allMatch(verdict -> verdict.answer() == Answer.YES)
			? "Nothing needs to be done: all of these open it."
			: "Nothing needs to be done, unless ASAP is to open it: then convert with dialect \"plain\".";
		return "To make a file that all of these open (ASAP needs the dialect \"plain\"): Plugins > Coverslip > "
			+ "Convert Slide...,"
			+ " or\ncoverslip convert \"" + path + "\" \"" + betterName() + "\" --compression " + compression();
	}

	private String betterName() {
		return path.toString().replaceAll("(\\.ome)?\\.[^./\\\\]*$", "") + "-pyramid.tif";
	}

	/** JPEG tiles can be kept as they are; anything else is best kept without loss. */
	private String compression() {
		final InspectedImage first = tiff.map(InspectedTiff::first).orElse(null);
		if (first != null && first.tiled() && first.compression() == TiffTag.COMPRESSION_JPEG)
			return "keep\n(keep copies the JPEG tiles without loss; lzw and deflate are larger, jpeg with --quality 75 "
				+ "to 95 can be smaller)";
		return "lzw\n(lzw and deflate are without loss; jpeg with --quality 75, "
			+ "90 or 95 is much smaller where loss is fine)";
	}
}
