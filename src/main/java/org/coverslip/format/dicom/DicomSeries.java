package org.coverslip.format.dicom;

import static org.coverslip.format.dicom.DicomTag.*;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.coverslip.io.ByteSource;
import org.coverslip.io.FilePool;
import org.coverslip.io.SiblingFiles;
import org.coverslip.io.SlideFormatException;

/**
 * The files of one series that lie in one folder.
 *
 * @param opened
 *            the file that was asked for
 * @param files
 *            all whole-slide images of its series that Coverslip can decode, that file among them, in order of their names
 */
record DicomSeries(DicomInstance opened, List<DicomInstance> files) {

	private static final int HEADER = 132;
	private static final int MOST_FILES = 20_000;

	/**
	 * Reads the file, and all others of its folder that belong to its series.
	 *
	 * @throws SlideFormatException
	 *             if the file is not a whole-slide image; says what it is
	 */
	static DicomSeries read(final Path path, final FilePool pool) throws IOException {
		final ByteSource source = pool.source(path);
		final DicomDataSet data = DicomParser.parse(source, path);
		checkWholeSlide(path, data);
		final DicomInstance opened = DicomInstance.of(source, path, data);
		final List<DicomInstance> files = new ArrayList<>();
		for (final Path other : SiblingFiles.of(path).all(MOST_FILES)) {
			final DicomInstance file = other.getFileName().equals(path.getFileName()) ? opened : member(other, pool, opened);
			if (file != null) files.add(file);
		}
		return new DicomSeries(opened, List.copyOf(files));
	}

	private static void checkWholeSlide(final Path path, final DicomDataSet data) throws IOException {
		final String kind = data.text(SOP_CLASS);
		if (!kind.equals(DicomInstance.WHOLE_SLIDE))
			throw new SlideFormatException(path, SlideFormatException.NO_OFFSET, "a DICOM VL Whole Slide Microscopy image",
				kindName(kind, data.text(0x00080060)));
	}

	private static String kindName(final String sopClass, final String modality) {
		final String name = switch (sopClass) {
			case "1.2.840.10008.5.1.4.1.1.2" -> "a CT image";
			case "1.2.840.10008.5.1.4.1.1.4" -> "an MR image";
			case "1.2.840.10008.5.1.4.1.1.7" -> "a secondary capture image";
			case "1.2.840.10008.5.1.4.1.1.66.4" -> "a segmentation";
			case "1.2.840.10008.5.1.4.1.1.77.1.2" -> "a VL microscopic image";
			case "1.2.840.10008.5.1.4.1.1.77.1.3" -> "a VL slide-coordinates microscopic image";
			case "1.2.840.10008.5.1.4.1.1.91.1" -> "microscopy bulk simple annotations";
			case "" -> "an object without a class";
			default -> "an object of class " + sopClass;
		};
		return modality.isEmpty() ? name : name + " (modality " + modality + ")";
	}

	/** A file of the opened one's series, or null: a damaged or foreign neighbour does not keep a slide from opening. */
	private static DicomInstance member(final Path path, final FilePool pool, final DicomInstance opened) throws IOException {
		final ByteSource source = pool.source(path);
		final ByteBuffer header = ByteBuffer.allocate(HEADER);
		if (source.read(0, header) < HEADER || !DicomParser.isDicom(header.array())) return null;
		final DicomDataSet data;
		try {
			data = DicomParser.parse(source, path);
		}
		catch (final SlideFormatException e) {
			return null; // nothing is known of it, not even whether it belongs to the series
		}
		final boolean sameSeries = data.text(SERIES_INSTANCE).equals(opened.series());
		return sameSeries && data.text(SOP_CLASS).equals(DicomInstance.WHOLE_SLIDE) ? DicomInstance.of(source, path, data) : null;
	}

	/**
	 * Those that make up the pyramid; just the opened one if there are none.
	 * <p>
	 * Levels of one scan should share a frame of reference, but some writers give each level its own. So only where two files that
	 * are not parts of one claim the same size does it decide which are shown: those in the opened one's, or the first one's.
	 */
	List<DicomInstance> volumes() throws IOException {
		final List<DicomInstance> volumes = files.stream().filter(DicomInstance::isVolume).toList();
		if (volumes.isEmpty()) return List.of(opened);
		final Map<List<Long>, String> references = new HashMap<>();
		boolean ambiguous = false;
		for (final DicomInstance file : volumes) {
			final String reference = file.data().text(FRAME_OF_REFERENCE);
			final String other = references.putIfAbsent(List.of(file.width(), file.height()), reference);
			ambiguous |= other != null && !other.equals(reference);
		}
		if (!ambiguous) return volumes;
		final String wanted = (opened.isVolume() ? opened : volumes.get(0)).data().text(FRAME_OF_REFERENCE);
		final List<DicomInstance> chosen = new ArrayList<>();
		for (final DicomInstance file : volumes)
			if (file.data().text(FRAME_OF_REFERENCE).equals(wanted)) chosen.add(file);
		return chosen;
	}
}
