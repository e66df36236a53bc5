package org.coverslip.remote;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.coverslip.api.SlideReader;
import org.coverslip.api.Slides;
import org.coverslip.command.DrawnSlide;
import org.coverslip.detect.SlideOpener;
import org.coverslip.export.tiff.PyramidTiffOptions.Dialect;
import org.coverslip.command.SampleFile;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.Slide;
import org.coverslip.slide.SlideAddress;
import org.coverslip.testing.RealSlides;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Slides on a server are what they are as files. */
public class RemoteSlideTest {

	private static final String SECRET = "token=TopSecret&x=1";

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private HostileServer server;

	@Before
	public void start() throws IOException {
		server = new HostileServer();
	}

	@After
	public void stop() {
		server.close();
	}

	private Path file(final String name) {
		return folder.getRoot().toPath().resolve(name);
	}

	@Test
	public void aSlideOpensInTenRequestsAtMost() throws IOException {
		final Path svs = DrawnSlide.write(file("large.svs"), 5000, 4000, ProgressListener.NONE);
		server.with("large.svs", Files.readAllBytes(svs));
		try (SlideReader here = Slides.open(svs); SlideReader there = Slides.open(server.at("large.svs"))) {
			assertTrue(server.asked().size() + " requests: " + server.asked(), server.asked().size() <= 10);
			final Map<String, String> properties = new TreeMap<>(here.properties());
			// its lowest level lies all over the file
			properties.remove("openslide.quickhash-1");
			assertEquals(properties, there.properties());
			assertArrayEquals(here.argb(2000, 2000, 900, 700), there.argb(2000, 2000, 900, 700));
		}
	}

	@Test
	public void aScannersSlideOpensInTenRequestsAtMost() throws IOException {
		for (final String name : new String[] { "svs/CMU-1-Small-Region.svs", "svs/tcga-cr-7395-01a-01-ts1.svs" }) {
			final Path svs = RealSlides.path(name);
			server.with(name, Files.readAllBytes(svs)).doing((exchange, bytes, number) -> false);
			try (SlideReader here = Slides.open(svs); SlideReader there = Slides.open(server.at(name))) {
				assertTrue(server.asked().size() + " requests: " + server.asked(), server.asked().size() <= 10);
				assertEquals(here.properties(), there.properties());
				assertArrayEquals(here.argb(100, 200, 900, 700), there.argb(100, 200, 900, 700));
			}
		}
	}

	@Test
	public void aRegionComesInFewRequests() throws IOException {
		final Path svs = RealSlides.path("svs/CMU-1-Small-Region.svs");
		server.with("a.svs", Files.readAllBytes(svs));
		try (SlideReader here = Slides.open(svs); SlideReader there = Slides.open(server.at("a.svs?twice"))) {
			server.doing((exchange, bytes, number) -> false);
			assertArrayEquals(here.argb(0, 0, 2220, 2967), there.argb(0, 0, 2220, 2967));
			assertTrue(server.asked().size() + " requests: " + server.asked(), server.asked().size() <= 4);
		}
	}

	@Test
	public void anArchiveIsReadWhereItLies() throws IOException {
		final Path svs = SampleFile.brightField(Dialect.UNIVERSAL, file("slide.tif"));
		final Path zip = file("case.zip");
		try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
			out.putNextEntry(new ZipEntry("one/slide.tif"));
			out.write(Files.readAllBytes(svs));
			out.closeEntry();
		}
		server.with("case.zip", Files.readAllBytes(zip));
		for (final String address : new String[] { "case.zip", "case.zip!/one/slide.tif" })
			try (SlideReader here = Slides.open(svs); SlideReader there = Slides.open(server.at(address))) {
				assertArrayEquals(here.argb(10, 20, 500, 300), there.argb(10, 20, 500, 300));
			}
	}

	@Test
	public void aQueryIsSentAndNeverShown() throws IOException {
		server.with("a b/slide.tif", Files.readAllBytes(SampleFile.brightField(file("slide.tif"))));
		final String shown = server.at("a%20b/slide.tif");
		try (Slide slide = SlideOpener.open(new SlideAddress(shown + "?" + SECRET))) {
			assertEquals(shown, slide.metadata().location());
			assertEquals("slide.tif", slide.metadata().name());
			assertFalse(slide.metadata().properties().toString().contains("TopSecret"));
			assertTrue(slide.metadata().path().isEmpty());
		}
		assertTrue(server.asked().stream().allMatch(line -> line.contains(SECRET)));
		server.doing((exchange, bytes, number) -> false);
		try (Slide again = SlideOpener.open(new SlideAddress(shown))) {
			assertEquals(shown, again.metadata().location());
		}
		assertTrue("what was opened before is found again: " + server.asked(),
			server.asked().stream().allMatch(line -> line.contains(SECRET)));
	}

	@Test
	public void whatIsNoAddressIsSaidWithoutItsSecrets() {
		for (final String address : new String[] { "https://user:TopSecret@127.0.0.1/slide.svs",
			"https:///slide.svs?TopSecret", "https://127.0.0.1/%zz?TopSecret", "https://127.0.0.1/a/../b?TopSecret",
			"https://127.0.0.1/a//b?TopSecret", "http://[::1/x?TopSecret", "s3://bucket/key?TopSecret",
			"ftp://127.0.0.1/slide?TopSecret", "http://127.0.0.1:99999999/x?TopSecret" }) {
			final IOException e = assertThrows(address, IOException.class, () -> Slides.open(address));
			for (Throwable cause = e; cause != null; cause = cause.getCause())
				assertFalse(cause.toString(), cause.toString().contains("TopSecret"));
		}
	}

	@Test
	public void aSlideThatIsNotThereIsSaid() {
		final IOException gone = assertThrows(IOException.class, () -> Slides.open(server.at("no.svs?" + SECRET)));
		assertTrue(gone.getMessage(), gone.getMessage().startsWith(server.at("no.svs") + ": there is no file"));
		server.doing((exchange, bytes, number) -> {
			exchange.sendResponseHeaders(403, -1);
			return true;
		});
		final IOException denied = assertThrows(IOException.class, () -> Slides.open(server.at("no.svs?" + SECRET)));
		assertEquals(server.at("no.svs") + " may not be read: the server denies access", denied.getMessage());
	}

	@Test
	public void aFaultAtAnyRequestIsSaidAsItIs() throws IOException {
		server.with("a.svs", Files.readAllBytes(DrawnSlide.write(file("a.svs"), 1500, 1000, ProgressListener.NONE)));
		Slides.open(server.at("a.svs")).close();
		final int requests = server.asked().size();
		for (int bad = 1; bad <= requests; bad++) {
			final int fails = bad;
			server.retag("\"" + bad + "\""); // so that nothing is known of it
			server.doing((exchange, bytes, number) -> {
				if (number != fails) return false;
				exchange.sendResponseHeaders(418, -1);
				return true;
			});
			final IOException e = assertThrows(IOException.class, () -> Slides.open(server.at("a.svs")));
			assertTrue(e.getMessage(), e.getMessage().contains("status 418"));
		}
	}

	@Test
	public void pathsOfThisComputerStayPaths() {
		assertFalse(new SlideAddress("C:\\slides\\a.svs").isRemote());
		assertFalse(new SlideAddress("/slides/https/a.svs").isRemote());
		assertFalse(new SlideAddress("https").isRemote());
		assertEquals("C:\\slides\\a?.svs", new SlideAddress("C:\\slides\\a?.svs").toString());
		assertEquals(Path.of("/slides/a.svs"), new SlideAddress("/slides/a.svs").path());
		assertEquals("what File makes of an address", new SlideAddress("https://host/a/b.svs"),
			new SlideAddress(new File("https://host/a/b.svs")));
		assertThrows(IllegalArgumentException.class, () -> new SlideAddress("s3://bucket/a").path());
		assertEquals("https://host/a", new SlideAddress("https://me:pw@host/a?b=/@c#d").toString());
	}
}
