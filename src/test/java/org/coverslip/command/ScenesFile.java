package org.coverslip.command;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;

import org.coverslip.pixel.PixelType;
import org.coverslip.testing.TiffFixture;
import org.coverslip.tiff.IfdBuilder;
import org.coverslip.tiff.TiffTag;

/** Slides of several scenes as files: OME-TIFFs of several images. */
public final class ScenesFile {

	private static final int WIDTH = 200;
	private static final int HEIGHT = 100;

	private ScenesFile() {}

	/** A slide with a scene for each name, the first of 200 x 100 pixels, each other one 10 columns wider. */
	public static Path write(final Path target, final String... names) throws IOException {
		final StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
			+ "<OME xmlns=\"http://www.openmicroscopy.org/Schemas/OME/2016-06\">");
		for (int i = 0; i < names.length; i++)
			xml.append("<Image ID=\"Image:").append(i).append("\" Name=\"").append(names[i]).append("\">")
				.append("<Pixels ID=\"Pixels:").append(i).append("\" DimensionOrder=\"XYCZT\" Type=\"uint8\" SizeX=\"")
				.append(width(i)).append("\" SizeY=\"").append(HEIGHT).append("\" SizeC=\"1\" SizeZ=\"1\" SizeT=\"1\" ")
				.append("PhysicalSizeX=\"0.5\" PhysicalSizeY=\"0.5\"><Channel ID=\"Channel:").append(i)
				.append(":0\" SamplesPerPixel=\"1\"/><TiffData IFD=\"").append(i)
				.append("\" PlaneCount=\"1\"/></Pixels></Image>");
		try (TiffFixture file = new TiffFixture(target, ByteOrder.LITTLE_ENDIAN, false)) {
			file.samples(1, PixelType.UINT8, 1);
			for (int i = 0; i < names.length; i++) {
				final IfdBuilder ifd = file.strips(width(i), HEIGHT, HEIGHT);
				if (i == 0) ifd.ascii(TiffTag.IMAGE_DESCRIPTION, xml.append("</OME>").toString());
				file.add(ifd);
			}
		}
		return target;
	}

	/** Columns of a scene. */
	public static int width(final int scene) {
		return WIDTH + 10 * scene;
	}
}
