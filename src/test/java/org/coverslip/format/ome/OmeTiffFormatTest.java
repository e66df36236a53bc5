package org.coverslip.format.ome;

import static org.coverslip.tiff.TiffTag.*;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;

import org.coverslip.format.SlideFormat;
import org.coverslip.format.SlideFormatContract;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.Plane;

/** The contract, on a pyramid of two channels and two focal planes with an image beside it, in two scenes. */
public class OmeTiffFormatTest extends SlideFormatContract {

	@Override
	protected SlideFormat format() {
		return new OmeTiffFormat();
	}

	@Override
	protected Path fixture(final Path into) throws IOException {
		final Path path = into.resolve("image.ome.tif");
		final OmeText pyramid = OmeText.image().name("pyramid").pixels(300, 200).type(PixelType.UINT16).sizes(2, 2, 1)
			.add("<TiffData IFD=\"0\" PlaneCount=\"4\"/>");
		final OmeText colours = OmeText.image().name("colours").sizes(3, 1, 1).plane(0, 0, 0, 4);
		try (OmeFile file =
			new OmeFile(path, ByteOrder.BIG_ENDIAN, OmeText.document("", pyramid.element() + colours.element()))) {
			file.tiff().samples(1, PixelType.UINT16, PHOTOMETRIC_MIN_IS_BLACK).compression(COMPRESSION_LZW, 2)
				.tile(64, 48);
			file.size(300, 200);
			for (int z = 0; z < 2; z++)
				for (int c = 0; c < 2; c++) {
					file.tiff().missing(c + 1);
					file.pyramid(new Plane(c, z, 0));
				}
			file.tiff().samples(3, PixelType.UINT8, PHOTOMETRIC_RGB).separate(true);
			file.size(120, 90).plane(Plane.FIRST);
			file.tiff().separate(false);
			file.tiled(false).size(30, 20).add(file.ifd(Plane.FIRST, 1).ascii(IMAGE_DESCRIPTION, "label"));
		}
		return path;
	}
}
