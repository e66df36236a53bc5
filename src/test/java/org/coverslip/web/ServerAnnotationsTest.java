package org.coverslip.web;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import javax.imageio.ImageIO;

import org.coverslip.testing.Json;
import org.coverslip.web.RawClient.Answer;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What the server answers about annotations, and what it keeps to itself. */
public class ServerAnnotationsTest {

	private static final String ONE = """
		{"type":"Feature","geometry":{"type":"Polygon","coordinates":[
		[[100,100],[300,100],[300,301],[100,300],[100,100]]]},"properties":{"name":"one"}}
		""";

	@Rule
	public final TemporaryFolder temporary = new TemporaryFolder();

	private Path folder;
	private SlideServer server;
	private String slide;

	@Before
	public void start() throws IOException {
		folder = temporary.newFolder("slides").toPath();
		Files.createFile(folder.resolve(DrawnSlides.WIDE_PIXELS));
		server = SlideServer.start(SlideServer.ANY_PORT, DrawnSlides::open);
		slide = server.share(folder.resolve(DrawnSlides.WIDE_PIXELS)).getPath().replace("slide/", "api/slides/")
			+ "/scenes/0/annotations";
	}

	@After
	public void stop() throws IOException {
		server.close();
	}

	private Answer ask(final String path) throws IOException {
		return RawClient.ask(server.address(), "GET", slide + path);
	}

	private List<?> files() throws IOException {
		return (List<?>) ((Map<?, ?>) Json.parse(ask("").text())).get("files");
	}

	private List<?> names() throws IOException {
		return files().stream().map(file -> ((Map<?, ?>) file).get("name")).sorted().toList();
	}

	private String idOf(final String name) throws IOException {
		return files().stream().map(file -> (Map<?, ?>) file).filter(file -> file.get("name").equals(name))
			.map(file -> (String) file.get("id")).findFirst().orElseThrow();
	}

	@Test
	public void filesOfTheSlidesNameAreListedIfTheyHoldAnnotations() throws IOException {
		assertEquals(List.of(), names());
		for (final String name : List.of("wide.geojson", "wide.svs.geojson", "wide.json", "other.geojson",
			"wide-drawn.geojson", "wide-drawn-2.geojson", "wide-drawn-4.geojson", "wide2.geojson"))
			Files.writeString(folder.resolve(name), ONE);
		Files.writeString(folder.resolve("wide.xml"), "<Annotations MicronsPerPixel=\"0.5\"></Annotations>");
		Files.writeString(folder.resolve("wide.svs.xml"), "<Scanner><Serial>5</Serial></Scanner>");
		Files.writeString(folder.resolve("wide.svs.json"), "{\"scanner\": 5}");
		assertEquals(List.of("wide-drawn-2.geojson", "wide-drawn.geojson", "wide.geojson", "wide.json",
			"wide.svs.geojson", "wide.xml"), names());
	}

	@Test
	public void nothingElseIsReached() throws IOException {
		final Path secret = temporary.newFile("secret.geojson").toPath();
		Files.writeString(secret, ONE);
		Files.createSymbolicLink(folder.resolve("wide.geojson"), secret);
		Files.createDirectory(folder.resolve("wide.ndpa"));
		assertEquals("links lead elsewhere", List.of(), names());
		for (final String id : List.of(SharedSlide.of(secret, "").id(),
			SharedSlide.of(folder.resolve("wide.geojson"), "").id(), "wide.geojson", "0")) {
			for (final String what : List.of("", "/tiles/5/0_0.png", "/at?x=1&y=1&near=1")) {
				final Answer answer = ask("/" + id + what);
				assertEquals(404, answer.status());
				assertFalse(answer.text(), answer.text().contains("secret") || answer.text().contains("slides/"));
			}
		}
		assertEquals(404, ask("/..").status());
	}

	@Test
	public void tilesHaveTheGeometryOfTheSlides() throws IOException {
		Files.writeString(folder.resolve("wide.geojson"), ONE);
		final String file = "/" + idOf("wide.geojson");
		final Map<?, ?> told = (Map<?, ?>) Json.parse(ask(file).text());
		assertEquals(1.0, told.get("count"));
		for (final String tile : List.of("12/0_0", "12/7_5", "11/0_0", "9/0_0")) {
			final BufferedImage annotations = picture(ask(file + "/tiles/" + tile + ".png"));
			final BufferedImage pixels =
				picture(RawClient.ask(server.address(), "GET", slide.replace("annotations", "tiles/") + tile + ".png"));
			assertEquals(tile, pixels.getWidth(), annotations.getWidth());
			assertEquals(tile, pixels.getHeight(), annotations.getHeight());
		}
		final BufferedImage first = picture(ask(file + "/tiles/12/0_0.png"));
		assertEquals(0xffff0000, first.getRGB(200, 100));
		assertEquals(0, first.getRGB(50, 50) >>> 24);
		assertTrue(first.getRGB(200, 200) >>> 24 > 20);
		assertEquals(0xffff0000, picture(ask(file + "/tiles/11/0_0.png")).getRGB(100, 50));
		assertEquals(404, ask(file + "/tiles/12/8_0.png").status());
		assertEquals(404, ask(file + "/tiles/13/0_0.png").status());
		assertEquals(404, ask(file + "/tiles/12/0_0.jpg").status());
	}

	private static BufferedImage picture(final Answer answer) throws IOException {
		assertEquals(answer.text(), 200, answer.status());
		return ImageIO.read(new ByteArrayInputStream(answer.body()));
	}

	@Test
	public void aFileThatChangesIsReadAgain() throws IOException {
		Files.writeString(folder.resolve("wide.geojson"), ONE);
		final String file = "/" + idOf("wide.geojson");
		assertEquals("one", at(file, 200, 200).get("name"));
		assertEquals(Map.of(), at(file, 20, 20));
		Files.writeString(folder.resolve("wide.geojson"), ONE.replace("one", "another"));
		assertEquals("another", at(file, 200, 200).get("name"));
		Files.delete(folder.resolve("wide.geojson"));
		assertEquals(404, ask(file).status());
	}

	private Map<?, ?> at(final String file, final int x, final int y) throws IOException {
		return (Map<?, ?>) Json.parse(ask(file + "/at?near=2&x=" + x + "&y=" + y).text());
	}

	@Test
	public void whatIsWrongIsSaidInOneSentence() throws IOException {
		Files.writeString(folder.resolve("wide.geojson"), ONE.substring(0, 100));
		final String file = "/" + idOf("wide.geojson");
		final Map<?, ?> told = (Map<?, ?>) Json.parse(ask(file).text());
		assertEquals("wide.geojson: the file ends too early", told.get("problem"));
		assertEquals(400, ask(file + "/at?x=1&y=1").status());
		assertEquals(400, ask(file + "/at?x=1&y=NaN&near=2").status());
		assertEquals(400, ask(file + "/at?x=1&y=1&near=-1").status());
		assertEquals(400, ask(file + "/tiles/12/0_0.png?hide=red").status());
		assertEquals(400, ask(file + "/tiles/12/0_0.png?path=x").status());
	}
}
