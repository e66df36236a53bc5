package org.coverslip.format.ome;

import java.util.List;
import java.util.regex.Pattern;

import org.coverslip.io.SafeXml;
import org.coverslip.io.SlideFormatException;
import org.coverslip.io.StoredFile;

/**
 * What an OME-XML text says about the images in TIFFs. Immutable.
 *
 * @param uuid
 *            of the file that holds the text, or ""
 * @param creator
 *            the program that wrote it, or ""
 * @param metadataFile
 *            the name of the file that holds the description, if the text is BinaryOnly; else ""
 * @param images
 *            images that have Pixels whose samples are in TIFFs; empty if BinaryOnly
 * @param leftOut
 *            images whose pixels are in the XML itself
 */
record OmeDocument(String uuid, String creator, String metadataFile, List<OmeImage> images, int leftOut) {

	private static final Pattern ROOT = Pattern.compile("<(\\w+:)?OME[\\s>]");
	/** How far into a text its root element is looked for; a declaration and a comment may come before it. */
	private static final int ROOT_WITHIN = 8192;

	OmeDocument {
		images = List.copyOf(images);
	}

	/** Whether a text looks like OME-XML, so that it is worth parsing. */
	static boolean isLikely(final String text) {
		final String start = text.substring(0, Math.min(text.length(), ROOT_WITHIN));
		// a byte order mark is not white space
		return start.replace("\ufeff", "").stripLeading().startsWith("<") && ROOT.matcher(start).find();
	}

	/**
	 * @param file
	 *            the file that the text is from, for messages
	 * @throws SlideFormatException
	 *             if it is not OME-XML, or describes no image
	 */
	static OmeDocument parse(final String xml, final StoredFile file) throws SlideFormatException {
		final OmeXmlHandler handler = new OmeXmlHandler();
		SafeXml.read(xml, file, handler);
		return checked(handler.document(), file);
	}

	/** As {@link #parse(String, StoredFile)}, for a file's bytes. */
	static OmeDocument parse(final byte[] xml, final StoredFile file) throws SlideFormatException {
		final OmeXmlHandler handler = new OmeXmlHandler();
		SafeXml.read(xml, file, handler);
		return checked(handler.document(), file);
	}

	private static OmeDocument checked(final OmeDocument document, final StoredFile file) throws SlideFormatException {
		if (document.metadataFile.isEmpty() && document.images.isEmpty())
			throw new SlideFormatException(file, SlideFormatException.NO_OFFSET,
				"OME-XML that describes an image in TIFFs", "none");
		return document;
	}
}
