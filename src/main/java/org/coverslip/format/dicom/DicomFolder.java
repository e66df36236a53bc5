package org.coverslip.format.dicom;

import static org.coverslip.dicom.DicomTag.*;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.coverslip.dicom.DicomDataSet;
import org.coverslip.dicom.DicomFiles;
import org.coverslip.dicom.DicomParser;
import org.coverslip.io.StoredFile;

/**
 * The DICOM files among some files of a folder, recognized by their first bytes, whatever their names: the series of
 * whole-slide images, and what else there is. Immutable.
 */
public final class DicomFolder {

	/**
	 * The files of one series: one slide.
	 *
	 * @param files
	 *            in the order of their names, at least one
	 * @param first
	 *            the one to open it by: the first readable file of a level, else of another image, else the first of
	 *            all
	 * @param hasVolume
	 *            whether there are levels
	 */
	public record Series(List<StoredFile> files, StoredFile first, boolean hasVolume) {

		/** The name of the file to open it by. */
		public String name() {
			return first.fileName();
		}
	}

	private final List<Series> series;
	private final Map<StoredFile, String> others;
	private final Map<StoredFile, String> damaged;

	private DicomFolder(final List<Series> series, final Map<StoredFile, String> others,
		final Map<StoredFile, String> damaged) {
		this.series = series;
		this.others = Collections.unmodifiableMap(others);
		this.damaged = Collections.unmodifiableMap(damaged);
	}

	/** What is known of a file of a series. */
	private record Member(StoredFile file, boolean volume) {}

	/**
	 * Looks into files; those that are not DICOM are read no further than their first bytes.
	 *
	 * @param files
	 *            of one folder, in the order of their names
	 */
	public static DicomFolder of(final Collection<StoredFile> files) {
		final Map<String, List<Member>> members = new LinkedHashMap<>();
		final Map<StoredFile, String> others = new LinkedHashMap<>();
		final Map<StoredFile, String> damaged = new LinkedHashMap<>();
		final List<Series> series = new ArrayList<>();
		try (DicomFiles open = new DicomFiles()) {
			for (final StoredFile file : files)
				try {
					if (DicomParser.isDicom(open, file))
						add(DicomParser.parseTo(SERIES_INSTANCE, open, file), file, members, others);
				}
				catch (final IOException e) {
					damaged.put(file, e.getMessage());
				}
			for (final List<Member> one : members.values())
				series.add(series(one, open));
		}
		catch (final IOException e) {
			throw new IllegalStateException("files that were only read do not fail to close", e);
		}
		return new DicomFolder(List.copyOf(series), others, damaged);
	}

	private static void add(final DicomDataSet data, final StoredFile file, final Map<String, List<Member>> members,
		final Map<StoredFile, String> others) throws IOException
	{
		final String kind = data.text(SOP_CLASS);
		final String flavor = data.text(IMAGE_TYPE, 2).toUpperCase(Locale.ROOT);
		final String id = data.text(SERIES_INSTANCE).isEmpty() ? file.toString() : data.text(SERIES_INSTANCE);
		if (kind.equals(DicomInstance.WHOLE_SLIDE))
			members.computeIfAbsent(id, series -> new ArrayList<>())
				.add(new Member(file, flavor.isEmpty() || flavor.equals("VOLUME")));
		else others.put(file,
			file.fileName() + " is no whole-slide image but " + DicomSeries.kindName(kind, data.text(MODALITY)));
	}

	private static Series series(final List<Member> members, final DicomFiles open) {
		final List<Member> sorted = new ArrayList<>(members);
		sorted.sort(Comparator.comparing(member -> !member.volume)); // stable
		final Member first = sorted.stream().filter(member -> isReadable(member.file, open)).findFirst()
			.orElse(sorted.get(0));
		return new Series(members.stream().map(Member::file).toList(), first.file, sorted.get(0).volume);
	}

	private static boolean isReadable(final StoredFile file, final DicomFiles open) {
		try {
			DicomInstance.of(file, DicomParser.parse(open, file)).frames().checkEnd();
			return true;
		}
		catch (final IOException e) {
			return false; // opening it will tell why
		}
	}

	/** The series of whole-slide images, in the order of their first files. */
	public List<Series> series() {
		return series;
	}

	/** DICOM files of other kinds, with a sentence on what each is. */
	public Map<StoredFile, String> others() {
		return others;
	}

	/**
	 * Files that begin as DICOM but whose series cannot be read, with a sentence on each; they may belong to any
	 * series.
	 */
	public Map<StoredFile, String> damaged() {
		return damaged;
	}
}
