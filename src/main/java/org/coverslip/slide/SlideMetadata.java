package org.coverslip.slide;

import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is known of a slide as a whole. Immutable.
 */
public final class SlideMetadata {

	private final Path path;
	private final String format;
	private final SortedMap<String, String> properties;
	private final byte[] iccProfile;

	/**
	 * @param path
	 *            the file that was opened
	 * @param format
	 *            the format's name, as {@code SlideFormat.name()}
	 * @param properties
	 *            all key/value pairs, under OpenSlide's names where it has one; copied
	 * @param iccProfile
	 *            the ICC profile of the finest level, or null; copied
	 */
	public SlideMetadata(final Path path, final String format, final Map<String, String> properties,
		final byte[] iccProfile)
	{
		this.path = path;
		this.format = format;
		this.properties = Collections.unmodifiableSortedMap(new TreeMap<>(properties));
		this.iccProfile = iccProfile == null ? null : iccProfile.clone();
	}

	public Path path() {
		return path;
	}

	/** The file's name without its folders. */
	public String name() {
		return path.getFileName() == null ? path.toString() : path.getFileName().toString();
	}

	/** E.g. "Aperio SVS". */
	public String format() {
		return format;
	}

	/** OpenSlide's name of the vendor ({@code openslide.vendor}), e.g. "aperio"; empty where OpenSlide has none. */
	public Optional<String> vendor() {
		return Optional.ofNullable(properties.get("openslide.vendor"));
	}

	/** All properties, sorted by name; unmodifiable. */
	public SortedMap<String, String> properties() {
		return properties;
	}

	/** The ICC profile that the pixels are meant in; a copy. */
	public Optional<byte[]> iccProfile() {
		return Optional.ofNullable(iccProfile).map(byte[]::clone);
	}
}
