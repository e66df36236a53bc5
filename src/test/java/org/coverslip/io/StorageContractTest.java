package org.coverslip.io;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.coverslip.io.Storage.Entry;
import org.coverslip.testing.StoredCopies;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;

/** What each storage must do. */
@RunWith(Parameterized.class)
public class StorageContractTest {

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private final String kind;
	private Path home;
	private Storage storage;

	public StorageContractTest(final String kind) {
		this.kind = kind;
	}

	@Parameters(name = "{0}")
	public static List<String> kinds() {
		return List.of("folder", "memory", "zip", "compressed zip");
	}

	@Before
	public void makeFiles() throws IOException {
		home = folder.newFolder("home").toPath();
		Files.write(folder.getRoot().toPath().resolve("outside"), new byte[] { 9 });
		Files.write(home.resolve("b"), new byte[] { 1, 2 });
		Files.write(home.resolve("a"), new byte[] { 3 });
		Files.createDirectories(home.resolve("sub").resolve("deep"));
		Files.write(home.resolve("sub").resolve("c d"), new byte[] { 4 });
		Files.write(home.resolve("sub").resolve("deep").resolve("e"), new byte[] { 5 });
		Files.write(home.resolve("sub0"), new byte[] { 6 });
		final Path archive = folder.getRoot().toPath().resolve("x.zip");
		StoredCopies.zip(home, "", archive, kind.startsWith("compressed"));
		storage = switch (kind) {
			case "folder" -> FolderStorage.of(home);
			case "memory" -> new MemoryStorage("memory", StoredCopies.inMemory(home, ""));
			default -> ZipStorage.open(StoredFile.of(archive));
		};
	}

	@Test
	public void filesAreFoundAndRead() throws IOException {
		assertTrue(storage.has("b"));
		assertTrue(storage.has("sub/deep/e"));
		try (ByteSource source = storage.open("b"); ByteSource other = storage.open("sub/c d")) {
			assertArrayEquals(new byte[] { 1, 2 }, source.readFully(0, source.size()));
			assertEquals(4, other.readFully(0, 1)[0]);
		}
		assertEquals(storage.identity("b"), storage.identity("b"));
		assertTrue(storage.shown("sub/c d").replace('\\', '/').endsWith("/sub/c d"));
	}

	@Test
	public void nothingElseIs() throws IOException {
		for (final String name : List.of("sub", "sub/", "d", "sub/b", "", "../outside", "sub/../../outside", "a/b",
			folder.getRoot().toPath().resolve("outside").toString(), "/etc/hostname"))
		{
			boolean has = false;
			try {
				has = storage.has(name);
			}
			catch (final SlideFormatException e) {
				assertEquals("folder", kind); // it says that the name leads out
			}
			assertFalse(name, has);
			assertThrows(name, IOException.class, () -> storage.open(name));
		}
		assertThrows(NoSuchFileException.class, () -> storage.open("d"));
	}

	@Test
	public void foldersAreListed() throws IOException {
		assertEquals(List.of(new Entry("a", false), new Entry("b", false), new Entry("sub", true),
			new Entry("sub0", false)), storage.list("", 100).orElseThrow());
		assertEquals(List.of(new Entry("sub/c d", false), new Entry("sub/deep", true)),
			storage.list("sub", 100).orElseThrow());
		assertEquals(2, storage.list("", 2).orElseThrow().size());
		for (final String none : List.of("d", "a", "sub/none", "..", "../home"))
			assertEquals(none, Optional.of(List.of()), storage.list(none, 100));
	}

	@Test
	public void siblingsAreFound() throws IOException {
		final SiblingFiles siblings = SiblingFiles.of(new StoredFile(storage, "sub/c d"));
		assertEquals("sub/deep/e", siblings.get("deep\\e").name());
		assertThrows(SlideFormatException.class, () -> siblings.find("../b"));
		assertThrows(SlideFormatException.class, () -> siblings.find("/b"));
		assertEquals(Optional.empty(), siblings.find("b"));
		assertEquals(List.of(new StoredFile(storage, "sub/c d")), siblings.all(10));
	}

	/** The same bytes as a file of the local file system, which is there no longer than it is needed. */
	@Test
	public void filesCanBeCopied() throws IOException {
		final LocalFile local = LocalFile.of(new StoredFile(storage, "b"));
		assertArrayEquals(new byte[] { 1, 2 }, Files.readAllBytes(local.path()));
		local.close();
		assertEquals(kind.equals("folder"), Files.exists(local.path()));
		if (kind.equals("folder")) return;
		final IOException e =
			assertThrows(IOException.class, () -> LocalFile.of(new StoredFile(storage, "b"), 1));
		assertTrue(e.getMessage(), e.getMessage().contains("has 2 bytes and can be read only as a file by itself"));
	}
}
