package org.coverslip.remote;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.coverslip.api.SlideReader;
import org.coverslip.api.Slides;
import org.coverslip.testing.RealSlides;
import org.junit.AfterClass;
import org.junit.Assume;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/**
 * Slides in Adobe's S3Mock, where {@code -Dcoverslip.s3mock=s3mock-4.1.1-exec.jar} says where that is
 * ({@code com.adobe.testing:s3mock}, classifier {@code exec}); else skipped.
 */
public class S3MockTest {

	private static final String ENDPOINT = "coverslip.s3.endpoint";
	private static final HttpClient CLIENT = HttpClient.newHttpClient();

	@ClassRule
	public static final TemporaryFolder FOLDER = new TemporaryFolder();

	/** The first is the server, if there is one. */
	private static final Process[] SERVER = new Process[1];

	@BeforeClass
	public static void start() throws Exception {
		final String jar = System.getProperty("coverslip.s3mock", "");
		Assume.assumeTrue("no S3Mock: say -Dcoverslip.s3mock=s3mock-4.1.1-exec.jar", Files.isRegularFile(Path.of(jar)));
		final int port = freePort();
		SERVER[0] = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m",
			"-jar", jar, "--com.adobe.testing.s3mock.httpPort=" + port, "--server.port=" + freePort())
				.redirectErrorStream(true).redirectOutput(new File(FOLDER.getRoot(), "s3mock.log")).start();
		System.setProperty(ENDPOINT, "http://127.0.0.1:" + port);
		for (int i = 0; !answers(); i++) {
			assertTrue("S3Mock does not start", i < 600 && SERVER[0].isAlive());
			Thread.sleep(200);
		}
		put("slides", new byte[0]);
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

	private static boolean answers() throws InterruptedException {
		try {
			return CLIENT.send(HttpRequest.newBuilder(URI.create(System.getProperty(ENDPOINT) + "/")).build(),
				BodyHandlers.discarding()).statusCode() == 200;
		}
		catch (final IOException e) {
			return false;
		}
	}

	private static void put(final String key, final byte[] bytes) throws Exception {
		final int status = CLIENT
			.send(HttpRequest.newBuilder(URI.create(System.getProperty(ENDPOINT) + "/" + HttpPlace.encoded(key)))
				.PUT(HttpRequest.BodyPublishers.ofByteArray(bytes)).build(), BodyHandlers.discarding())
			.statusCode();
		assertEquals(key, 200, status);
	}

	private static void putFolder(final String prefix, final Path folder) throws Exception {
		try (var files = Files.walk(folder)) {
			for (final Path file : files.filter(Files::isRegularFile).toList())
				put("slides/" + prefix + "/" + folder.relativize(file).toString().replace('\\', '/'),
					Files.readAllBytes(file));
		}
	}

	@AfterClass
	public static void stop() throws InterruptedException {
		System.clearProperty(ENDPOINT);
		if (SERVER[0] == null) return;
		SERVER[0].destroy();
		SERVER[0].waitFor(20, TimeUnit.SECONDS);
	}

	@Test
	public void aFileIsReadByRanges() throws Exception {
		final Path svs = RealSlides.path("svs/CMU-1-Small-Region.svs");
		put("slides/case 7/ä+b.svs", Files.readAllBytes(svs));
		assertSame(svs, "s3://slides/case 7/ä+b.svs");
	}

	@Test
	public void foldersAreListed() throws Exception {
		final Path dicom = RealSlides.path("dicom/jcupitt-cmu-1-small-region");
		putFolder("a b/series", dicom);
		assertSame(dicom, "s3://slides/a%20b/series");
		assertSame(dicom, "s3://slides/a%20b/series/");
	}

	@Test
	public void omeZarrIsRead() throws Exception {
		final Path zarr = FOLDER.getRoot().toPath().resolve("image.ome.zarr");
		try (SlideReader slide = Slides.open(RealSlides.path("svs/CMU-1-Small-Region.svs"))) {
			slide.convert(zarr.toString(), "region=100,100,1500,1300");
		}
		putFolder("image.ome.zarr", zarr);
		assertSame(zarr, "s3://slides/image.ome.zarr");
	}

	private static void assertSame(final Path here, final String there) throws IOException {
		try (SlideReader one = Slides.open(here); SlideReader other = Slides.open(there)) {
			assertArrayEquals(one.argb(300, 200, 700, 900), other.argb(300, 200, 700, 900));
		}
	}
}
