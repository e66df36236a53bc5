package org.coverslip.annotation.ome;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import org.coverslip.annotation.AnnotationFile;
import org.coverslip.annotation.XmlHead;
import org.coverslip.io.ByteSource;
import org.coverslip.io.SlideFormatException;
import org.coverslip.io.SourceStream;
import org.coverslip.io.StoredFile;
import org.coverslip.tiff.Ifd;
import org.coverslip.tiff.TiffFile;
import org.coverslip.tiff.TiffTag;

/**
 * The OME-XML of a file: the description of a TIFF's first directory (OME-TIFF specification), or all of the file. It
 * is read as a stream, since it may be long.
 */
final class OmeXmlSource {

	/** How far into a text its root element is looked for. */
	private static final int ROOT_WITHIN = 8192;

	private OmeXmlSource() {}

	/**
	 * The text from its start.
	 *
	 * @return empty if there is none; to be closed by the caller
	 */
	static Optional<InputStream> open(final AnnotationFile file) throws IOException {
		if (!TiffFile.isTiff(file.head()))
			return XmlHead.of(file).hasRoot("OME") ? Optional.of(file.open()) : Optional.empty();
		final ByteSource source = file.source();
		boolean isText = false;
		try {
			final Ifd first = TiffFile.read(source, StoredFile.of(file.path())).ifds().get(0);
			if (!first.has(TiffTag.IMAGE_DESCRIPTION) || !first.field(TiffTag.IMAGE_DESCRIPTION).isText())
				return Optional.empty();
			final long count = first.count(TiffTag.IMAGE_DESCRIPTION);
			if (count < 0 || count <= Long.BYTES) return Optional.empty();
			final ByteSource text = source.part(first.field(TiffTag.IMAGE_DESCRIPTION).offset(), count);
			isText = beginsWithRoot(new SourceStream(text).readNBytes(ROOT_WITHIN));
			return isText ? Optional.of(closing(new SourceStream(text), source)) : Optional.empty();
		}
		catch (final SlideFormatException e) {
			return Optional.empty(); // what opens it as a slide says what is wrong
		}
		finally {
			if (!isText) source.close();
		}
	}

	private static boolean beginsWithRoot(final byte[] start) {
		final String text = new String(start, StandardCharsets.UTF_8).replace("\ufeff", "").stripLeading();
		return text.startsWith("<") && text.matches("(?s).*<(\\w+:)?OME[\\s>].*");
	}

	/** The end of a part does not close what it is a part of. */
	private static InputStream closing(final InputStream stream, final ByteSource source) {
		return new FilterInputStream(stream) {

			@Override
			public void close() throws IOException {
				source.close();
			}
		};
	}

	/** Whether there is a ROI in it, by a look for the tag alone. */
	static boolean hasRois(final InputStream xml) throws IOException {
		final byte[] piece = new byte[1 << 16];
		int kept = 0;
		for (int count = xml.readNBytes(piece, 0, piece.length); count > 0;
			count = xml.readNBytes(piece, kept, piece.length - kept)) {
			final int length = kept + count;
			for (int i = 0; i + 4 < length; i++)
				if (piece[i] == 'R' && piece[i + 1] == 'O' && piece[i + 2] == 'I' && isTagEnd(piece[i + 3]) && i > 0
					&& (piece[i - 1] == '<' || piece[i - 1] == ':')) return true;
			kept = Math.min(8, length);
			System.arraycopy(piece, length - kept, piece, 0, kept);
		}
		return false;
	}

	private static boolean isTagEnd(final byte character) {
		return character == '>' || character == ' ' || character == '\n' || character == '\r' || character == '\t';
	}
}
