package org.coverslip.remote;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.coverslip.api.SlideReader;
import org.coverslip.api.Slides;
import org.coverslip.detect.SlideOpener;
import org.coverslip.io.Storage;
import org.coverslip.io.StoredFile;
import org.coverslip.slide.Slide;
import org.coverslip.testing.RealSlides;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Slides of several files on a server: told by a list of files, by S3, or by their names alone. */
public class RemoteFolderTest {

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

	@Test
	public void omeZarrNeedsNoList() throws IOException {
		final Path zarr = folder.getRoot().toPath().resolve("image.ome.zarr");
		try (SlideReader slide = Slides.open(RealSlides.path("svs/CMU-1-Small-Region.svs"))) {
			slide.convert(zarr.toString(), "region=100,100,900,700");
		}
		server.withFolder("a/image.ome.zarr", zarr);
		try (SlideReader here = Slides.open(zarr); SlideReader there = Slides.open(server.at("a/image.ome.zarr"))) {
			assertArrayEquals(here.argb(0, 0, 900, 700), there.argb(0, 0, 900, 700));
			assertEquals(here.properties(), there.properties());
			assertEquals(here.scenes().get(0).levels().size(), there.scenes().get(0).levels().size());
		}
	}

	@Test
	public void aDicomFolderIsFoundByAListOfItsFiles() throws IOException {
		final Path dicom = RealSlides.path("dicom/jcupitt-cmu-1-small-region");
		server.withFolder("series", dicom);
		final IOException unlisted = assertThrows(IOException.class, () -> Slides.open(server.at("series/")));
		assertTrue(unlisted.getMessage(), unlisted.getMessage().contains("coverslip-files.txt"));
		server.with("series/coverslip-files.txt", listed(dicom).getBytes());
		for (final String address : new String[] { "series/", "series/coverslip-files.txt",
			"series/level-1-frames-0-9.dcm" })
			assertSame(dicom, server.at(address));
	}

	private static String listed(final Path root) throws IOException {
		try (var files = Files.list(root)) {
			return files.map(file -> "./" + file.getFileName() + "\r\n").sorted().collect(Collectors.joining())
				+ "../else\n\n/etc/passwd\n";
		}
	}

	private static void assertSame(final Path here, final String there) throws IOException {
		try (SlideReader one = Slides.open(here); SlideReader other = Slides.open(there)) {
			assertEquals(one.scenes().get(0).levels().toString(), other.scenes().get(0).levels().toString());
			assertArrayEquals(one.argb(300, 200, 700, 900), other.argb(300, 200, 700, 900));
		}
	}

	@Test
	public void namesOfOtherFilesStayInTheFolder() throws IOException {
		server.with("cases/a.afi", "<ImageList><Image><Path>../secret.svs</Path></Image></ImageList>".getBytes());
		server.with("secret.svs", new byte[10]);
		assertThrows(IOException.class, () -> Slides.open(server.at("cases/a.afi")));
		assertTrue(server.asked().toString(), server.asked().stream().noneMatch(line -> line.contains("secret")));
	}

	@Test
	public void s3ListsPageByPageAndGivesFiles() throws IOException {
		final Path dicom = RealSlides.path("dicom/jcupitt-cmu-1-small-region");
		server.withFolder("bucket/a b+c/series", dicom);
		server.doing((exchange, bytes, number) -> {
			final String query = exchange.getRequestURI().getRawQuery();
			if (query == null || !query.contains("list-type=2")) return false;
			assertTrue(query, query.contains("delimiter=%2F") && query.contains("prefix=a%20b%2Bc%2F"));
			final boolean second = query.contains("continuation-token=more%2F1");
			final List<String> names;
			try (var files = Files.list(dicom)) {
				names = files.map(file -> file.getFileName().toString()).sorted().toList();
			}
			final String keys = names.subList(second ? 5 : 0, second ? names.size() : 5).stream()
				.map(name -> "<Contents><Key>a+b%2Bc/series/" + name + "</Key></Contents>")
				.collect(Collectors.joining());
			HostileServer.say(exchange, 200, "<?xml version=\"1.0\"?>\n<ListBucketResult "
				+ "xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
				+ "<Name>bucket</Name><EncodingType>url</EncodingType>" + keys
				+ "<CommonPrefixes><Prefix>a+b%2Bc/series/deep/</Prefix></CommonPrefixes>"
				+ (second ? "" : "<NextContinuationToken>more/1</NextContinuationToken>") + "</ListBucketResult>");
			return true;
		});
		final StoredFile there = inBucket("a b+c/series/");
		final List<Storage.Entry> entries = there.storage().list("", 1000).orElseThrow();
		assertEquals(13, entries.stream().map(Storage.Entry::name).distinct().count());
		assertTrue(entries.contains(new Storage.Entry("deep", true)));
		try (SlideReader here = Slides.open(dicom); Slide slide = SlideOpener.open(there.storage(), "")) {
			assertTrue(slide.metadata().location().startsWith("s3://bucket/a%20b%2Bc/series/"));
			assertEquals(here.scenes().get(0).levels().size(), slide.scenes().get(0).levels().size());
		}
	}

	private StoredFile inBucket(final String prefix) throws IOException {
		final S3Server s3 = new S3Server(Optional.of("http://" + server.host()), "");
		final URI bucket = s3.bucket("bucket");
		final HttpDoor door = new HttpDoor(s3.signing(Optional.empty()));
		final String shown = "s3://bucket/" + HttpPlace.encoded(prefix);
		final HttpPlace place = new HttpPlace(URI.create(bucket + HttpPlace.encoded(prefix)), "", shown);
		return new StoredFile(new HttpStorage(door, place,
			new S3Listing(door, bucket, prefix, shown, new Manifest(door, place))), "");
	}

	@Test
	public void theUsersSettingsSayWhereBucketsAre() throws IOException {
		assertEquals("https://my-bucket.s3.amazonaws.com/", bucket("my-bucket", Map.of()));
		assertEquals("https://my-bucket.s3.eu-west-3.amazonaws.com/",
			bucket("my-bucket", Map.of("AWS_REGION", "eu-west-3")));
		assertEquals("a dot would not fit the certificate", "https://s3.eu-west-3.amazonaws.com/my.bucket/",
			bucket("my.bucket", Map.of("AWS_DEFAULT_REGION", "eu-west-3")));
		assertEquals("http://localhost:9000/s3/my-bucket/",
			bucket("my-bucket", Map.of("AWS_ENDPOINT_URL", "http://localhost:9000/s3/", "AWS_REGION", "eu-west-3")));
		assertThrows(IOException.class, () -> bucket("my/bucket", Map.of()));
		assertThrows(IOException.class, () -> bucket("b", Map.of()));
		assertThrows(IOException.class, () -> bucket("bucket", Map.of("AWS_ENDPOINT_URL", "localhost")));
		assertThrows(IOException.class, () -> bucket("bucket", Map.of("AWS_REGION", "evil.example/")));
	}

	private static String bucket(final String name, final Map<String, String> variables) throws IOException {
		return S3Server.of(key -> null, variables::get, Optional.empty()).bucket(name).toString();
	}
}
