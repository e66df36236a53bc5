package org.coverslip.updatesite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;

import org.coverslip.updatesite.SiteFile.Version;

/**
 * Publishes jars on an update site of ImageJ's updater: a folder with a list of files and the files themselves under
 * their names with time stamps, which any web server can serve. What was published before stays.
 */
final class UpdateSite {

	private static final String JARS = "jars/";

	private UpdateSite() {}

	/**
	 * Arguments: the site's folder, the time of publication (yyyymmddhhmmss, UTC), the folder of jars to offer, the
	 * name of the jar that needs the others.
	 */
	public static void main(final String[] args) throws IOException {
		if (args.length != 4) throw new IllegalArgumentException("arguments: SITE YYYYMMDDHHMMSS JARS MAIN.jar");
		publish(Path.of(args[0]), Long.parseLong(args[1]), Path.of(args[2]), args[3]);
	}

	/**
	 * Brings a site to offer just the jars of a folder.
	 * <p>
	 * A jar whose checksum has not changed stays as it is; of a changed one the new version is added; what is in the
	 * list and not in the folder is withdrawn, so that the updater removes it. The list is written last.
	 *
	 * @param site
	 *            the site's folder, made if there is none
	 * @param timestamp
	 *            yyyymmddhhmmss; newer than all in the site if anything changes
	 * @param jars
	 *            the folder of jars
	 * @param main
	 *            name of the jar that needs all others
	 * @throws IOException
	 *             if the time stamp is not newer, with a sentence that says so; the site is then unchanged
	 */
	static void publish(final Path site, final long timestamp, final Path jars, final String main) throws IOException {
		if (!Files.isRegularFile(jars.resolve(main))) throw new IOException(jars + " holds no " + main);
		final List<SiteFile> before = SiteIndex.read(site);
		final Map<String, SiteFile> after = new LinkedHashMap<>();
		before.forEach(file -> after.put(SiteFile.key(file.filename()), file));
		final List<Path> offered = jarsIn(jars);
		final List<String> names = offered.stream().map(jar -> JARS + jar.getFileName()).toList();
		final Map<String, Path> added = new LinkedHashMap<>();
		for (final Path jar : offered) {
			final String name = JARS + jar.getFileName();
			final List<String> needed = jar.getFileName().toString().equals(main)
				? names.stream().filter(other -> !other.equals(name)).toList() : List.of();
			final SiteFile old = after.get(SiteFile.key(name));
			final SiteFile file = offer(old, name, jar, timestamp, needed);
			after.put(SiteFile.key(name), file);
			if (!file.equals(old)) added.put(file.storedName().orElseThrow(), jar);
		}
		final List<String> kept = names.stream().map(SiteFile::key).toList();
		after.replaceAll((key, file) -> kept.contains(key) || file.current().isEmpty() ? file
			: file.withdrawn(timestamp));
		final List<SiteFile> files = List.copyOf(after.values());
		if (files.equals(before)) return;
		for (final SiteFile file : before)
			if (file.latestTimestamp() >= timestamp)
				throw new IOException(site + " has " + file.filename() + " of " + file.latestTimestamp()
					+ " already, which is not older than " + timestamp + ": the updater would not see the change");
		for (final Map.Entry<String, Path> file : added.entrySet()) {
			final Path stored = site.resolve(file.getKey());
			Files.createDirectories(stored.getParent());
			Files.copy(file.getValue(), stored, StandardCopyOption.REPLACE_EXISTING);
		}
		SiteIndex.write(site, files);
	}

	private static SiteFile offer(final SiteFile old, final String name, final Path jar, final long timestamp,
		final List<String> needed) throws IOException
	{
		final String checksum = JarChecksum.of(jar);
		final Optional<Version> current = old == null ? Optional.empty() : old.current();
		if (current.isPresent() && current.get().checksum().equals(checksum) && old.filename().equals(name)) return old;
		final Version version = new Version(checksum, timestamp, Files.size(jar), title(jar), needed);
		return old == null ? new SiteFile(name, Optional.of(version), List.of()) : old.offering(name, version);
	}

	private static List<Path> jarsIn(final Path folder) throws IOException {
		try (Stream<Path> files = Files.list(folder)) {
			return new ArrayList<>(files.filter(file -> file.toString().endsWith(".jar")).sorted().toList());
		}
	}

	/** What the jar says that it is. */
	private static String title(final Path jar) throws IOException {
		try (JarFile file = new JarFile(jar.toFile())) {
			final Manifest manifest = file.getManifest();
			final String title = manifest == null ? null
				: manifest.getMainAttributes().getValue("Implementation-Title");
			return title == null ? "" : title;
		}
	}
}
