package org.coverslip.slide;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
	private final Set<Path> files;
	private final List<String> notShown;

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
		this(path, format, Collections.unmodifiableSortedMap(new TreeMap<>(properties)),
			iccProfile == null ? null : iccProfile.clone(), Set.of(path), List.of());
	}

	private SlideMetadata(final Path path, final String format, final SortedMap<String, String> properties,
		final byte[] iccProfile, final Set<Path> files, final List<String> notShown)
	{
		this.path = path;
		this.format = format;
		this.properties = properties;
		this.iccProfile = iccProfile;
		this.files = files;
		this.notShown = notShown;
	}

	/** These metadata of a slide that consists of more files than the one that was opened; see {@link #files()}. */
	public SlideMetadata withFiles(final Collection<Path> others) {
		final Set<Path> all = new LinkedHashSet<>(files);
		all.addAll(others);
		return new SlideMetadata(path, format, properties, iccProfile, Collections.unmodifiableSet(all), notShown);
	}

	/** These metadata of a slide that leaves out what the sentences tell; see {@link #notShown()}. */
	public SlideMetadata withNotShown(final List<String> sentences) {
		return new SlideMetadata(path, format, properties, iccProfile, files, List.copyOf(sentences));
	}

	/** These metadata of a slide that leaves out more than these tell. */
	public SlideMetadata withMoreNotShown(final List<String> sentences) {
		final List<String> all = new ArrayList<>(notShown);
		all.addAll(sentences);
		return withNotShown(all);
	}

	public Path path() {
		return path;
	}

	/**
	 * All files that the slide is made of, the opened one first: none of them may be overwritten while the slide is
	 * open.
	 */
	public Set<Path> files() {
		return files;
	}

	/**
	 * What the file set holds but the slide does not show (pages, series, instances, files), a sentence for each kind,
	 * with how many there are and why; empty where all is shown.
	 */
	public List<String> notShown() {
		return notShown;
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
