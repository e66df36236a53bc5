package org.coverslip.format.tiff;

import static org.coverslip.tiff.TiffTag.*;

import java.io.EOFException;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.coverslip.format.OpenSlideProperties;
import org.coverslip.io.SlideFormatException;
import org.coverslip.slide.PixelSize;
import org.coverslip.tiff.Ifd;
import org.coverslip.tiff.TiffFile;

/**
 * The properties that OpenSlide gives for every TIFF: {@code tiff.*}, the comment and the fingerprint.
 * <p>
 * Source: OpenSlide's {@code openslide-decode-tifflike.c} for the names and for what enters the fingerprint.
 */
public final class TiffProperties {

	/** Coverslip's own: why the file's resolution is not taken for the size of a microscope's pixels. */
	private static final String PIXEL_SIZE_IGNORED = "coverslip.pixel-size-ignored";

	private static final double UM_PER_INCH = 25400;
	private static final double UM_PER_CENTIMETRE = 10000;
	/** A microscope's pixels are not larger. */
	private static final double COARSEST_UM = 20;

	/** A lowest level with more bytes than this gets no fingerprint, since opening would take too long. */
	private static final long MOST_HASHED_BYTES = 5 << 20;
	/** Likewise one that takes more requests over a network. */
	private static final int MOST_REQUESTS = 3;

	/** Text tags in the order in which they enter the fingerprint. */
	private static final Map<Integer, String> HASHED_TEXTS =
		Map.ofEntries(Map.entry(IMAGE_DESCRIPTION, "tiff.ImageDescription"),
		Map.entry(MAKE, "tiff.Make"), Map.entry(MODEL, "tiff.Model"), Map.entry(SOFTWARE, "tiff.Software"),
		Map.entry(DATE_TIME, "tiff.DateTime"), Map.entry(ARTIST, "tiff.Artist"),
		Map.entry(HOST_COMPUTER, "tiff.HostComputer"),
		Map.entry(COPYRIGHT, "tiff.Copyright"), Map.entry(DOCUMENT_NAME, "tiff.DocumentName"));
	private static final int[] HASHING_ORDER = { IMAGE_DESCRIPTION, MAKE, MODEL, SOFTWARE, DATE_TIME, ARTIST,
		HOST_COMPUTER,
		COPYRIGHT, DOCUMENT_NAME };

	private TiffProperties() {}

	/**
	 * Adds the properties of a directory, and the fingerprint {@code openslide.quickhash-1} if the lowest level is
	 * small enough.
	 *
	 * @param first
	 *            the directory whose tags become properties
	 * @param lowest
	 *            the directory of the lowest level, whose stored bytes enter the fingerprint
	 */
	public static void add(final OpenSlideProperties properties, final TiffFile tiff, final Ifd first, final Ifd lowest)
		throws IOException
	{
		add(properties, tiff, first, lowest, List.of());
	}

	/**
	 * As {@link #add(OpenSlideProperties, TiffFile, Ifd, Ifd)}, for formats that put more into the fingerprint.
	 *
	 * @param more
	 *            texts that enter the fingerprint last
	 */
	public static void add(final OpenSlideProperties properties, final TiffFile tiff, final Ifd first, final Ifd lowest,
		final List<String> more) throws IOException
	{
		addTags(properties, first);
		final MessageDigest digest = sha256();
		if (!digestLevel(digest, tiff, lowest)) return;
		for (final int tag : HASHING_ORDER) {
			digestText(digest, HASHED_TEXTS.get(tag));
			digestText(digest, properties.get(HASHED_TEXTS.get(tag)));
		}
		for (final String text : more)
			digestText(digest, text);
		properties.put(OpenSlideProperties.QUICKHASH, HexFormat.of().formatHex(digest.digest()));
	}

	/**
	 * Adds what OpenSlide says about a TIFF that no vendor's driver accepts and whose first directory is tiled: vendor,
	 * levels, pixel size, and the properties of every TIFF.
	 *
	 * @param levels
	 *            as in {@link TiffPyramid#openSlideLevels}
	 */
	public static void addGeneric(final OpenSlideProperties properties, final TiffFile tiff,
		final List<TiffImage> levels)
		throws IOException
	{
		properties.put(OpenSlideProperties.VENDOR, "generic-tiff");
		for (int i = 0; i < levels.size(); i++) {
			final TiffImage image = levels.get(i);
			properties.putLevel(i, image.width(), image.height(), TiffLevels.scale(levels.get(0), image),
				image.tileWidth(),
				image.tileHeight());
		}
		final Ifd first = tiff.ifds().get(0);
		statedPixelSize(first).ifPresent(size -> {
			properties.put(OpenSlideProperties.MPP_X, size.xUm());
			properties.put(OpenSlideProperties.MPP_Y, size.yUm());
		});
		add(properties, tiff, first, levels.get(levels.size() - 1).ifd());
	}

	/** Adds the properties of a directory alone, without a fingerprint. */
	public static void addTags(final OpenSlideProperties properties, final Ifd first) throws IOException {
		for (final int tag : HASHING_ORDER)
			properties.put(HASHED_TEXTS.get(tag), first.text(tag));
		properties.put(OpenSlideProperties.COMMENT, properties.get(HASHED_TEXTS.get(IMAGE_DESCRIPTION)));
		addNumber(properties, "tiff.XResolution", first, X_RESOLUTION);
		addNumber(properties, "tiff.YResolution", first, Y_RESOLUTION);
		addNumber(properties, "tiff.XPosition", first, X_POSITION);
		addNumber(properties, "tiff.YPosition", first, Y_POSITION);
		properties.put("tiff.ResolutionUnit", switch ((int) first.longValue(RESOLUTION_UNIT, RESOLUTION_INCH)) {
			case RESOLUTION_NONE -> "none";
			case RESOLUTION_INCH -> "inch";
			case RESOLUTION_CENTIMETER -> "centimeter";
			default -> "unknown";
		});
		properties.put(PIXEL_SIZE_IGNORED, ignoredResolution(first).orElse(null));
	}

	private static void addNumber(final OpenSlideProperties properties, final String name, final Ifd ifd, final int tag)
		throws IOException
	{
		if (ifd.has(tag)) properties.put(name, ifd.doubleValue(tag));
	}

	/**
	 * The pixel size that resolution and its unit give; also empty if that is a printer's or a screen's resolution, or
	 * a default. No microscope image has pixels of more than 20 µm, or 1270 dots per inch.
	 */
	public static Optional<PixelSize> pixelSize(final Ifd ifd) throws IOException {
		return statedPixelSize(ifd).filter(size -> !isPrinters(size));
	}

	/**
	 * The pixel size that resolution and its unit give, whatever it is: 10000 / resolution for centimetres, 25400 /
	 * resolution for inches, the default unit; empty if there is no unit, or unless both axes are stated and above 0.
	 * This is what OpenSlide gives.
	 */
	public static Optional<PixelSize> statedPixelSize(final Ifd ifd) throws IOException {
		final long unit = ifd.longValue(RESOLUTION_UNIT, RESOLUTION_INCH);
		if (unit != RESOLUTION_INCH && unit != RESOLUTION_CENTIMETER) return Optional.empty();
		final double um = unit == RESOLUTION_INCH ? UM_PER_INCH : UM_PER_CENTIMETRE;
		final double x = um / ifd.doubleValue(X_RESOLUTION);
		final double y = um / ifd.doubleValue(Y_RESOLUTION);
		return PixelSize.isValid(x) && PixelSize.isValid(y) ? Optional.of(new PixelSize(x, y)) : Optional.empty();
	}

	private static boolean isPrinters(final PixelSize size) {
		return size.xUm() > COARSEST_UM || size.yUm() > COARSEST_UM;
	}

	/** A phrase on why a stated resolution gives no pixel size; empty if it does give one, or none is stated. */
	public static Optional<String> ignoredResolution(final Ifd ifd) throws IOException {
		final Optional<PixelSize> size = statedPixelSize(ifd).filter(TiffProperties::isPrinters);
		if (size.isEmpty()) return Optional.empty();
		final boolean inches = ifd.longValue(RESOLUTION_UNIT, RESOLUTION_INCH) == RESOLUTION_INCH;
		return Optional.of("the file's resolution of " + number(ifd.doubleValue(X_RESOLUTION))
			+ (inches ? " dpi" : " pixels per cm")
			+ " is a printer's, a screen's or a default, no microscope's: pixels would be " + number(size.get().xUm())
			+ " x "
			+ number(size.get().yUm()) + " µm");
	}

	private static String number(final double value) {
		return new BigDecimal(value).round(new MathContext(4)).stripTrailingZeros().toPlainString();
	}

	private static boolean digestLevel(final MessageDigest digest, final TiffFile tiff, final Ifd level)
		throws IOException {
		final boolean tiled = level.has(TILE_OFFSETS);
		final long[] offsets = level.longs(tiled ? TILE_OFFSETS : STRIP_OFFSETS);
		final int lengthTag = tiled ? TILE_BYTE_COUNTS : STRIP_BYTE_COUNTS;
		if (level.count(lengthTag) != offsets.length) return false;
		final long[] lengths = level.longs(lengthTag);
		long total = 0;
		for (final long length : lengths) {
			total += length;
			if (length < 0 || total > MOST_HASHED_BYTES) return false;
		}
		// for an NDPI offset beyond 4 GiB, OpenSlide (3.4.1, 4.0.1) uses the lower half here, though not where it shows
		// the level
		if (tiff.isNdpi() && offsets.length == 1) offsets[0] &= 0xffffffffL;
		if (tiff.source().requests(offsets, lengths) > MOST_REQUESTS) return false;
		tiff.source().expect(offsets, lengths);
		for (int i = 0; i < offsets.length; i++)
			try {
				digest.update(tiff.source().readFully(offsets[i], lengths[i]));
			}
			catch (final EOFException e) {
				throw new SlideFormatException(tiff.file(), offsets[i], lengths[i] + " bytes of tile " + i,
					"the end of the file", e);
			}
		return true;
	}

	/** Text is added with its closing NUL, absent text as an empty one. */
	private static void digestText(final MessageDigest digest, final String text) {
		if (text != null) digest.update(text.getBytes(StandardCharsets.UTF_8));
		digest.update((byte) 0);
	}

	private static MessageDigest sha256() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (final NoSuchAlgorithmException e) {
			throw new IllegalStateException("each Java platform has SHA-256", e);
		}
	}
}
