package org.coverslip.updatesite;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.scijava.util.FileUtils;

/**
 * A file that an update site offers, with all its versions. Immutable.
 *
 * @param filename
 *            of the newest version, relative to Fiji's folder, with slashes: {@code jars/coverslip-0.1.0.jar}
 * @param current
 *            what is offered now; empty once the file has been withdrawn
 * @param previous
 *            versions that were offered before, oldest first
 */
record SiteFile(String filename, Optional<Version> current, List<Previous> previous) {

	/**
	 * A version that is offered.
	 *
	 * @param checksum
	 *            see {@link JarChecksum}
	 * @param timestamp
	 *            when it was published, as the number yyyymmddhhmmss
	 * @param size
	 *            in bytes
	 * @param description
	 *            one sentence, or empty
	 * @param dependencies
	 *            file names of other files of the site that it needs
	 */
	record Version(String checksum, long timestamp, long size, String description, List<String> dependencies) {}

	/**
	 * A version that was offered, by which the updater tells a file of an earlier publication from one that a user has
	 * changed.
	 *
	 * @param filename
	 *            under which it was offered
	 * @param obsolete
	 *            when another took its place, as the number yyyymmddhhmmss
	 */
	record Previous(String filename, String checksum, long timestamp, long obsolete) {}

	SiteFile {
		previous = List.copyOf(previous);
	}

	/** What stays the same when the version in a file's name changes: by this the updater matches them. */
	static String key(final String filename) {
		return FileUtils.stripFilenameVersion(filename);
	}

	/** The newest of all time stamps in it. */
	long latestTimestamp() {
		long latest = current.map(Version::timestamp).orElse(0L);
		for (final Previous version : previous)
			latest = Math.max(latest, Math.max(version.timestamp(), version.obsolete()));
		return latest;
	}

	/** The same file with a newer version on top. */
	SiteFile offering(final String newFilename, final Version version) {
		return new SiteFile(newFilename, Optional.of(version), withCurrentObsolete(version.timestamp()));
	}

	/** The same file, no longer offered. */
	SiteFile withdrawn(final long timestamp) {
		return new SiteFile(filename, Optional.empty(), withCurrentObsolete(timestamp));
	}

	private List<Previous> withCurrentObsolete(final long timestamp) {
		final List<Previous> all = new ArrayList<>(previous);
		current.ifPresent(
			version -> all.add(new Previous(filename, version.checksum(), version.timestamp(), timestamp)));
		return all;
	}

	/** Where the site keeps the current version: the updater asks for the name with the time stamp after it. */
	Optional<String> storedName() {
		return current.map(version -> filename + "-" + version.timestamp());
	}
}
