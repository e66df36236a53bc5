package org.coverslip.format.philips;

import static org.coverslip.tiff.TiffTag.*;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

import org.coverslip.codec.jpeg.JpegEncoder;
import org.coverslip.codec.jpeg.JpegSubsampling;
import org.coverslip.testing.TestPattern;
import org.coverslip.testing.TiffFixture;
import org.coverslip.tiff.IfdBuilder;

/** Builds Philips TIFFs in code, from the published layout: the XML, levels with padding, label and macro. */
final class PhilipsFixture {

	private static final int TILE = 128;
	private static final double SPACING_MM = 0.000226891;

	final TiffFixture tiff;
	private final List<IfdBuilder> directories = new ArrayList<>();
	private final StringBuilder spacings = new StringBuilder();
	private final StringBuilder otherImages = new StringBuilder();
	private String scanAttributes = "";

	private PhilipsFixture(final TiffFixture tiff) {
		this.tiff = tiff;
	}

	@FunctionalInterface
	interface Recipe {

		void cook(PhilipsFixture philips) throws IOException;
	}

	static Path write(final Path path, final boolean big, final Recipe recipe) throws IOException {
		try (TiffFixture tiff = new TiffFixture(path, ByteOrder.LITTLE_ENDIAN, big)) {
			final PhilipsFixture philips = new PhilipsFixture(tiff);
			recipe.cook(philips);
			philips.finish();
		}
		return path;
	}

	/** Levels of a scan of the given size, each half the one before, all padded to whole tiles. */
	PhilipsFixture levels(final int width, final int height, final int levels) throws IOException {
		for (int i = 0; i < levels; i++)
			level(padded((width >> i) + 1), padded((height >> i) + 1), i);
		return this;
	}

	/** A level of the given size that lacks tiles. */
	PhilipsFixture level(final int width, final int height, final int halvings, final int... missing)
		throws IOException {
		final int step = 1 << halvings;
		directories.add(tiff.missing(missing).tiled(width, height, step).longs(NEW_SUBFILE_TYPE, halvings == 0 ? 0 : 1)
			.ascii(SOFTWARE, "Philips DP v1.0"));
		// scanners write six digits, so that ratios are whole only nearly
		spacings.append(
			representation("\"" + digits(SPACING_MM * step) + "\" \"" + digits(SPACING_MM * 1.00003 * step) + "\""));
		return this;
	}

	private static String digits(final double spacing) {
		return String.format(Locale.ROOT, "%.6g", spacing);
	}

	private static String representation(final String spacing) {
		return "<DataObject ObjectType=\"PixelDataRepresentation\">" + attribute("DICOM_PIXEL_SPACING", spacing)
			+ attribute("PIIM_PIXEL_DATA_REPRESENTATION_NUMBER", "0") + "</DataObject>";
	}

	static int padded(final int length) {
		return (length + TILE - 1) / TILE * TILE;
	}

	static String attribute(final String name, final String value) {
		return "\t<Attribute Name=\"" + name + "\" Group=\"0x0028\" Element=\"0x0030\" PMSVR=\"IString\">"
			+ value.replace("\"", "&quot;") + "</Attribute>\r\n";
	}

	/** A label or macro as a directory of strips. */
	PhilipsFixture directory(final String description, final int width, final int height) throws IOException {
		directories.add(tiff.strips(width, height, 16).ascii(IMAGE_DESCRIPTION, description));
		return this;
	}

	/** A label or macro as a JPEG in the XML. */
	PhilipsFixture encoded(final String type, final int width, final int height) throws IOException {
		final byte[] jpeg = JpegEncoder.ofWholeStreams(90, JpegSubsampling.NONE, 3)
			.encode(TestPattern.block(5, 7, TestPattern.rgb(width, height)));
		return encoded(type, Base64.getMimeEncoder().encodeToString(jpeg));
	}

	PhilipsFixture encoded(final String type, final String text) {
		otherImages.append("<DataObject ObjectType=\"DPScannedImage\">" + attribute("PIM_DP_IMAGE_TYPE", type)
			+ attribute("PIM_DP_IMAGE_DATA", text) + "</DataObject>");
		return this;
	}

	/** Further attributes of the scan. */
	PhilipsFixture scan(final String attributes) {
		scanAttributes += attributes;
		return this;
	}

	String xml() {
		return "<?xml version=\"1.0\" encoding=\"UTF-8\" ?>\r\n<DataObject ObjectType=\"DPUfsImport\">\r\n"
			+ attribute("DICOM_MANUFACTURER", "PHILIPS")
			+ attribute("DICOM_SOFTWARE_VERSIONS", "\"1.6.6186\" \"20150402_R48\"")
			+ "<Attribute Name=\"PIM_DP_SCANNED_IMAGES\" PMSVR=\"IDataObjectArray\"><Array><DataObject "
			+ "ObjectType=\"DPScannedImage\">"
			+ attribute("PIM_DP_IMAGE_TYPE", "WSI")
			+ attribute("DICOM_PIXEL_SPACING", "\"0.000226907\" \"0.000226891\"")
			+ scanAttributes + "<Attribute Name=\"DICOM_EMPTY\"/><Attribute>nameless</Attribute>"
			+ "<Attribute Name=\"PIIM_PIXEL_DATA_REPRESENTATION_SEQUENCE\"><Array>" + spacings
			+ "</Array></Attribute></DataObject>"
			+ otherImages
			+ "</Array></Attribute><Attribute Name=\"UFS_IMAGE_BLOCK_HEADERS\"><Array><DataObject/></Array></Attribute>"
			+ attribute("PIM_DP_UFS_INTERFACE_VERSION", "3.0") + "</DataObject>";
	}

	private void finish() {
		directories.get(0).ascii(IMAGE_DESCRIPTION, xml()).ascii(MAKE, "maker");
		directories.forEach(tiff::add);
	}
}
