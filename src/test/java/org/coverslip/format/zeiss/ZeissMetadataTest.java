package org.coverslip.format.zeiss;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;

import org.coverslip.format.OpenSlideProperties;
import org.coverslip.io.SlideFormatException;
import org.coverslip.io.StoredFile;
import org.coverslip.slide.Channel;
import org.coverslip.slide.PixelSize;
import org.junit.Test;

/** What is taken from the XML. */
public class ZeissMetadataTest {

	private static ZeissMetadata parse(final String xml) throws SlideFormatException {
		return ZeissMetadata.parse(xml.getBytes(StandardCharsets.UTF_8), StoredFile.of(Path.of("some.czi")));
	}

	private static Map<String, String> properties(final String xml) throws SlideFormatException {
		final OpenSlideProperties properties = new OpenSlideProperties();
		parse(xml).addTo(properties);
		return properties.toMap();
	}

	/** The names follow from OpenSlide's rules; those of its own test of a CZI are among them. */
	@Test
	public void properties() throws SlideFormatException {
		final Map<String, String> found = properties(ZeissXml.sound());
		assertEquals("Label:1", found.get("zeiss.AttachmentInfos.Label:1.Id"));
		assertEquals("3348", found.get("zeiss.AttachmentInfos.Label:1.Label.Barcodes.Barcode:1.Content"));
		assertEquals("shown", found.get("zeiss.DisplaySetting.Channels.Channel:0.Name"));
		assertEquals("Objective:2", found.get("zeiss.Information.Image.ObjectiveSettings.ObjectiveRef.Id"));
		assertEquals("3.25E-07", found.get("zeiss.Scaling.Items.X.Value"));
		assertEquals("7", found.get("zeiss.Information.User.Id"));
		assertEquals(" EGFP & more ", found.get("zeiss.Information.Image.Dimensions.Channels.Channel:1.Fluor"));
		assertEquals("B", found.get("zeiss.Information.Image.Dimensions.S.Scenes.B.Name"));
		assertEquals("3348", found.get("openslide.barcode"));
		assertEquals("20", found.get("openslide.objective-power"));
		assertEquals("0.32500000000000001", found.get("openslide.mpp-x"));
		assertEquals(0.35, Double.parseDouble(found.get("openslide.mpp-y")), 1e-12);
		assertFalse("elements of one name", found.containsKey("zeiss.Information.Image.Twice"));
		assertFalse("listed elements without a name", found.values().contains("1") && found.keySet().stream()
			.anyMatch(k -> k.contains("Distance")));
		assertFalse("other parts", found.keySet().stream().anyMatch(key -> key.contains("Experiment")));
		assertFalse("blank text", found.containsKey("zeiss.Information"));
	}

	@Test
	public void values() throws SlideFormatException {
		final ZeissMetadata metadata = parse(ZeissXml.sound());
		assertEquals(new PixelSize(1e6 * 3.25e-7, 1e6 * 3.5e-7), metadata.pixelSize().orElseThrow());
		assertEquals(20, metadata.objectivePower().orElseThrow(), 0);
		assertEquals("A", metadata.sceneName(0));
		assertEquals("B", metadata.sceneName(1));
		assertEquals("", metadata.sceneName(2));
		assertEquals(new Channel("DAPI", OptionalInt.of(0x112233)), metadata.channel(0));
		assertEquals(new Channel("EGFP & more", OptionalInt.of(0x00a1ff)), metadata.channel(1));
		assertEquals(Channel.named(""), metadata.channel(2));
		assertEquals(200, metadata.size('X').orElseThrow());
		assertTrue(metadata.size('Z').isEmpty());
	}

	@Test
	public void nothingAtAll() throws SlideFormatException {
		assertTrue(ZeissMetadata.parse(new byte[0], StoredFile.of(Path.of("some.czi"))).pixelSize().isEmpty());
		for (final String xml
			: new String[] { "<Other/>", "<ImageDocument/>", "<ImageDocument><Metadata/></ImageDocument>",
			"<ImageDocument><Other><Scaling><Items><Distance "
			+ "Id=\"X\"><Value>1</Value></Distance></Items></Scaling></Other></ImageDocument>",
			"<Other><Metadata><Scaling><Items/></Scaling></Metadata></Other>" }) {
			assertTrue(xml, parse(xml).pixelSize().isEmpty());
			assertTrue(xml, parse(xml).objectivePower().isEmpty());
			assertEquals(xml, Map.of(), properties(xml));
		}
	}

	/** OpenSlide states what the file says, also where it is of no use. */
	@Test
	public void useless() throws SlideFormatException {
		for (final String value : new String[] { "0", "-1E-07", "1e400" }) {
			final String xml =
				"<ImageDocument><Metadata><Information><Image><SizeX>-1</SizeX></Image></Information><Scaling><Items>"
				+ "<Distance Id=\"X\"><Value>" + value
				+ "</Value></Distance><Distance Id=\"Y\"><Value>1</Value></Distance>"
				+ "</Items></Scaling></Metadata></ImageDocument>";
			assertTrue(parse(xml).pixelSize().isEmpty());
			assertTrue(parse(xml).size('X').isEmpty());
		}
	}

	@Test
	public void theOnlyObjective() throws SlideFormatException {
		final String begin = "<ImageDocument><Metadata><Information><Instrument><Objectives>";
		final String end = "</Objectives></Instrument></Information></Metadata></ImageDocument>";
		final String one = "<Objective Id=\"a\"><NominalMagnification>40</NominalMagnification></Objective>";
		assertEquals(40, parse(begin + one + end).objectivePower().orElseThrow(), 0);
		assertTrue(parse(begin + one + one + end).objectivePower().isEmpty());
		assertTrue(parse(begin + "<Objective Id=\"a\"/>" + end).objectivePower().isEmpty());
	}
}
