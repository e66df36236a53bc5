package org.coverslip.detect;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import javax.imageio.ImageIO;

import org.coverslip.io.MemoryStorage;
import org.coverslip.io.Storage;
import org.coverslip.slide.Slide;
import org.coverslip.testing.StoredCopies;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Opening slides that are not files of their own: by a path into an archive, by a URI, from a storage. */
public class StoredSlidesTest {

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private static byte[] picture(final int width) throws IOException {
		final ByteArrayOutputStream out = new ByteArrayOutputStream();
		ImageIO.write(new BufferedImage(width, 3, BufferedImage.TYPE_INT_RGB), "png", out);
		return out.toByteArray();
	}

	private Path archive(final String... names) throws IOException {
		final Map<String, byte[]> files = new TreeMap<>(Map.of("read me.txt", new byte[5]));
		for (int i = 0; i < names.length; i++)
			files.put(names[i], picture(10 + i));
		final ByteArrayOutputStream out = new ByteArrayOutputStream();
		StoredCopies.zip(files, out, true);
		return Files.write(folder.getRoot().toPath().resolve("my slides.zip"), out.toByteArray());
	}

	private static void assertWidth(final int width, final Slide opened) throws IOException {
		try (Slide slide = opened) {
			assertEquals(width, slide.scenes().get(0).width());
		}
	}

	@Test
	public void pathsLeadIntoArchives() throws IOException {
		final Path archive = archive("a.png", "sub/b.png");
		assertWidth(11, SlideOpener.open(Path.of(archive + "!/sub/b.png")));
		try (Slide slide = SlideOpener.open(Path.of(archive + "!/a.png"))) {
			assertEquals("a.png", slide.metadata().name());
			assertEquals(archive + "!/a.png", slide.metadata().location());
			assertWidth(10, SlideOpener.open(Path.of(slide.metadata().location()), slide.metadata().format()));
			assertEquals(Set.of(archive), slide.metadata().files());
		}
		final IOException none =
			assertThrows(FileNotFoundException.class, () -> SlideOpener.open(Path.of(archive + "!/c.png")));
		assertTrue(none.getMessage(), none.getMessage().startsWith(archive + "!/c.png: there is no file of that name"));
		assertThrows(IOException.class, () -> SlideOpener.open(Path.of(archive + "!/../a.png")));
		assertThrows(FileNotFoundException.class, () -> SlideOpener.open(folder.getRoot().toPath().resolve("no!/a")));
	}

	@Test
	public void anArchiveOfOneSlideIsThatSlide() throws IOException {
		assertWidth(10, SlideOpener.open(archive("case 7/slide.png", "case 7/more/other.png")));
		assertWidth(10, SlideOpener.open(archive("slide.png", "__MACOSX/slide.png", ".hidden.png")));
		final IOException two = assertThrows(IOException.class, () -> SlideOpener.open(archive("a.png", "b.png")));
		assertTrue(two.getMessage(), two.getMessage().contains("holds more than one slide; open one of them: "));
		assertTrue(two.getMessage(), two.getMessage().contains("my slides.zip!/b.png"));
		final IOException none = assertThrows(IOException.class, () -> SlideOpener.open(archive()));
		assertTrue(none.getMessage(), none.getMessage().endsWith("my slides.zip holds no slide"));
	}

	@Test
	public void urisOfFilesAndArchives() throws IOException {
		final Path archive = archive("a.png", "sub dir/b.png");
		assertWidth(11, SlideOpener.open(URI.create("jar:" + archive.toUri() + "!/sub%20dir/b.png")));
		assertWidth(10, SlideOpener.open(URI.create("zip:" + archive.toUri() + "!/a.png")));
		final Path file = Files.write(folder.getRoot().toPath().resolve("a b.png"), picture(20));
		assertWidth(20, SlideOpener.open(file.toUri()));
		for (final String other : new String[] { "ftp://example.org/a.svs", "a.svs",
			"jar:https://example.org/x.zip!/a.svs" })
		{
			final IOException e = assertThrows(IOException.class, () -> SlideOpener.open(URI.create(other)));
			assertTrue(e.getMessage(), e.getMessage().startsWith(other + " cannot be opened: Coverslip opens files"));
		}
		assertThrows(IOException.class, () -> SlideOpener.open(URI.create("file:relative.svs")));
	}

	@Test
	public void storagesAreTheCallers() throws IOException {
		final Storage memory = new MemoryStorage("upload", Map.of("x/a.png", picture(10)));
		assertWidth(10, SlideOpener.open(memory, "x/a.png"));
		assertWidth(10, SlideOpener.open(memory, "x"));
		assertWidth(10, SlideOpener.open(memory, ""));
	}

	@Test
	public void closedSlidesCloseTheirArchive() throws IOException {
		final Slide slide = SlideOpener.open(archive("a.png"));
		final Storage storage = ((ArchivedSlide) slide).storage();
		storage.open("a.png").close();
		slide.close();
		assertThrows(ClosedChannelException.class, () -> storage.open("a.png"));
	}
}
