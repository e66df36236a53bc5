package org.coverslip.export.tiff;

import java.math.BigDecimal;

import org.coverslip.compression.TileCoding;
import org.coverslip.geom.Region;
import org.coverslip.slide.Scene;
import org.coverslip.tiff.TiffTag;

/**
 * Image descriptions as an Aperio scanner writes them: a line that names the program, a line of sizes, then
 * {@code |key = value}. Readers recognise the format by the first word, and take pixel size and magnification from MPP
 * and AppMag.
 */
final class AperioText {

	private static final String FIRST_LINE = "Aperio Image Library, as written by ";

	private final Scene scene;
	private final PyramidPlan plan;
	private final PyramidTiffOptions options;

	AperioText(final Scene scene, final PyramidPlan plan, final PyramidTiffOptions options) {
		this.scene = scene;
		this.plan = plan;
		this.options = options;
	}

	/**
	 * The description of a pyramid level. The slide's size, at the file's scale, is followed by the part of it that the
	 * file shows.
	 */
	String level(final int index) {
		final TargetLevel level = plan.levels().get(index);
		final Region whole = scene.cutFrom();
		final Region part = plan.region0().translate(-whole.x(), -whole.y());
		final StringBuilder text = new StringBuilder(firstLine());
		text.append(whole.width() + "x" + whole.height() + " [" + part.x() + "," + part.y() + " " + part.width() + "x"
			+ part.height() + "] ");
		if (index > 0) text.append("-> " + level.width() + "x" + level.height() + " ");
		text.append("(" + level.stored().tileWidth() + "x" + level.stored().tileHeight() + ") "
			+ coding(level.coding()));
		scene.objectivePower().ifPresent(power -> text.append("|AppMag = " + plain(power)));
		scene.pixelSize().ifPresent(size -> text.append("|MPP = " + plain(size.meanUm())));
		text.append("|OriginalWidth = " + whole.width() + "|OriginalHeight = " + whole.height());
		if (!options.description().isEmpty())
			text.append("|Description = " + options.description().replace('|', '/').replaceAll("\\s+", " "));
		return text.toString();
	}

	/**
	 * The description of an image beside the levels. As scanners do, it ends the first line with a line feed only,
	 * which OpenSlide relies on.
	 */
	String associated(final String name, final long width, final long height) {
		return FIRST_LINE + program() + "\n" + name + " " + width + "x" + height;
	}

	private String firstLine() {
		return FIRST_LINE + program() + "\r\n";
	}

	/** The writing program's name, without the characters that separate parts of the text. */
	private String program() {
		return options.software().replaceAll("[|\\s]+", " ");
	}

	private String coding(final TileCoding coding) {
		return switch (coding.compression()) {
			case TiffTag.COMPRESSION_JPEG ->
				(coding.photometric() == TiffTag.PHOTOMETRIC_YCBCR ? "JPEG/YCC" : "JPEG/RGB") + " Q="
				+ options.quality();
			case TiffTag.COMPRESSION_JPEG2000_APERIO_RGB -> "J2K/RGB";
			case TiffTag.COMPRESSION_JPEG2000_APERIO_YCBCR -> "J2K/YCC";
			case TiffTag.COMPRESSION_LZW -> "LZW";
			default -> "RAW";
		};
	}

	/** A number without an exponent or needless zeros. */
	private static String plain(final double number) {
		return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
	}
}
