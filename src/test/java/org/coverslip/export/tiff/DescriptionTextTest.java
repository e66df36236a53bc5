package org.coverslip.export.tiff;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

import org.coverslip.export.DrawnScene;
import org.coverslip.export.tiff.PyramidTiffOptions.ChromaSubsampling;
import org.coverslip.export.tiff.PyramidTiffOptions.Compression;
import org.coverslip.export.tiff.PyramidTiffOptions.Dialect;
import org.coverslip.geom.Region;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.Channel;
import org.coverslip.slide.PixelSize;
import org.coverslip.slide.Scene;
import org.coverslip.slide.SlideLifetime;
import org.junit.Test;

/** What written files say of themselves, word by word: OME-XML, and Aperio's lines. */
public class DescriptionTextTest {

	private static final String OME = "http://www.openmicroscopy.org/Schemas/OME/2016-06";

	private static Scene.Builder scene(final PixelType type, final int samples) {
		return Scene.builder(SlideLifetime.inMemory("x"))
			.levels(DrawnScene.of(5000, 3000, type, samples).build().levels());
	}

	private static PyramidTiffOptions.Builder options() {
		return PyramidTiffOptions.builder().software("test 1");
	}

	private static String text(final Scene scene, final Region region0, final PyramidTiffOptions options)
		throws IOException
	{
		return new String(OmeXml.of(scene, region0, options), StandardCharsets.UTF_8);
	}

	@Test
	public void omeXmlOfEverything() throws IOException {
		final Scene scene = scene(PixelType.INT16, 1).name("a & b").origin(1000, 2000).sizeT(2)
			.channels(List.of(new Channel("one", OptionalInt.of(0x102030)), new Channel("", OptionalInt.empty())))
			.pixelSize(Optional.of(new PixelSize(0.25, 0.5))).pixelSizeZ(OptionalDouble.of(1.5))
			.objectivePower(OptionalDouble.of(40)).build();
		final StringBuilder expected = new StringBuilder("""
			<?xml version="1.0" encoding="UTF-8"?>
			<OME xmlns="%1$s" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
			xsi:schemaLocation="%1$s %1$s/ome.xsd" Creator="test 1">
			<Instrument ID="Instrument:0"><Objective ID="Objective:0" NominalMagnification="40.0"/></Instrument>
			<Image ID="Image:0" Name="a &amp; b">
			<Description>words</Description>
			<InstrumentRef ID="Instrument:0"/><ObjectiveSettings ID="Objective:0"/>
			<Pixels ID="Pixels:0" DimensionOrder="XYCZT" BigEndian="false" Type="int16" SizeX="100" SizeY="50" \
			SizeC="2" SizeZ="1" SizeT="2" Interleaved="false" PhysicalSizeX="0.25" PhysicalSizeXUnit="µm" \
			PhysicalSizeY="0.5" PhysicalSizeYUnit="µm" PhysicalSizeZ="1.5" PhysicalSizeZUnit="µm">
			<Channel ID="Channel:0:0" Name="one" SamplesPerPixel="1" Color="270545151"/>
			<Channel ID="Channel:0:1" SamplesPerPixel="1"/>
			""".formatted(OME));
		int ifd = 0;
		for (int t = 0; t < 2; t++)
			for (int c = 0; c < 2; c++)
				expected.append("<TiffData FirstC=\"" + c + "\" FirstZ=\"0\" FirstT=\"" + t + "\" IFD=\"" + ifd++
					+ "\" PlaneCount=\"1\"/>\n");
		for (int t = 0; t < 2; t++)
			for (int c = 0; c < 2; c++)
				expected.append("<Plane TheC=\"" + c + "\" TheZ=\"0\" TheT=\"" + t + "\" PositionX=\"251.0\""
					+ " PositionXUnit=\"µm\" PositionY=\"1005.0\" PositionYUnit=\"µm\"/>\n");
		assertEquals(expected + "</Pixels>\n</Image>\n</OME>",
			text(scene, new Region(4, 10, 100, 50), options().description("words").build()));
	}

	@Test
	public void omeXmlOfColoursAndNothingElse() throws IOException {
		final Scene scene = scene(PixelType.UINT8, 3).sizeZ(2).build();
		assertEquals("""
			<?xml version="1.0" encoding="UTF-8"?>
			<OME xmlns="%1$s" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
			xsi:schemaLocation="%1$s %1$s/ome.xsd" Creator="test 1">
			<Image ID="Image:0" Name="">
			<Pixels ID="Pixels:0" DimensionOrder="XYCZT" BigEndian="false" Type="uint8" SizeX="9" SizeY="8" SizeC="3" \
			SizeZ="2" SizeT="1" Interleaved="true">
			<Channel ID="Channel:0:0" Name="RGB" SamplesPerPixel="3"/>
			<TiffData FirstC="0" FirstZ="0" FirstT="0" IFD="0" PlaneCount="1"/>
			<TiffData FirstC="0" FirstZ="1" FirstT="0" IFD="1" PlaneCount="1"/>
			</Pixels>
			</Image>
			</OME>""".formatted(OME), text(scene, Region.ofSize(9, 8), options().build()));
	}

	@Test
	public void omeXmlNamesEachType() throws IOException {
		final List<String> names = List.of("uint8", "int8", "uint16", "int16", "uint32", "int32", "float", "double");
		for (final PixelType type : PixelType.values()) {
			final String xml = text(scene(type, 1).build(), Region.ofSize(9, 8), options().build());
			assertTrue(xml, xml.contains(" Type=\"" + names.get(type.ordinal()) + "\""));
		}
	}

	private static AperioText aperio(final Scene scene, final Region region, final PyramidTiffOptions.Builder builder)
		throws IOException {
		final PyramidTiffOptions options = builder.dialect(Dialect.SVS).tileSize(240).build();
		return new AperioText(scene, PyramidPlan.of(scene, region, options), options);
	}

	@Test
	public void aperiosLines() throws IOException {
		final Scene scene = scene(PixelType.UINT8, 3).pixelSize(Optional.of(new PixelSize(0.25, 0.5)))
			.objectivePower(OptionalDouble.of(20)).build();
		final AperioText text = aperio(scene, new Region(10, 20, 4990, 2980),
			options().compression(Compression.LZW).software("a |b").description("one\n two|three"));
		final String head = "Aperio Image Library, as written by a b\r\n5000x3000 [10,20 4990x2980] ";
		final String tail = "(240x240) LZW|AppMag = 20|MPP = 0.375|OriginalWidth = 5000|OriginalHeight = 3000"
			+ "|Description = one two/three";
		assertEquals(head + tail, text.level(0));
		assertEquals(head + "-> 2495x1490 " + tail, text.level(1));
		assertEquals("Aperio Image Library, as written by a b\nlabel 30x40", text.associated("label", 30, 40));
	}

	@Test
	public void aperiosWordsForCompressions() throws IOException {
		final Scene scene = scene(PixelType.UINT8, 3).build();
		assertCoding("JPEG/YCC Q=80", scene, options().compression(Compression.JPEG).quality(80));
		assertCoding("JPEG/RGB Q=95", scene, options().compression(Compression.JPEG).quality(95)
			.chromaSubsampling(ChromaSubsampling.NONE));
		assertCoding("RAW", scene, options().compression(Compression.NONE));
	}

	private static void assertCoding(final String words, final Scene scene, final PyramidTiffOptions.Builder options)
		throws IOException {
		final String text = aperio(scene, Region.ofSize(5000, 3000), options).level(0);
		assertTrue(text, text.contains(" (240x240) " + words + "|OriginalWidth"));
		assertFalse(text, text.contains("AppMag") || text.contains("MPP") || text.contains("Description"));
	}
}
