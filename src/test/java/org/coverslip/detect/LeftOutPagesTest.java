package org.coverslip.detect;

import static org.coverslip.tiff.TiffTag.*;
import static org.junit.Assert.assertEquals;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;

import org.coverslip.pixel.PixelType;
import org.coverslip.slide.Slide;
import org.coverslip.testing.TiffFixture;
import org.coverslip.tiff.IfdBuilder;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Directories that a format has no place for are named, whatever the format. */
public class LeftOutPagesTest {

	private static final String OME =
		"<OME xmlns=\"http://www.openmicroscopy.org/Schemas/OME/2016-06\"><Image ID=\"Image:0\" Name=\"cells\">"
		+ "<Pixels ID=\"Pixels:0\" DimensionOrder=\"XYZCT\" Type=\"uint8\" SizeX=\"128\" SizeY=\"96\" SizeZ=\"1\" "
			+ "SizeC=\"3\" SizeT=\"%d\">"
		+ "<Channel ID=\"Channel:0:0\" SamplesPerPixel=\"3\"/><TiffData IFD=\"0\" "
		+ "PlaneCount=\"1\"/></Pixels></Image></OME>";

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	/** The level of the main chain. */
	private IfdBuilder reduced;

	private interface Head {

		IfdBuilder of(IfdBuilder first);
	}

	/** A slide of two levels and a thumbnail, and two pages more. */
	private List<String> notShown(final String format, final Head head) throws IOException {
		final Path path = folder.newFile().toPath();
		try (TiffFixture f = new TiffFixture(path, ByteOrder.LITTLE_ENDIAN, true)) {
			f.tile(64, 64).samples(3, PixelType.UINT8, PHOTOMETRIC_RGB);
			reduced = f.tiled(64, 48, 2).longs(NEW_SUBFILE_TYPE, 1);
			f.add(head.of(f.tiled(128, 96, 1))).add(f.strips(32, 24, 8).ascii(IMAGE_DESCRIPTION, "thumbnail"))
				.add(reduced);
			f.add(f.strips(50, 40, 8).ascii(IMAGE_DESCRIPTION, "Notes")).add(f.strips(50, 40, 8));
		}
		try (Slide slide = SlideOpener.open(path)) {
			assertEquals(format, slide.metadata().format());
			return slide.metadata().notShown();
		}
	}

	private void assertNamed(final String format, final Head head) throws IOException {
		assertEquals(
			List.of("2 pages, 50 x 40 pixels, \"Notes\", are not shown: unlike the first page, which has 128 x 96"),
			notShown(format, head));
	}

	@Test
	public void everyFormatNamesThem() throws IOException {
		assertNamed("tiled TIFF", ifd -> ifd);
		assertNamed("Aperio SVS", ifd -> ifd.ascii(IMAGE_DESCRIPTION, "Aperio x\r\n|MPP = 0.5"));
		assertNamed("Motic TIFF", ifd -> ifd.ascii(IMAGE_DESCRIPTION, "Motic x|MPP = 0.5"));
		assertNamed("Huron TissueScope", ifd -> ifd.ascii(MAKE, "Huron").ascii(IMAGE_DESCRIPTION, "a = b"));
		assertNamed("OME-TIFF", ifd -> ifd.ascii(IMAGE_DESCRIPTION, OME.formatted(1)));
	}

	/** Files for all readers have their levels in SubIFDs and in the main chain. */
	@Test
	public void levelsThatAreThereTwiceAreShown() throws IOException {
		assertNamed("tiled TIFF", ifd -> ifd.subIfd(reduced));
		assertNamed("OME-TIFF", ifd -> ifd.ascii(IMAGE_DESCRIPTION, OME.formatted(1)).subIfd(reduced));
	}

	@Test
	public void planesThatAreDescribedButNotThere() throws IOException {
		assertEquals("4 of the 5 planes of the image \"cells\" are not there, though the OME-XML describes them",
			notShown("OME-TIFF", ifd -> ifd.ascii(IMAGE_DESCRIPTION, OME.formatted(5))).get(0));
	}
}
