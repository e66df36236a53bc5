package org.coverslip.annotation.ome;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.coverslip.annotation.AnnotationXml;
import org.coverslip.annotation.Classification;
import org.coverslip.annotation.HexColor;
import org.coverslip.io.SpilledBytes;

/**
 * What OME-XML says beside its ROIs: which image has which, and the tags and comments that they refer to. Comments wait
 * in a temporary file if they are many. For one thread.
 */
final class OmeIndex implements Closeable {

	/** As the reader of scenes has it: a larger image is no label, whatever its name. */
	private static final long LARGEST_ASSOCIATED = 4096;
	private static final int LONGEST_TEXT = 64 << 20;

	/**
	 * An image.
	 *
	 * @param samples
	 *            of a channel: 3 for colours, each of which the schema counts as a channel
	 */
	record Image(String name, long width, long height, int sizeZ, int sizeT, int samples) {

		private boolean isAssociated(final long largest) {
			return name.strip().toLowerCase(Locale.ROOT).replaceFirst("[ _]image$", "")
				.matches("label|macro|thumbnail|overview") && width <= LARGEST_ASSOCIATED
				&& height <= LARGEST_ASSOCIATED && width * height < largest;
		}
	}

	private record Place(long position, int length) {}

	private final List<Image> images = new ArrayList<>();
	/** By the ROI's ID the number of its image. */
	private final Map<String, Integer> imageOfRoi = new HashMap<>();
	private final Map<String, Classification> tags = new HashMap<>();
	private final Map<String, Place> comments = new HashMap<>();
	private final SpilledBytes texts = new SpilledBytes();

	/** Reads all but the ROIs. */
	OmeIndex(final AnnotationXml xml) throws IOException {
		boolean isRead = false;
		try {
			while (xml.nextChild(1))
				switch (xml.name()) {
					case "Image" -> readImage(xml);
					case "StructuredAnnotations" -> readNotes(xml);
					default -> {}
				}
			isRead = true;
		}
		finally {
			if (!isRead) texts.close();
		}
	}

	private void readImage(final AnnotationXml xml) throws IOException {
		final int depth = xml.depth();
		final String name = xml.text("Name");
		final List<String> rois = new ArrayList<>();
		Image image = new Image(name, 0, 0, 1, 1, 1);
		while (xml.nextChild(depth))
			switch (xml.name()) {
				case "Pixels" -> image = pixels(xml, name);
				case "ROIRef" -> rois.add(xml.text("ID"));
				default -> {}
			}
		for (final String roi : rois)
			imageOfRoi.putIfAbsent(roi, images.size());
		images.add(image);
	}

	private static Image pixels(final AnnotationXml xml, final String name) throws IOException {
		final int depth = xml.depth();
		final long width = size(xml, "SizeX");
		final long height = size(xml, "SizeY");
		final int sizeZ = (int) size(xml, "SizeZ");
		final int sizeT = (int) size(xml, "SizeT");
		int samples = 1;
		while (xml.nextChild(depth))
			if (xml.name().equals("Channel") && xml.attribute("SamplesPerPixel") != null)
				samples = (int) Math.max(1, xml.number("SamplesPerPixel"));
		return new Image(name, width, height, sizeZ, sizeT, samples);
	}

	private static long size(final AnnotationXml xml, final String name) throws IOException {
		return xml.attribute(name) == null ? 1 : (long) xml.number(name);
	}

	private void readNotes(final AnnotationXml xml) throws IOException {
		final int depth = xml.depth();
		while (xml.nextChild(depth)) {
			final String id = xml.text("ID");
			if (xml.name().equals("TagAnnotation")) readTag(xml, id);
			else if (xml.name().equals("CommentAnnotation") && xml.text("Namespace").equals(OmeNotes.WHOLE))
				readComment(xml, id);
		}
	}

	private void readTag(final AnnotationXml xml, final String id) throws IOException {
		final boolean isOurs = xml.text("Namespace").equals(OmeNotes.CLASS);
		final int depth = xml.depth();
		String name = "";
		String color = "";
		while (xml.nextChild(depth))
			switch (xml.name()) {
				case "Value" -> name = xml.text();
				case "Description" -> color = isOurs ? xml.text() : "";
				default -> {}
			}
		if (!name.isBlank()) tags.putIfAbsent(id, new Classification(name, HexColor.rgb(color)));
	}

	private void readComment(final AnnotationXml xml, final String id) throws IOException {
		final int depth = xml.depth();
		while (xml.nextChild(depth))
			if (xml.name().equals("Value")) {
				final byte[] text = xml.text(LONGEST_TEXT).getBytes(StandardCharsets.UTF_8);
				comments.putIfAbsent(id, new Place(texts.append(text, 0, text.length), text.length));
			}
	}

	/**
	 * The number of the image that is a scene: small ones that are called label, macro and so on are none.
	 *
	 * @param scene
	 *            from 0
	 * @return empty if there are fewer
	 */
	Optional<Integer> imageOfScene(final int scene) {
		final long largest = images.stream().mapToLong(image -> image.width() * image.height()).max().orElse(0);
		int left = scene;
		for (int i = 0; i < images.size(); i++)
			if (!images.get(i).isAssociated(largest) && left-- == 0) return Optional.of(i);
		return Optional.empty();
	}

	Image image(final int number) {
		return images.get(number);
	}

	/** The number of the image that refers to a ROI; empty if none does. */
	Optional<Integer> imageOf(final String roi) {
		return Optional.ofNullable(imageOfRoi.get(roi));
	}

	/** What a tag says; empty if there is none of that ID. */
	Optional<Classification> tag(final String id) {
		return Optional.ofNullable(tags.get(id));
	}

	/** The text of one of our comments; empty if there is none of that ID. */
	Optional<String> comment(final String id) throws IOException {
		final Place place = comments.get(id);
		if (place == null) return Optional.empty();
		final byte[] text = new byte[place.length];
		texts.read(place.position, text, 0, text.length);
		return Optional.of(new String(text, StandardCharsets.UTF_8));
	}

	@Override
	public void close() throws IOException {
		texts.close();
	}
}
