package org.coverslip.updatesite;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.coverslip.updatesite.SiteFile.Previous;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Publishes small jars again and again, as a maintainer does over the years. */
public class UpdateSiteTest {

	private static final long FIRST = 20261120120000L;
	private static final long SECOND = 20261220120000L;
	private static final long THIRD = 20270120120000L;

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private Path site;
	private Path jars;

	@Before
	public void makeFolders() throws IOException {
		site = folder.getRoot().toPath().resolve("site");
		jars = folder.newFolder("jars").toPath();
	}

	@Test
	public void checksumIsOfNamesAndContentsInTheOrderOfNames() throws Exception {
		final Path jar =
			jar("a.jar", Map.of("b/C.class", "code", "a.properties", "#Tue\n#\n#x\nkey=#1\n\n#kept\n##y\nz=2\n",
			"META-INF/MANIFEST.MF", "Manifest-Version: 1.0\nImplementation-Date: today\n"), ZipEntry.DEFLATED);
		final MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
		// by hand: of "#" alone the next line is no comment, nor is the line after an empty one
		for (final String counted : List.of("META-INF/MANIFEST.MF", "a.properties", "\n\n#x\nkey=#1\n\n#kept\n\nz=2\n",
			"b/C.class", "code"))
			sha1.update(counted.getBytes(StandardCharsets.US_ASCII));
		assertEquals(HexFormat.of().formatHex(sha1.digest()), JarChecksum.of(jar));
	}

	@Test
	public void checksumKnowsNoDatesAndNoCompression() throws IOException {
		final Path one = jar("a.jar", Map.of("C.class", "code", "p.properties", "#Monday\na=1\n"), ZipEntry.DEFLATED);
		final String checksum = JarChecksum.of(one);
		final Path two =
			jar("a.jar", Map.of("C.class", "code", "p.properties", "#Tuesday, later\na=1\n"), ZipEntry.STORED);
		assertEquals(checksum, JarChecksum.of(two));
		final Path three = jar("a.jar", Map.of("C.class", "core", "p.properties", "#Monday\na=1\n"), ZipEntry.DEFLATED);
		assertNotEquals(checksum, JarChecksum.of(three));
	}

	@Test
	public void firstPublicationOffersAllJars() throws IOException {
		jar("main-1.0.0.jar", Map.of("Main.class", "1"), ZipEntry.DEFLATED);
		jar("library-2.0.0.jar", Map.of("Library.class", "1"), ZipEntry.DEFLATED);
		UpdateSite.publish(site, FIRST, jars, "main-1.0.0.jar");
		final List<SiteFile> files = SiteIndex.read(site);
		assertEquals(List.of("jars/library-2.0.0.jar", "jars/main-1.0.0.jar"),
			files.stream().map(SiteFile::filename).toList());
		for (final SiteFile file : files) {
			final Path jar = jars.resolve(Path.of(file.filename()).getFileName());
			assertEquals(FIRST, file.current().get().timestamp());
			assertEquals(JarChecksum.of(jar), file.current().get().checksum());
			assertEquals(Files.size(jar), file.current().get().size());
			assertArrayEquals(Files.readAllBytes(jar), Files.readAllBytes(site.resolve(file.filename() + "-" + FIRST)));
		}
		assertEquals(List.of("jars/library-2.0.0.jar"), files.get(1).current().get().dependencies());
	}

	@Test
	public void theSameJarsGiveTheSameBytesAndChangeNothingLater() throws IOException {
		jar("main-1.0.0.jar", Map.of("Main.class", "1"), ZipEntry.DEFLATED);
		UpdateSite.publish(site, FIRST, jars, "main-1.0.0.jar");
		final Path other = folder.getRoot().toPath().resolve("other");
		UpdateSite.publish(other, FIRST, jars, "main-1.0.0.jar");
		assertEquals(contents(site), contents(other));
		UpdateSite.publish(other, SECOND, jars, "main-1.0.0.jar");
		assertEquals(contents(site), contents(other));
	}

	@Test
	public void earlierVersionsStay() throws IOException {
		final Path old = jar("main-1.0.0.jar", Map.of("Main.class", "1"), ZipEntry.DEFLATED);
		final String checksum = JarChecksum.of(old);
		jar("library-2.0.0.jar", Map.of("Library.class", "1"), ZipEntry.DEFLATED);
		UpdateSite.publish(site, FIRST, jars, "main-1.0.0.jar");
		Files.delete(old);
		jar("main-1.1.0.jar", Map.of("Main.class", "2"), ZipEntry.DEFLATED);
		UpdateSite.publish(site, SECOND, jars, "main-1.1.0.jar");
		final List<SiteFile> files = SiteIndex.read(site);
		assertEquals(2, files.size());
		assertEquals("unchanged", FIRST, files.get(0).current().get().timestamp());
		assertEquals("jars/main-1.1.0.jar", files.get(1).filename());
		assertEquals(SECOND, files.get(1).current().get().timestamp());
		assertEquals(List.of(new Previous("jars/main-1.0.0.jar", checksum, FIRST, SECOND)), files.get(1).previous());
		assertTrue("whoever still has the old list finds the old file",
			Files.exists(site.resolve("jars/main-1.0.0.jar-" + FIRST)));
		assertTrue(Files.exists(site.resolve("jars/main-1.1.0.jar-" + SECOND)));
	}

	@Test
	public void whatIsNoLongerOfferedIsWithdrawnAndMayComeBack() throws IOException {
		jar("main-1.0.0.jar", Map.of("Main.class", "1"), ZipEntry.DEFLATED);
		final Path library = jar("library-2.0.0.jar", Map.of("Library.class", "1"), ZipEntry.DEFLATED);
		UpdateSite.publish(site, FIRST, jars, "main-1.0.0.jar");
		Files.delete(library);
		UpdateSite.publish(site, SECOND, jars, "main-1.0.0.jar");
		final SiteFile withdrawn = SiteIndex.read(site).get(0);
		assertTrue(withdrawn.current().isEmpty());
		assertEquals(SECOND, withdrawn.previous().get(0).obsolete());
		jar("library-2.0.0.jar", Map.of("Library.class", "1"), ZipEntry.DEFLATED);
		UpdateSite.publish(site, THIRD, jars, "main-1.0.0.jar");
		assertEquals(THIRD, SiteIndex.read(site).get(0).current().get().timestamp());
	}

	@Test
	public void aTimeThatIsNotNewerIsRefusedAndNothingChanges() throws IOException {
		jar("main-1.0.0.jar", Map.of("Main.class", "1"), ZipEntry.DEFLATED);
		UpdateSite.publish(site, SECOND, jars, "main-1.0.0.jar");
		final Map<String, String> before = contents(site);
		jar("main-1.0.0.jar", Map.of("Main.class", "2"), ZipEntry.DEFLATED);
		for (final long time : new long[] { FIRST, SECOND }) {
			final IOException refused =
				assertThrows(IOException.class, () -> UpdateSite.publish(site, time, jars, "main-1.0.0.jar"));
			assertTrue(refused.getMessage(), refused.getMessage().contains("not older than " + time));
			assertEquals(before, contents(site));
		}
	}

	@Test
	public void aFolderWithoutTheMainJarIsRefused() {
		assertThrows(IOException.class, () -> UpdateSite.publish(site, FIRST, jars, "main-1.0.0.jar"));
		assertFalse(Files.exists(site));
	}

	@Test
	public void aListThatBreaksTheUpdatersDocumentTypeIsRefused() throws IOException {
		jar("main-1.0.0.jar", Map.of("Main.class", "1 & <2>"), ZipEntry.DEFLATED);
		UpdateSite.publish(site, FIRST, jars, "main-1.0.0.jar");
		final String xml = SiteIndex.xml(SiteIndex.read(site));
		for (final String[] change
			: new String[][] { { " checksum=", " sum=" }, { "<version", "<previous-version/><version" },
			{ " filename=", " name=" }, { "</plugin>", "<plugin filename=\"x\"/></plugin>" },
			{ "</pluginRecords>", "" } })
		{
			try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(site.resolve(SiteIndex.NAME)))) {
				out.write(xml.replace(change[0], change[1]).getBytes(StandardCharsets.UTF_8));
			}
			final IOException refused = assertThrows(change[1], IOException.class, () -> SiteIndex.read(site));
			assertTrue(refused.getMessage(), refused.getMessage().contains("not the list of an update site"));
		}
	}

	private Path jar(final String name, final Map<String, String> entries, final int method) throws IOException {
		final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
			for (final Map.Entry<String, String> entry : entries.entrySet()) {
				final byte[] content = entry.getValue().getBytes(StandardCharsets.UTF_8);
				final ZipEntry zipped = new ZipEntry(entry.getKey());
				zipped.setMethod(method);
				zipped.setTime(method * 1_000_000_000_000L); // another date for each method
				if (method == ZipEntry.STORED) {
					final CRC32 crc = new CRC32();
					crc.update(content);
					zipped.setCrc(crc.getValue());
					zipped.setSize(content.length);
				}
				zip.putNextEntry(zipped);
				zip.write(content);
			}
		}
		return Files.write(jars.resolve(name), bytes.toByteArray());
	}

	private static Map<String, String> contents(final Path root) throws IOException {
		final Map<String, String> contents = new TreeMap<>();
		try (var files = Files.walk(root)) {
			for (final Path file : files.filter(Files::isRegularFile).toList())
				contents.put(root.relativize(file).toString(), HexFormat.of().formatHex(Files.readAllBytes(file)));
		}
		return contents;
	}
}
