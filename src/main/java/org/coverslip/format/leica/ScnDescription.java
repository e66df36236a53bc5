package org.coverslip.format.leica;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

import org.coverslip.format.FocalOffsets;
import org.coverslip.format.OpenSlideProperties;
import org.coverslip.io.LenientBase64;
import org.coverslip.io.SlideFormatException;
import org.coverslip.io.StoredFile;
import org.coverslip.io.XmlElement;

/**
 * What the XML in an SCN's first ImageDescription says: one collection of images, each with a place on the slide in
 * nanometres and one directory for each resolution, channel and focal plane. Immutable.
 * <p>
 * Source: openslide.org/formats/leica, for elements and namespaces; the attributes {@code c} (channel), {@code z}
 * (focal plane) and {@code r} (resolution), the channels' names and colours and the supplemental images as the readers
 * of slideio, tifffile and Bio-Formats take them from slides of the SCN400 F and the Versa.
 *
 * @param barcode
 *            text of the barcode
 * @param widthNm
 *            of the whole slide, &gt; 0
 * @param heightNm
 *            likewise
 * @param images
 *            in the XML's order, at least one
 * @param supplements
 *            further images, e.g. the label
 */
record ScnDescription(Optional<String> barcode, long widthNm, long heightNm, List<Image> images,
	List<Supplement> supplements)
{

	static final String BRIGHTFIELD = "brightfield";

	/** 100 m, which leaves room for calculating. */
	private static final long MOST_NM = 100_000_000_000L;
	private static final double NM_PER_UM = 1000;
	private static final long MOST_PIXELS = Integer.MAX_VALUE;
	/** More channels or focal planes than this come from damage. */
	private static final int MOST_PLANES = 10_000;

	private static final List<String> NAMESPACES =
		List.of("http://www.leica-microsystems.com/scn/2010/03/10", "http://www.leica-microsystems.com/scn/2010/10/01");

	/** Whether a text names one of the namespaces, so that it is worth parsing. */
	static boolean isMentioned(final String text) {
		return NAMESPACES.stream().anyMatch(text::contains);
	}

	/** Whether the root element is SCN's. */
	static boolean isRoot(final XmlElement root) {
		return NAMESPACES.contains(root.namespace());
	}

	/**
	 * @param file
	 *            of the slide, for messages
	 * @throws SlideFormatException
	 *             if the XML is damaged, or lacks what is needed to show the slide
	 */
	static ScnDescription parse(final String xml, final StoredFile file) throws SlideFormatException {
		final XmlElement root = XmlElement.parse(xml, file);
		if (!isRoot(root) || !root.name().equals("scn"))
			throw root.unexpected("a root element \"scn\" of a namespace of Leica's",
				"\"" + root.name() + "\" of \"" + root.namespace() + "\"");
		final XmlElement collection = root.only("collection");
		final List<Image> images = new ArrayList<>();
		for (final XmlElement image : collection.children("image"))
			images.add(image(image));
		if (images.isEmpty()) throw collection.unexpected("an element \"image\" in \"collection\"", "none");
		final List<Supplement> supplements = new ArrayList<>();
		for (final XmlElement supplement : collection.children("supplementalImage"))
			supplements.add(
				new Supplement(supplement.attribute("type").orElse("supplement"),
				(int) supplement.number("ifd", 0, MOST_PIXELS)));
		return new ScnDescription(barcode(collection), collection.number("sizeX", 1, MOST_NM),
			collection.number("sizeY", 1, MOST_NM), List.copyOf(images), List.copyOf(supplements));
	}

	/** In the newer namespace an element in Base64, in the older one an attribute in plain text. */
	private static Optional<String> barcode(final XmlElement collection) {
		final Optional<String> encoded = collection.textAt("barcode");
		return encoded.isPresent() ? encoded.flatMap(LenientBase64::decode).map(ScnDescription::text)
			: collection.attribute("barcode");
	}

	private static String text(final byte[] bytes) {
		int length = 0;
		while (length < bytes.length && bytes[length] != 0)
			length++;
		try {
			return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, length)).toString();
		}
		catch (final CharacterCodingException e) {
			return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
		}
	}

	private static Image image(final XmlElement image) throws SlideFormatException {
		final XmlElement view = image.only("view");
		final long widthNm = view.number("sizeX", 1, MOST_NM);
		final List<Dimension> dimensions = new ArrayList<>();
		for (final XmlElement d : image.descendants("pixels", "dimension"))
			dimensions.add(new Dimension((int) d.number("ifd", 0, MOST_PIXELS), d.number("sizeX", 1, MOST_PIXELS),
				d.number("sizeY", 1, MOST_PIXELS), (int) d.number("c", 0, MOST_PLANES, 0),
				(int) d.number("z", 0, MOST_PLANES, 0)));
		if (dimensions.stream().noneMatch(d -> d.channel == 0 && d.z == 0))
			throw image.unexpected("an element \"dimension\" of the first channel and z in each \"image\"", "none");
		final long heightNm = view.number("sizeY", 1, MOST_NM);
		for (final Dimension d : dimensions)
			if (d.width > widthNm || d.height > heightNm)
				throw image.unexpected("pixels of at least 1 nm",
					d.width + " x " + d.height + " in " + widthNm + " x " + heightNm + " nm");
		dimensions.sort(Comparator.comparingLong(Dimension::width).reversed());
		return new Image(image.attribute("name").orElse(""), image.textAt("creationDate"),
			image.descendants("device").stream().flatMap(d -> d.attribute("model").stream()).findFirst(),
			image.descendants("device").stream().flatMap(d -> d.attribute("version").stream()).findFirst(),
			image.textAt("scanSettings", "illuminationSettings", "illuminationSource"),
			image.textAt("scanSettings", "objectiveSettings", "objective"),
			image.textAt("scanSettings", "illuminationSettings", "numericalAperture"), channels(image), widthNm,
			heightNm, view.number("offsetX", -MOST_NM, MOST_NM), view.number("offsetY", -MOST_NM, MOST_NM),
			view.attribute("spacingZ"), List.copyOf(dimensions));
	}

	private static List<ChannelSettings> channels(final XmlElement image) throws SlideFormatException {
		final List<ChannelSettings> channels = new ArrayList<>();
		for (final XmlElement channel : image.descendants("scanSettings", "channelSettings", "channel")) {
			final String rgb = channel.attribute("rgb").orElse("");
			channels.add(new ChannelSettings((int) channel.number("index", 0, MOST_PLANES, channels.size()),
				channel.attribute("name").orElse(""),
				rgb.matches("#[0-9A-Fa-f]{6}") ? OptionalInt.of(Integer.parseInt(rgb.substring(1), 16))
				: OptionalInt.empty()));
		}
		return List.copyOf(channels);
	}

	/** Whether an image shows the whole slide. */
	boolean isMacro(final Image image) {
		return image.offsetXNm == 0 && image.offsetYNm == 0 && image.widthNm == widthNm && image.heightNm == heightNm;
	}

	/**
	 * One scanned area.
	 *
	 * @param objective
	 *            magnification as text
	 * @param channels
	 *            as far as the XML describes them
	 * @param offsetXNm
	 *            of its left edge from that of the slide
	 * @param spacingZ
	 *            nanometres between focal planes, as text
	 * @param dimensions
	 *            widest first, those of one width in the XML's order; at least one
	 */
	record Image(String name, Optional<String> creationDate, Optional<String> deviceModel,
		Optional<String> deviceVersion,
		Optional<String> illumination, Optional<String> objective, Optional<String> aperture,
		List<ChannelSettings> channels,
		long widthNm, long heightNm, long offsetXNm, long offsetYNm, Optional<String> spacingZ,
		List<Dimension> dimensions)
	{

		boolean isBrightfield() {
			return illumination.filter(BRIGHTFIELD::equals).isPresent();
		}

		/** One dimension for each resolution, widest first: those of the first focal plane and the first channel. */
		List<Dimension> firstPlane() {
			return dimensions.stream().filter(d -> d.z == 0 && d.channel == 0).toList();
		}

		double nmPerPixel(final Dimension dimension) {
			return (double) widthNm / dimension.width;
		}

		/** Micrometres between focal planes. */
		OptionalDouble stepUm() {
			return FocalOffsets.valid(OpenSlideProperties.parseDouble(spacingZ.orElse(null)).orElse(0) / NM_PER_UM);
		}

		OptionalDouble objectivePower() {
			final OptionalDouble power = OpenSlideProperties.parseDouble(objective.orElse(null));
			return power.isPresent() && power.getAsDouble() > 0 ? power : OptionalDouble.empty();
		}
	}

	/**
	 * One directory's part in an image.
	 *
	 * @param ifd
	 *            number of the directory in the main chain, from 0
	 * @param width
	 *            pixels
	 * @param channel
	 *            0 where the image has only one
	 * @param z
	 *            focal plane, from 0
	 */
	record Dimension(int ifd, long width, long height, int channel, int z) {}

	/** A channel's name and display colour. */
	record ChannelSettings(int index, String name, OptionalInt rgb) {}

	/** An image that is not a scan: its kind, e.g. "label", and its directory. */
	record Supplement(String type, int ifd) {}
}
