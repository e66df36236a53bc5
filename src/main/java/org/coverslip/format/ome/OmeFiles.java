package org.coverslip.format.ome;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.coverslip.format.SlideProbe;
import org.coverslip.io.FilePool;
import org.coverslip.io.SiblingFiles;
import org.coverslip.io.SlideFormatException;
import org.coverslip.io.StoredFile;
import org.coverslip.tiff.TiffFile;

/**
 * The TIFFs that a description names, numbered as they turn up. They are opened when needed, and at most
 * {@link #MOST_OPEN} of them are open at once. Numbering is for one thread, {@link #tiff} for any.
 */
final class OmeFiles implements Closeable {

	/** The most files of a set that are kept open. */
	static final int MOST_OPEN = 32;

	private final OmeSource source;
	private final SiblingFiles siblings;
	private final FilePool pool = new FilePool(MOST_OPEN);
	private final List<Member> members = new ArrayList<>();
	private final Map<String, Integer> byName = new HashMap<>();
	/** File names by UUID: one TiffData may have both where others have only the UUID. */
	private final Map<String, String> namesByUuid = new HashMap<>();
	private final Map<Object, Integer> byIdentity = new HashMap<>();
	private final boolean namesOneFile;
	/** The TIFF that holds the description, or -1. */
	private final int own;
	private final TiffFile opened;

	private OmeFiles(final OmeSource source, final SiblingFiles siblings, final StoredFile openedFile,
		final TiffFile opened)
		throws IOException
	{
		this.source = source;
		this.siblings = siblings;
		this.opened = opened;
		if (opened != null) members.get(add(openedFile)).tiff = opened;
		own = source.isTiff() ? add(source.file()) : -1;
		final Set<String> names = new HashSet<>();
		for (final OmeImage image : source.document().images())
			for (final OmeTiffData data : image.tiffData()) {
				names.add(data.fileName());
				if (!data.uuid().isEmpty() && !data.fileName().isEmpty())
					namesByUuid.putIfAbsent(data.uuid(), data.fileName());
			}
		namesOneFile = names.size() == 1;
	}

	/**
	 * The files of a probed slide; the slide's TIFF now belongs to them.
	 *
	 * @param source
	 *            the slide's description
	 */
	static OmeFiles of(final OmeSource source, final SlideProbe probe) throws IOException {
		final OmeFiles files =
			new OmeFiles(source, SiblingFiles.of(source.file()), probe.file(), probe.tiff().orElse(null));
		if (files.opened != null) probe.takeTiff();
		return files;
	}

	/** One TIFF; its file is null if there is no such file. */
	private static final class Member {

		private final String name;
		private final StoredFile file;
		private TiffFile tiff;

		Member(final String name, final StoredFile file) {
			this.name = name;
			this.file = file;
		}

		synchronized TiffFile tiff(final FilePool pool) throws IOException {
			if (tiff == null) tiff = TiffFile.read(pool.source(file), file);
			return tiff;
		}
	}

	/** The number of the file that holds a run of planes, or -1 if the description does not tell. */
	int numberOf(final OmeTiffData data) throws IOException {
		final boolean isOwn = !data.uuid().isEmpty() && data.uuid().equalsIgnoreCase(source.document().uuid());
		if (own >= 0 && isOwn) return own;
		final String name = data.fileName().isEmpty() ? namesByUuid.getOrDefault(data.uuid(), "") : data.fileName();
		if (name.isEmpty()) return own;
		Integer number = byName.get(name);
		if (number == null) {
			number = find(name);
			byName.put(name, number);
		}
		return number;
	}

	private int find(final String name) throws IOException {
		final Optional<StoredFile> file = siblings.find(name);
		if (file.isPresent()) return add(file.get());
		// a file that was renamed still holds its planes
		if (namesOneFile && own >= 0) return own;
		members.add(new Member(name, null));
		return members.size() - 1;
	}

	private int add(final StoredFile file) throws IOException {
		final Integer known = byIdentity.putIfAbsent(file.identity(), members.size());
		if (known != null) return known;
		members.add(new Member(file.fileName(), file));
		return members.size() - 1;
	}

	/** Whether the file is there. */
	boolean exists(final int number) {
		return members.get(number).file != null;
	}

	/** The file's name, for messages. */
	String name(final int number) {
		return members.get(number).name;
	}

	/**
	 * The file's directories.
	 *
	 * @throws SlideFormatException
	 *             if there is no such file, or it is not a TIFF
	 */
	TiffFile tiff(final int number) throws IOException {
		final Member member = members.get(number);
		if (member.file == null)
			throw new SlideFormatException(source.file(), SlideFormatException.NO_OFFSET,
				"the file " + member.name + " in the slide's folder", "none");
		return member.tiff(pool);
	}

	/** The number of directories if known, else a number that is not too small. */
	int mostIfds(final int number) {
		final Member member = members.get(number);
		synchronized (member) {
			return member.tiff == null ? Integer.MAX_VALUE : member.tiff.ifds().size();
		}
	}

	/** All files of the set that exist: those named so far, and the one with the description. */
	Set<StoredFile> found() {
		final Set<StoredFile> found = new HashSet<>(siblings.found());
		found.add(source.file());
		return found;
	}

	/** How many files are open now, not counting the one the slide was opened from. */
	int openCount() {
		return pool.openCount();
	}

	@Override
	public void close() throws IOException {
		try {
			pool.close();
		}
		finally {
			if (opened != null) opened.close();
		}
	}
}
