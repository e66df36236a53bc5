package org.coverslip.format.dicom;

import static org.coverslip.dicom.DicomTag.*;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.coverslip.dicom.DicomDataSet;
import org.coverslip.dicom.DicomFiles;
import org.coverslip.dicom.DicomParser;
import org.coverslip.io.SiblingFiles;
import org.coverslip.io.SlideFormatException;
import org.coverslip.io.StoredFile;

/**
 * The files of one series that lie in one folder.
 *
 * @param opened
 *            the file that was asked for
 * @param files
 *            all whole-slide images of its series that can be decoded, that file first, the others in order of their
 *            names
 * @param paths
 *            all files of the series, including those that cannot be decoded
 * @param notShown
 *            a sentence for each file that is, or may be, of the series and cannot be read
 */
record DicomSeries(DicomInstance opened, List<DicomInstance> files, List<StoredFile> paths, List<String> notShown) {

	/** At most so many files of a folder are looked at. */
	static final int MOST_FILES = 20_000;

	/**
	 * Reads the file, and all others of its folder that belong to its series.
	 *
	 * @throws SlideFormatException
	 *             if the file is not a whole-slide image; says what it is
	 */
	static DicomSeries read(final StoredFile file, final DicomFiles files) throws IOException {
		final DicomDataSet data = DicomParser.parse(files, file);
		checkWholeSlide(file, data);
		final DicomInstance opened = DicomInstance.of(file, data);
		final List<DicomInstance> members = new ArrayList<>(List.of(opened));
		final List<StoredFile> paths = new ArrayList<>();
		final List<String> notShown = new ArrayList<>();
		for (final StoredFile other : SiblingFiles.of(file).all(MOST_FILES)) {
			if (other.identity().equals(file.identity()) || !DicomParser.isDicom(files, other)) continue;
			boolean belongs = false;
			try {
				// those of other series are passed over after their first elements
				final String its = DicomParser.parseTo(SERIES_INSTANCE, files, other).text(SERIES_INSTANCE);
				belongs = !its.isEmpty() && its.equals(opened.series());
				if (!belongs) continue;
				paths.add(other);
				final DicomDataSet all = DicomParser.parse(files, other);
				checkWholeSlide(other, all);
				final DicomInstance member = DicomInstance.of(other, all);
				member.frames().checkEnd();
				members.add(member);
			}
			catch (final SlideFormatException e) {
				if (!belongs) paths.add(other);
				notShown.add(other.fileName()
					+ (belongs ? " is not shown: " : ", which may belong to the series, cannot be read: ")
					+ "expected " + e.expected() + ", found " + e.found());
			}
		}
		return new DicomSeries(opened, List.copyOf(members), List.copyOf(paths), notShown);
	}

	private static void checkWholeSlide(final StoredFile file, final DicomDataSet data) throws IOException {
		final String kind = data.text(SOP_CLASS);
		if (!kind.equals(DicomInstance.WHOLE_SLIDE))
			throw new SlideFormatException(file, SlideFormatException.NO_OFFSET,
				"a DICOM VL Whole Slide Microscopy image",
				kindName(kind, data.text(MODALITY)));
	}

	static String kindName(final String sopClass, final String modality) {
		final String name = switch (sopClass) {
			case "1.2.840.10008.1.3.10" -> "a directory of files (DICOMDIR)";
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

	/**
	 * The images of each pyramid, the opened file's first; if there are no levels, the opened file by itself.
	 * <p>
	 * A pyramid has a UID of its own (PS3.3 C.8.12.4), or is the series. Levels of one scan should share a frame of
	 * reference, but some writers give each level its own. So a frame of reference tells two pyramids apart only where
	 * two images that are not parts of one claim the same place. The same goes for the slide's own identifier, and for
	 * whether an image was combined from several focal planes.
	 */
	List<List<DicomImage>> pyramids() throws IOException {
		final List<DicomInstance> volumes = files.stream().filter(DicomInstance::isVolume).toList();
		final List<DicomImage> images = DicomImage.of(volumes.isEmpty() ? List.of(opened) : volumes);
		final Map<String, List<DicomImage>> kinds = new LinkedHashMap<>();
		for (final DicomImage image : images)
			kinds.computeIfAbsent(image.first().data().text(PYRAMID) + " " + image.frame().samples() + " "
				+ image.frame().type(),
				key -> new ArrayList<>()).add(image);
		final List<List<DicomImage>> pyramids = new ArrayList<>();
		for (final List<DicomImage> kind : kinds.values())
			pyramids.addAll(isAmbiguous(kind) ? byReference(kind) : List.of(kind));
		return pyramids;
	}

	private static boolean isAmbiguous(final List<DicomImage> images) throws IOException {
		for (final DicomImage a : images)
			for (final DicomImage b : images) {
				if (a == b || a.width() != b.width() || a.height() != b.height()) continue;
				final boolean onePlace = a.paths().stream().anyMatch(b.paths()::contains) && a.offsets().stream()
					.anyMatch(b.offsets()::contains);
				if (onePlace && !reference(a).equals(reference(b))) return true;
			}
		return false;
	}

	private static List<List<DicomImage>> byReference(final List<DicomImage> images) throws IOException {
		final Map<String, List<DicomImage>> references = new LinkedHashMap<>();
		for (final DicomImage image : images)
			references.computeIfAbsent(reference(image), key -> new ArrayList<>()).add(image);
		return List.copyOf(references.values());
	}

	private static String reference(final DicomImage image) throws IOException {
		final DicomDataSet data = image.first().data();
		return data.text(FRAME_OF_REFERENCE) + " " + data.text(CONTAINER) + " " + data.text(EXTENDED_DEPTH_OF_FIELD);
	}
}
