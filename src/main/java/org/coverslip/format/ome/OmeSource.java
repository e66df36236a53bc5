package org.coverslip.format.ome;

import java.io.IOException;
import java.util.Optional;

import org.coverslip.format.SlideProbe;
import org.coverslip.io.ByteSource;
import org.coverslip.io.SafeXml;
import org.coverslip.io.SiblingFiles;
import org.coverslip.io.SlideFormatException;
import org.coverslip.io.StoredFile;
import org.coverslip.tiff.Ifd;
import org.coverslip.tiff.TiffFile;
import org.coverslip.tiff.TiffTag;

/**
 * The description of a slide, and the file that holds it: the opened file, or the one that a BinaryOnly text leads to.
 *
 * @param document
 *            not BinaryOnly
 * @param file
 *            the file that holds the text
 * @param isTiff
 *            whether that file is a TIFF; otherwise it is XML
 */
record OmeSource(OmeDocument document, StoredFile file, boolean isTiff) {

	/**
	 * The name ending of files that hold only OME-XML; those that accompany TIFFs are called {@code .companion.ome}.
	 */
	private static final String XML_EXTENSION = "ome";

	/** Whether a probed file may hold OME-XML, judged by a small part of it. */
	static boolean isLikely(final SlideProbe probe) throws IOException {
		final Optional<TiffFile> tiff = probe.tiff();
		if (tiff.isEmpty()) return probe.extension().equals(XML_EXTENSION);
		final String text = description(tiff.get());
		return text != null && OmeDocument.isLikely(text);
	}

	/**
	 * Reads the description.
	 *
	 * @throws SlideFormatException
	 *             if there is no usable one
	 */
	static OmeSource of(final SlideProbe probe) throws IOException {
		final StoredFile file = probe.file();
		final Optional<TiffFile> tiff = probe.tiff();
		final OmeDocument document = tiff.isPresent() ? OmeDocument.parse(description(tiff.get()), file)
			: OmeDocument.parse(bytes(probe.source(), file), file);
		if (document.metadataFile().isEmpty()) return new OmeSource(document, file, tiff.isPresent());
		final OmeSource source = ofMetadataFile(SiblingFiles.of(file).get(document.metadataFile()));
		if (!source.document.metadataFile().isEmpty())
			throw new SlideFormatException(file, SlideFormatException.NO_OFFSET,
				"a metadata file that describes images",
				document.metadataFile() + ", which refers to another file itself");
		return source;
	}

	private static OmeSource ofMetadataFile(final StoredFile file) throws IOException {
		try (SlideProbe probe = SlideProbe.open(file)) {
			final Optional<TiffFile> tiff = probe.tiff();
			if (tiff.isEmpty()) return new OmeSource(OmeDocument.parse(bytes(probe.source(), file), file), file, false);
			final String text = description(tiff.get());
			if (text == null)
				throw new SlideFormatException(file, SlideFormatException.NO_OFFSET, "OME-XML in the metadata file",
					"none");
			return new OmeSource(OmeDocument.parse(text, file), file, true);
		}
	}

	/** The first directory's ImageDescription; null if there is none, or it is too long. */
	private static String description(final TiffFile tiff) throws IOException {
		final Ifd first = tiff.ifds().get(0);
		return first.count(TiffTag.IMAGE_DESCRIPTION) > SafeXml.MOST_LENGTH ? null
			: first.text(TiffTag.IMAGE_DESCRIPTION);
	}

	private static byte[] bytes(final ByteSource source, final StoredFile file) throws IOException {
		if (source.size() > SafeXml.MOST_LENGTH)
			throw new SlideFormatException(file, SlideFormatException.NO_OFFSET,
				"XML of at most " + SafeXml.MOST_LENGTH + " bytes",
				source.size() + "");
		return source.readFully(0, source.size());
	}
}
