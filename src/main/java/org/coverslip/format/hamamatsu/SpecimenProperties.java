package org.coverslip.format.hamamatsu;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

import org.coverslip.format.OpenSlideProperties;
import org.coverslip.io.ByteSource;
import org.coverslip.slide.Level;
import org.coverslip.slide.PixelSize;

/** What a VMS or VMU file says of its slide, under OpenSlide's names as 3.4.1 gives them. */
final class SpecimenProperties {

	private static final double NANOMETRES = 1000;
	/** Maps have a few megabytes; larger ones do not enter a fingerprint. */
	private static final long MOST_HASHED_BYTES = 256L << 20;
	private static final int CHUNK = 1 << 16;

	private SpecimenProperties() {}

	/**
	 * Levels, pixel size, objective and every key of the text.
	 *
	 * @param text
	 *            the bytes of the VMS or VMU file
	 * @param map
	 *            those of its map, which with the text make the fingerprint
	 */
	static OpenSlideProperties of(final SpecimenIndex index, final List<Level> levels, final ByteSource text,
		final ByteSource map)
		throws IOException
	{
		final OpenSlideProperties properties = new OpenSlideProperties();
		properties.put(OpenSlideProperties.VENDOR, "hamamatsu");
		NdpiProperties.addLevels(properties, levels);
		index.values().forEach((key, value) -> properties.put("hamamatsu." + key, value));
		properties.copyDouble("hamamatsu." + SpecimenIndex.SOURCE_LENS, OpenSlideProperties.OBJECTIVE_POWER);
		final int width = index.number(SpecimenIndex.PHYSICAL_WIDTH);
		if (width > 0) properties.put(OpenSlideProperties.MPP_X, micrometres(width, levels.get(0).width()));
		final int height = index.number(SpecimenIndex.PHYSICAL_HEIGHT);
		if (height > 0) properties.put(OpenSlideProperties.MPP_Y, micrometres(height, levels.get(0).height()));
		if (map.size() <= MOST_HASHED_BYTES) properties.put(OpenSlideProperties.QUICKHASH, fingerprint(text, map));
		return properties;
	}

	/** The pixel's size, from that of the whole image in nanometres, if both sides are stated. */
	static Optional<PixelSize> pixelSize(final SpecimenIndex index, final Level level0) {
		final double x = micrometres(index.number(SpecimenIndex.PHYSICAL_WIDTH), level0.width());
		final double y = micrometres(index.number(SpecimenIndex.PHYSICAL_HEIGHT), level0.height());
		return PixelSize.isValid(x) && PixelSize.isValid(y) ? Optional.of(new PixelSize(x, y)) : Optional.empty();
	}

	/** The order of the operations is OpenSlide's, so that the 17 digits agree. */
	private static double micrometres(final int nanometres, final long pixels) {
		return nanometres / (NANOMETRES * pixels);
	}

	static OptionalDouble objectivePower(final SpecimenIndex index) {
		final OptionalDouble power = OpenSlideProperties.parseDouble(index.value(SpecimenIndex.SOURCE_LENS));
		return power.isPresent() && power.getAsDouble() > 0 && power.getAsDouble() < Double.POSITIVE_INFINITY ? power
			: OptionalDouble.empty();
	}

	private static String fingerprint(final ByteSource text, final ByteSource map) throws IOException {
		try {
			final MessageDigest digest = MessageDigest.getInstance("SHA-256");
			for (final ByteSource source : List.of(text, map))
				for (long at = 0; at < source.size(); at += CHUNK) {
					final ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
					source.read(at, chunk);
					digest.update(chunk.flip());
				}
			return HexFormat.of().formatHex(digest.digest());
		}
		catch (final NoSuchAlgorithmException e) {
			throw new IllegalStateException("each Java platform has SHA-256", e);
		}
	}
}
