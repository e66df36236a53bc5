package org.coverslip.format.ome;

import org.coverslip.pixel.PixelType;

/** OME-XML for tests: one call sets one property; what is not set is left out or plain. */
final class OmeText {

	static final String NAMESPACE = "http://www.openmicroscopy.org/Schemas/OME/2016-06";

	private String uuid = "";
	private String name = "image";
	private String order = "XYCZT";
	private String type = "uint8";
	private int width = 40;
	private int height = 30;
	private String sizes = "SizeC=\"1\" SizeZ=\"1\" SizeT=\"1\"";
	private String attributes = "";
	private String content = "";

	static OmeText image() {
		return new OmeText();
	}

	/** A document of nothing but the given content. */
	static String document(final String uuid, final String content) {
		return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><!-- Warning: edit cautiously --><OME xmlns=\"" + NAMESPACE
			+ "\""
			+ (uuid.isEmpty() ? "" : " UUID=\"" + uuid + "\"") + ">" + content + "</OME>";
	}

	OmeText uuid(final String value) {
		uuid = value;
		return this;
	}

	OmeText name(final String value) {
		name = value;
		return this;
	}

	OmeText order(final String value) {
		order = value;
		return this;
	}

	OmeText type(final PixelType value) {
		type = switch (value) {
			case FLOAT32 -> "float";
			case FLOAT64 -> "double";
			default -> value.name().toLowerCase();
		};
		return this;
	}

	OmeText pixels(final int w, final int h) {
		width = w;
		height = h;
		return this;
	}

	OmeText sizes(final long c, final long z, final long t) {
		sizes = "SizeC=\"" + c + "\" SizeZ=\"" + z + "\" SizeT=\"" + t + "\"";
		return this;
	}

	/** Further attributes of Pixels. */
	OmeText attributes(final String value) {
		attributes = value;
		return this;
	}

	/** What is in Pixels: Channel and TiffData elements; may be called again. */
	OmeText add(final String value) {
		content += value;
		return this;
	}

	/** A TiffData of one plane. */
	OmeText plane(final int c, final int z, final int t, final int ifd) {
		return add("<TiffData FirstC=\"" + c + "\" FirstZ=\"" + z + "\" FirstT=\"" + t + "\" IFD=\"" + ifd
			+ "\" PlaneCount=\"1\"/>");
	}

	/** A TiffData of one plane in another file. */
	OmeText plane(final int c, final int z, final int t, final int ifd, final String file, final String id) {
		return add("<TiffData FirstC=\"" + c + "\" FirstZ=\"" + z + "\" FirstT=\"" + t + "\" IFD=\"" + ifd
			+ "\" PlaneCount=\"1\"><UUID"
			+ (file.isEmpty() ? "" : " FileName=\"" + file + "\"") + ">" + id + "</UUID></TiffData>");
	}

	/** The Image element. */
	String element() {
		return "<Image ID=\"Image:0\" Name=\"" + name + "\"><Pixels ID=\"Pixels:0\" DimensionOrder=\"" + order
			+ "\" Type=\"" + type
			+ "\" SizeX=\"" + width + "\" SizeY=\"" + height + "\" " + sizes + " " + attributes + ">" + content
			+ "</Pixels></Image>";
	}

	/** The whole document. */
	String text() {
		return document(uuid, element());
	}
}
