package org.coverslip.slide;

import java.io.IOException;
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

import org.coverslip.io.StoredFile;

/**
 * What is known of a slide as a whole. Immutable.
 */
public final class SlideMetadata {

	private final String location;
	private final String name;
	private final Optional<Path> path;
	private final String format;
	private final SortedMap<String, String> properties;
	private final byte[] iccProfile;
	private final Set<Path> files;
	private final List<String> notShown;

	/**
	 * @param file
	 *            the file that was opened
	 * @param format
	 *            the format's name, as {@code SlideFormat.name()}
	 * @param properties
	 *            all key/value pairs, under OpenSlide's names where it has one; copied
	 * @param iccProfile
	 *            the ICC profile of the finest level, or null; copied
	 * @throws IOException
	 *             if the storage cannot tell where the file is
	 */
	public SlideMetadata(final StoredFile file, final String format, final Map<String, String> properties,
		final byte[] iccProfile) throws IOException
	{
		this(file.toString(), file.fileName(), file.holder(), format, properties, iccProfile);
	}

	/** As above, of a slide that is made of no file but has a name. */
	public SlideMetadata(final String name, final String format, final Map<String, String> properties,
		final byte[] iccProfile)
	{
		this(name, name, Optional.empty(), format, properties, iccProfile);
	}

	private SlideMetadata(final String location, final String name, final Optional<Path> path, final String format,
		final Map<String, String> properties, final byte[] iccProfile)
	{
		this.location = location;
		this.name = name;
		this.path = path;
		this.format = format;
		this.properties = Collections.unmodifiableSortedMap(new TreeMap<>(properties));
		this.iccProfile = iccProfile == null ? null : iccProfile.clone();
		files = path.map(Set::of).orElse(Set.of());
		notShown = List.of();
	}

	private SlideMetadata(final SlideMetadata same, final Set<Path> files, final List<String> notShown) {
		location = same.location;
		name = same.name;
		path = same.path;
		format = same.format;
		properties = same.properties;
		iccProfile = same.iccProfile;
		this.files = files;
		this.notShown = notShown;
	}

	/** These metadata of a slide that consists of more files than the one that was opened; see {@link #files()}. */
	public SlideMetadata withFiles(final Collection<StoredFile> others) throws IOException {
		final Set<Path> all = new LinkedHashSet<>(files);
		for (final StoredFile other : others)
			other.holder().ifPresent(all::add);
		return new SlideMetadata(this, Collections.unmodifiableSet(all), notShown);
	}

	/** These metadata of a slide that leaves out what the sentences tell; see {@link #notShown()}. */
	public SlideMetadata withNotShown(final List<String> sentences) {
		return new SlideMetadata(this, files, List.copyOf(sentences));
	}

	/** These metadata of a slide that leaves out more than these tell. */
	public SlideMetadata withMoreNotShown(final List<String> sentences) {
		final List<String> all = new ArrayList<>(notShown);
		all.addAll(sentences);
		return withNotShown(all);
	}

	/** Where it is, as the user knows it and can open it again: a path, or {@code archive.zip!/name}. */
	public String location() {
		return location;
	}

	/** The file of the local file system that it was opened from, or the archive that holds it; empty if none does. */
	public Optional<Path> path() {
		return path;
	}

	/**
	 * All files of the local file system that the slide is made of, or the archive that holds them, the opened one
	 * first: none of them may be overwritten while the slide is open.
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
		return name;
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
