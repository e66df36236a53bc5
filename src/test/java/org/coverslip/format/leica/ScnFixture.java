package org.coverslip.format.leica;

import static org.coverslip.tiff.TiffTag.*;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.coverslip.pixel.PixelType;
import org.coverslip.testing.TiffFixture;
import org.coverslip.tiff.IfdBuilder;

/**
 * Builds SCN files in code, from the published layout: directories in the order in which their images are added, and
 * the XML that describes them in the first one.
 */
final class ScnFixture {

	static final String NEWER = "http://www.leica-microsystems.com/scn/2010/10/01";
	static final String OLDER = "http://www.leica-microsystems.com/scn/2010/03/10";

	/** Nanometres per pixel of main images. */
	static final int NM = 500;

	final TiffFixture tiff;
	private final List<IfdBuilder> directories = new ArrayList<>();
	private final StringBuilder images = new StringBuilder();
	private String namespace = NEWER;
	private String collectionAttributes = "";
	private String barcode = "<barcode>Q2FzZSAxLEhFUjIsLCw=</barcode>";
	private final long widthNm;
	private final long heightNm;

	private ScnFixture(final TiffFixture tiff, final long widthNm, final long heightNm) {
		this.tiff = tiff;
		this.widthNm = widthNm;
		this.heightNm = heightNm;
	}

	@FunctionalInterface
	interface Recipe {

		void cook(ScnFixture scn) throws IOException;
	}

	/** Writes a BigTIFF of a slide of 2.0001 x 1.2003 mm. */
	static Path write(final Path path, final Recipe recipe) throws IOException {
		try (TiffFixture tiff = new TiffFixture(path, ByteOrder.LITTLE_ENDIAN, true)) {
			final ScnFixture scn = new ScnFixture(tiff, 2_000_100, 1_200_300);
			recipe.cook(scn);
			scn.finish();
		}
		return path;
	}

	ScnFixture namespace(final String value) {
		namespace = value;
		return this;
	}

	ScnFixture barcode(final String element, final String attributes) {
		barcode = element;
		collectionAttributes = attributes;
		return this;
	}

	/** The image of the whole slide, at 1/16 and 1/64 of the main images' resolution. */
	ScnFixture macro(final String illumination) throws IOException {
		final StringBuilder dimensions = new StringBuilder();
		for (int r = 0, step = 16; r < 2; r++, step *= 4)
			dimensions.append(dimension((int) (widthNm / NM / step), (int) (heightNm / NM / step), step, r, ""));
		return image("macro", illumination, "0.6", widthNm, heightNm, 0, 0, "", dimensions);
	}

	/** A bright-field image of three resolutions. */
	ScnFixture main(final int width, final int height, final long offsetXNm, final long offsetYNm) throws IOException {
		return main(width, height, (long) width * NM, offsetXNm, offsetYNm, "20", 3, 1);
	}

	/** A bright-field image of focal planes. */
	ScnFixture main(final int width, final int height, final long acrossNm, final long offsetXNm, final long offsetYNm,
		final String objective, final int resolutions, final int planes) throws IOException
	{
		final StringBuilder dimensions = new StringBuilder();
		for (int z = 0; z < planes; z++)
			for (int r = 0, step = 1; r < resolutions; r++, step *= 4)
				dimensions.append(dimension((width + step - 1) / step, (height + step - 1) / step, step + z, r,
					planes == 1 ? "" : " z=\"" + z + "\""));
		return image("image_" + directories.size(), "brightfield", objective, acrossNm, (long) height * NM, offsetXNm,
			offsetYNm, "",
			dimensions);
	}

	/** A fluorescence image: each channel and focal plane a directory of one sample a pixel. */
	ScnFixture fluorescence(final int width, final int height, final long offsetXNm, final long offsetYNm,
		final int channels,
		final int planes, final PixelType type) throws IOException
	{
		tiff.samples(1, type, PHOTOMETRIC_MIN_IS_BLACK);
		final StringBuilder dimensions = new StringBuilder();
		final StringBuilder settings = new StringBuilder("<channelSettings>");
		for (int c = 0; c < channels; c++) {
			settings.append("<channel index=\"" + c + "\" name=\"Dye " + c + "\" rgb=\"#0000F" + c
				+ "\" exposureTime=\"10\"/>");
			for (int z = 0; z < planes; z++)
				for (int r = 0, step = 1; r < 2; r++, step *= 4)
					dimensions.append(dimension((width + step - 1) / step, (height + step - 1) / step, step + 3 * c + z,
						r,
						" c=\"" + c + "\" z=\"" + z + "\""));
		}
		return image("fluo", "fluorescence", "40", (long) width * NM, (long) height * NM, offsetXNm, offsetYNm,
			settings + "</channelSettings>", dimensions);
	}

	/** Adds a directory and describes it. */
	String dimension(final int width, final int height, final int step, final int r, final String attributes)
		throws IOException {
		directories.add(tiff.tiled(width, height, step).rationals(X_RESOLUTION, 10_000_000.0 / NM / step)
			.rationals(Y_RESOLUTION, 10_000_003.0 / NM / step).shorts(RESOLUTION_UNIT, RESOLUTION_CENTIMETER)
			.ascii(SOFTWARE, "scanner"));
		return "<dimension sizeX=\"" + width + "\" sizeY=\"" + height + "\" r=\"" + r + "\"" + attributes + " ifd=\""
			+ (directories.size() - 1) + "\"/>";
	}

	/** Describes an image. */
	ScnFixture image(final String name, final String illumination, final String objective, final long acrossNm,
		final long downNm,
		final long offsetXNm, final long offsetYNm, final String settings, final CharSequence dimensions)
	{
		images.append(
			"<image name=\"" + name + "\" uuid=\"urn:uuid:1\"><creationDate>2011-10-18T09:20:15.067Z</creationDate>"
			+ "<device model=\"Leica SCN400;Leica SCN\" version=\"1.2.5.8691 2010/07/15\"/>" + "<pixels>" + dimensions
			+ "</pixels><view sizeX=\"" + acrossNm + "\" sizeY=\"" + downNm + "\" offsetX=\"" + offsetXNm
			+ "\" offsetY=\"" + offsetYNm
			+ "\" spacingZ=\"400\"/><scanSettings><objectiveSettings><objective>" + objective
			+ "</objective></objectiveSettings><illuminationSettings><numericalAperture>0.4</numericalAperture><illum"
			+ "inationSource>"
			+ illumination + "</illuminationSource></illuminationSettings>" + settings + "</scanSettings></image>");
		return this;
	}

	/** Adds something to the collection as it is. */
	ScnFixture element(final String xml) {
		images.append(xml);
		return this;
	}

	/** The XML as it will be written. */
	String xml() {
		return "<?xml version=\"1.0\"?><scn xmlns=\"" + namespace
			+ "\" uuid=\"urn:uuid:2\"><collection name=\"collection\" sizeX=\""
			+ widthNm + "\" sizeY=\"" + heightNm + "\"" + collectionAttributes + ">" + barcode + images
			+ "</collection></scn>";
	}

	private void finish() {
		directories.get(0).ascii(IMAGE_DESCRIPTION, xml());
		directories.forEach(tiff::add);
	}
}
