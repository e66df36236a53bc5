package org.coverslip.io;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ClosedChannelException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.coverslip.testing.StoredCopies;
import org.junit.Test;

/** Archives as Java writes them, and such as no program should. */
public class ZipStorageTest {

	private static final int DIRECTORY_ENTRY = 0x02014b50;
	private static final byte[] LARGE = large();

	/** Bytes that get smaller, but not much. */
	private static byte[] large() {
		final byte[] bytes = new byte[1_000_003];
		new Random(5).nextBytes(bytes);
		for (int i = 0; i < bytes.length; i++)
			bytes[i] &= 0x3f;
		return bytes;
	}

	private static Map<String, byte[]> files() {
		return new TreeMap<>(Map.of("a.svs", new byte[] { 1, 2, 3 }, "sub/large", LARGE, "sub/empty", new byte[0]));
	}

	private static byte[] zip(final Map<String, byte[]> files, final boolean compressed) throws IOException {
		final ByteArrayOutputStream out = new ByteArrayOutputStream();
		StoredCopies.zip(files, out, compressed);
		return out.toByteArray();
	}

	private static ZipStorage open(final byte[] zip) throws IOException {
		return ZipStorage.open(file(zip));
	}

	private static StoredFile file(final byte[] zip) {
		return new StoredFile(new MemoryStorage("memory", Map.of("x.zip", zip)), "x.zip");
	}

	@Test
	public void filesAreReadAtAnyPosition() throws IOException {
		for (final boolean compressed : new boolean[] { false, true })
			try (ZipStorage zip = open(zip(files(), compressed)); ByteSource large = zip.open("sub/large")) {
				assertEquals(LARGE.length, large.size());
				for (final int at : new int[] { 700_000, 0, 123, LARGE.length - 1000, 300_000 })
					assertArrayEquals(Arrays.copyOfRange(LARGE, at, at + 1000), large.readFully(at, 1000));
				assertEquals(0, large.read(LARGE.length, ByteBuffer.allocate(5)));
				assertEquals(2, large.read(LARGE.length - 2, ByteBuffer.allocate(5)));
				assertEquals(0, zip.open("sub/empty").size());
				assertEquals("memory/x.zip!/a.svs", zip.shown("a.svs"));
			}
	}

	@Test
	public void manyThreadsInflateOneFile() throws Exception {
		final ExecutorService threads = Executors.newFixedThreadPool(8);
		try (ZipStorage zip = open(zip(files(), true))) {
			final List<Callable<byte[]>> tasks = new ArrayList<>();
			for (int i = 0; i < 100; i++) {
				final int at = i * 7919 % 990_000;
				tasks.add(() -> zip.open("sub/large").readFully(at, 10_000));
			}
			final List<Future<byte[]>> found = threads.invokeAll(tasks);
			for (int i = 0; i < found.size(); i++)
				assertArrayEquals(Arrays.copyOfRange(LARGE, i * 7919 % 990_000, i * 7919 % 990_000 + 10_000),
					found.get(i).get());
		}
		finally {
			threads.shutdownNow();
		}
	}

	@Test
	public void closedArchivesAreNotRead() throws IOException {
		for (final boolean compressed : new boolean[] { false, true }) {
			final ZipStorage zip = open(zip(files(), compressed));
			final ByteSource source = zip.open("a.svs");
			final ByteSource other = zip.open("sub/large");
			source.close();
			assertThrows(ClosedChannelException.class, () -> source.readFully(0, 1));
			other.readFully(0, 1);
			zip.close();
			zip.close();
			assertThrows(ClosedChannelException.class, () -> other.readFully(0, 1));
			assertThrows(ClosedChannelException.class, () -> zip.open("a.svs"));
		}
	}

	@Test
	public void moreIsInflatedThanThereIsRoomForIsRefused() throws IOException {
		try (ZipStorage zip = ZipStorage.open(file(zip(files(), true)), 1_000_004)) {
			zip.open("sub/large");
			zip.open("sub/large");
			final IOException e = assertThrows(IOException.class, () -> zip.open("a.svs"));
			assertTrue(e.getMessage(),
				e.getMessage().startsWith("memory/x.zip!/a.svs is compressed and has 3 bytes, and"
				+ " there is room for 1 to inflate it"));
		}
	}

	/** Names that lead out are not there; those with backslashes are meant as folders. */
	@Test
	public void namesThatLeadOutAreNotThere() throws IOException {
		final Map<String, byte[]> files = new TreeMap<>();
		for (final String name : List.of("../up", "/root", "a/../b", "a//b", "./c", "win\\dir\\file", "ok"))
			files.put(name, new byte[1]);
		try (ZipStorage zip = open(zip(files, false))) {
			assertEquals(List.of(new Storage.Entry("ok", false), new Storage.Entry("win", true)),
				zip.list("", 100).orElseThrow());
			assertTrue(zip.has("win/dir/file"));
			for (final String name : List.of("../up", "/root", "a/../b", "up", "root", "b", "win"))
				assertThrows(name, NoSuchFileException.class, () -> zip.open(name));
		}
	}

	@Test
	public void linksAreNotThere() throws IOException {
		final byte[] zip = zip(Map.of("link", "/etc/hostname".getBytes()), false);
		final int entry = directoryEntry(zip);
		zip[entry + 5] = 3; // made by Unix
		ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN).putInt(entry + 38, 0xa1ff << 16);
		try (ZipStorage storage = open(zip)) {
			assertFalse(storage.has("link"));
		}
	}

	/** More files than fit a number of 2 bytes: the directory's end is that of ZIP64. */
	@Test
	public void zip64() throws IOException {
		final Map<String, byte[]> files = new TreeMap<>();
		for (int i = 0; i < 66_000; i++)
			files.put("f" + i, new byte[] { (byte) i });
		try (ZipStorage zip = open(zip(files, false))) {
			assertEquals((byte) 65_999, zip.open("f65999").readFully(0, 1)[0]);
			assertEquals(7, zip.list("", 7).orElseThrow().size());
		}
	}

	@Test
	public void encryptedAndUncommonOnesAreRefusedByName() throws IOException {
		final byte[] encrypted = zip(Map.of("a", new byte[9]), false);
		encrypted[directoryEntry(encrypted) + 8] |= 1;
		assertRefused(encrypted, "memory/x.zip!/a is encrypted");
		final byte[] lzma = zip(Map.of("a", new byte[9]), false);
		lzma[directoryEntry(lzma) + 10] = 14;
		assertRefused(lzma, "memory/x.zip!/a is compressed by method 14 of ZIP");
	}

	private static void assertRefused(final byte[] zip, final String start) throws IOException {
		try (ZipStorage storage = open(zip)) {
			final IOException e = assertThrows(IOException.class, () -> storage.open("a"));
			assertTrue(e.getMessage(), e.getMessage().startsWith(start));
		}
	}

	private static int directoryEntry(final byte[] zip) {
		final ByteBuffer in = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
		int at = zip.length - 22;
		while (in.getInt(at) != DIRECTORY_ENTRY)
			at--;
		return at;
	}

	/** Whatever bytes are changed or cut off, the answer is right, or a sentence; never another failure. */
	@Test
	public void damagedArchives() throws IOException {
		final Random random = new Random(3);
		for (final boolean compressed : new boolean[] { false, true }) {
			final byte[] sound = zip(files(), compressed);
			for (int i = 0; i < 400; i++) {
				final byte[] damaged = i % 4 == 0 ? Arrays.copyOf(sound, random.nextInt(sound.length)) : sound.clone();
				for (int k = 0; k < 3 && damaged.length > 0; k++)
					damaged[Math.max(0, damaged.length - 1 - random.nextInt(300))] = (byte) random.nextInt(256);
				readAll(damaged);
			}
		}
	}

	private static void readAll(final byte[] damaged) {
		try (ZipStorage zip = open(damaged)) {
			for (final String name : files().keySet())
				if (zip.has(name)) try (ByteSource source = zip.open(name)) {
					source.read(Math.max(0, source.size() - 10), ByteBuffer.allocate(10));
				}
		}
		catch (final IOException e) {
			assertFalse(e.getMessage() == null || e.getMessage().isBlank());
		}
	}

	@Test
	public void inflatesToWhatTheDirectorySays() throws IOException {
		final byte[] zip = zip(Map.of("a", LARGE), true);
		final ByteBuffer in = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
		in.putInt(directoryEntry(zip) + 24, LARGE.length + 5);
		try (ZipStorage storage = open(zip)) {
			final SlideFormatException e = assertThrows(SlideFormatException.class,
				() -> storage.open("a").readFully(LARGE.length - 5, 10));
			assertTrue(e.getMessage(),
				e.getMessage().endsWith("expected 1000008 bytes when it is inflated, found 1000003"));
		}
	}
}
