package org.coverslip.format.ome;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

import org.coverslip.format.OpenSlideProperties;
import org.coverslip.slide.Channel;
import org.coverslip.slide.LengthUnit;
import org.coverslip.slide.PixelSize;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Collects an {@link OmeDocument} from the elements of OME-XML, whatever their namespaces. For one text.
 * <p>
 * Source: the OME schemas 2007-06 to 2016-06. Older names that are understood: PixelType (until 2008-09) for Type,
 * LogicalChannel in Image (until 2008-09) for Channel, NumPlanes (2007-06) for PlaneCount, ObjectiveRef (2007-06) for
 * ObjectiveSettings, and the objective's magnification as a child element (until 2008-02).
 */
final class OmeXmlHandler extends DefaultHandler {

	/** The default of Color before schema 2012-06; programs wrote it although nobody had chosen it. */
	private static final int OLD_DEFAULT_COLOR = 0x80000000;

	/** More than the fields of a plate of 1536 wells; each becomes a scene. */
	private static final int MOST_IMAGES = 1 << 15;

	/** The path of the current element from the root, e.g. "OME/Image/Pixels", and those of the elements around it. */
	private final List<String> paths = new ArrayList<>();
	private final StringBuilder text = new StringBuilder();
	private final Map<String, OptionalDouble> objectives = new HashMap<>();
	private final List<PendingImage> images = new ArrayList<>();
	private String uuid = "";
	private String creator = "";
	private String metadataFile = "";
	private String objective = "";
	private PendingImage image;

	/** An image that is not yet complete. */
	private static final class PendingImage {

		private String name;
		private String objective = "";
		private boolean hasPixels;
		private boolean hasBinData;
		private String order;
		private String type;
		private int sizeX;
		private int sizeY;
		private int sizeC;
		private int sizeZ;
		private int sizeT;
		private Optional<PixelSize> pixelSize = Optional.empty();
		private OptionalDouble pixelSizeZ = OptionalDouble.empty();
		private final List<Channel> logicalChannels = new ArrayList<>();
		private final List<Channel> channels = new ArrayList<>();
		private final List<OmeTiffData> tiffData = new ArrayList<>();
	}

	/** What was collected. */
	OmeDocument document() {
		final List<OmeImage> complete = new ArrayList<>();
		// if an image does not say which objective it was taken with, a single objective is taken to be the one
		final OptionalDouble only = objectives.size() == 1 ? objectives.values().iterator().next()
			: OptionalDouble.empty();
		for (final PendingImage p : images)
			if (p.hasPixels && (!p.hasBinData || !p.tiffData.isEmpty()))
				complete.add(new OmeImage(p.name, p.order, p.type, p.sizeX, p.sizeY, p.sizeC, p.sizeZ, p.sizeT,
					p.pixelSize, p.pixelSizeZ,
					objectives.getOrDefault(p.objective, only), p.channels.isEmpty() ? p.logicalChannels : p.channels,
					p.tiffData));
		return new OmeDocument(uuid, creator, metadataFile, metadataFile.isEmpty() ? complete : List.of(),
			(int) images.stream().filter(p -> p.hasPixels && p.hasBinData && p.tiffData.isEmpty()).count());
	}

	@Override
	public void startElement(final String uri, final String local, final String qualified, final Attributes a)
		throws SAXException
	{
		final String path = paths.isEmpty() ? local : paths.get(paths.size() - 1) + "/" + local;
		if (paths.isEmpty() && !local.equals("OME"))
			throw new SAXException("the root element is " + local + ", not OME");
		paths.add(path);
		text.setLength(0);
		switch (path) {
			case "OME" -> {
				uuid = text(a, "UUID");
				creator = text(a, "Creator");
			}
			case "OME/BinaryOnly" -> metadataFile = required(a, "MetadataFile", local);
			case "OME/Instrument/Objective" -> {
				objective = text(a, "ID");
				putMagnification(a.getValue("CalibratedMagnification"));
				putMagnification(a.getValue("NominalMagnification"));
			}
			case "OME/Image" -> {
				if (images.size() == MOST_IMAGES) throw new SAXException("more than " + MOST_IMAGES + " images");
				image = new PendingImage();
				image.name = text(a, "Name");
				images.add(image);
			}
			case "OME/Image/ObjectiveSettings", "OME/Image/ObjectiveRef" -> image.objective = text(a, "ID");
			case "OME/Image/LogicalChannel" -> image.logicalChannels.add(channel(a));
			case "OME/Image/Pixels" -> pixels(a);
			case "OME/Image/Pixels/Channel" -> image.channels.add(channel(a));
			case "OME/Image/Pixels/BinData" -> image.hasBinData = true;
			case "OME/Image/Pixels/TiffData" -> image.tiffData.add(tiffData(a));
			case "OME/Image/Pixels/TiffData/UUID" -> replaceFile(text(a, "FileName"), "");
			default -> {} // nothing else is needed to find and show the pixels
		}
	}

	@Override
	public void characters(final char[] characters, final int start, final int length) {
		text.append(characters, start, length);
	}

	@Override
	public void endElement(final String uri, final String local, final String qualified) {
		switch (paths.remove(paths.size() - 1)) {
			case "OME/Instrument/Objective/NominalMagnification",
				"OME/Instrument/Objective/Magnification" -> putMagnification(text.toString());
			case "OME/Image/Pixels/TiffData/UUID" -> replaceFile(null, text.toString().strip());
			case "OME/Image" -> image = null;
			default -> {} // the text of other elements is ignored
		}
		text.setLength(0);
	}

	private void putMagnification(final String value) {
		final OptionalDouble number = OpenSlideProperties.parseDouble(value);
		if (number.isPresent() && number.getAsDouble() > 0 && number.getAsDouble() < Double.POSITIVE_INFINITY)
			objectives.put(objective, number);
	}

	private void pixels(final Attributes a) throws SAXException {
		// the schemas until 2008-09 allow several Pixels; all others are derived from the first
		if (image.hasPixels) return;
		image.hasPixels = true;
		image.order = text(a, "DimensionOrder").isEmpty() ? OmePlaneOrder.DEFAULT : text(a, "DimensionOrder");
		if (!OmePlaneOrder.isOrder(image.order))
			throw new SAXException("DimensionOrder=\"" + image.order + "\" is no order of XYCZT");
		image.type = text(a, "Type").isEmpty() ? text(a, "PixelType") : text(a, "Type");
		image.sizeX = size(a, "SizeX", Integer.MAX_VALUE);
		image.sizeY = size(a, "SizeY", Integer.MAX_VALUE);
		image.sizeC = size(a, "SizeC", OmePlaneOrder.LARGEST_SIZE);
		image.sizeZ = size(a, "SizeZ", OmePlaneOrder.LARGEST_SIZE);
		image.sizeT = size(a, "SizeT", OmePlaneOrder.LARGEST_SIZE);
		final OptionalDouble x = micrometres(a, "PhysicalSizeX");
		final OptionalDouble y = micrometres(a, "PhysicalSizeY");
		final double width = x.orElse(y.orElse(Double.NaN));
		final double height = y.orElse(width);
		if (PixelSize.isValid(width) && PixelSize.isValid(height))
			image.pixelSize = Optional.of(new PixelSize(width, height));
		final OptionalDouble z = micrometres(a, "PhysicalSizeZ");
		if (z.isPresent() && PixelSize.isValid(z.getAsDouble())) image.pixelSizeZ = z;
	}

	/** A length; without a unit it is in micrometres, as all lengths were before schema 2015-01. */
	private static OptionalDouble micrometres(final Attributes a, final String name) {
		final OptionalDouble number = OpenSlideProperties.parseDouble(a.getValue(name));
		final String unit = text(a, name + "Unit");
		final OptionalDouble factor = unit.isEmpty() ? OptionalDouble.of(1) : LengthUnit.micrometres(unit);
		return number.isEmpty() || factor.isEmpty() ? OptionalDouble.empty()
			: OptionalDouble.of(number.getAsDouble() * factor.getAsDouble());
	}

	private static Channel channel(final Attributes a) throws SAXException {
		final String name = text(a, "Name").isEmpty() ? text(a, "Fluor") : text(a, "Name");
		final String color = text(a, "Color");
		if (color.isEmpty()) return Channel.named(name);
		// red, green, blue, alpha in a signed number of four bytes; some writers write it unsigned
		final int rgba = (int) whole("Color", color, Integer.MIN_VALUE, 0xffffffffL);
		return new Channel(name, rgba == OLD_DEFAULT_COLOR ? OptionalInt.empty() : OptionalInt.of(rgba >>> 8));
	}

	private static OmeTiffData tiffData(final Attributes a) throws SAXException {
		final String count = text(a, "PlaneCount").isEmpty() ? text(a, "NumPlanes") : text(a, "PlaneCount");
		return new OmeTiffData(number(text(a, "IFD"), "IFD", -1), number(count, "PlaneCount", -1),
			number(text(a, "FirstC"), "FirstC", 0), number(text(a, "FirstZ"), "FirstZ", 0),
			number(text(a, "FirstT"), "FirstT", 0), "", "");
	}

	/** Completes the last TiffData with what its UUID element says. */
	private void replaceFile(final String fileName, final String id) {
		final int last = image.tiffData.size() - 1;
		final OmeTiffData d = image.tiffData.get(last);
		image.tiffData.set(last, new OmeTiffData(d.ifd(), d.planeCount(), d.firstC(), d.firstZ(), d.firstT(),
			fileName == null ? d.fileName() : fileName, id));
	}

	private static String text(final Attributes a, final String name) {
		final String value = a.getValue(name);
		return value == null ? "" : value.strip();
	}

	private static String required(final Attributes a, final String name, final String element) throws SAXException {
		if (text(a, name).isEmpty()) throw new SAXException("the element " + element + " has no " + name);
		return text(a, name);
	}

	private static int size(final Attributes a, final String name, final int most) throws SAXException {
		return (int) whole(name, required(a, name, "Pixels"), 1, most);
	}

	private static int number(final String value, final String name, final int absent) throws SAXException {
		return value.isEmpty() ? absent : (int) whole(name, value, 0, Integer.MAX_VALUE);
	}

	private static long whole(final String name, final String value, final long least, final long most)
		throws SAXException {
		final long number = value.matches("[+-]?\\d{1,18}") ? Long.parseLong(value) : Long.MIN_VALUE;
		if (number < least || number > most)
			throw new SAXException(name + "=\"" + value + "\" is no whole number from " + least + " to " + most);
		return number;
	}
}
