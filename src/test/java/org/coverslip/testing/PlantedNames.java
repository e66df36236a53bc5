package org.coverslip.testing;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A patient's name with the place where it was put, in files that are made for tests; and the search for it, in any
 * encoding that a file may have it in.
 */
public final class PlantedNames {

	private static final String STEM = "Jane.Doe.1957";

	private PlantedNames() {}

	/** The name, as text. */
	public static String in(final String place) {
		return STEM + "." + place;
	}

	public static byte[] bytes(final String place) {
		return in(place).getBytes(StandardCharsets.US_ASCII);
	}

	/** How often the name is in a file, or in all files of a folder and their names, in all encodings together. */
	public static int count(final Path path) throws IOException {
		int count = 0;
		for (final Path file : files(path))
			for (final List<String> found : places(file).values())
				count += found.size();
		return count;
	}

	/** Holds that the name is nowhere in a file or folder; a failure tells the encodings and places. */
	public static void assertNowhere(final Path path) throws IOException {
		for (final Path file : files(path)) {
			assertEquals(file.getFileName().toString(), Map.of(), places(file));
			assertTrue(file.toString(), !file.getFileName().toString().contains(STEM));
		}
	}

	/** Holds that a name was put where a test says, so that it can be missed. */
	public static void assertIn(final Path path, final String... places) throws IOException {
		final List<String> found = new ArrayList<>();
		for (final Path file : files(path))
			places(file).values().forEach(found::addAll);
		for (final String place : places)
			assertTrue("no name planted in " + place + ", only in " + found,
				found.stream().anyMatch(text -> text.equals("?") || text.startsWith(place)));
	}

	/** Holds that a file, or any of a folder, has none of some words, in ASCII. */
	public static void assertLacks(final Path path, final String... words) throws IOException {
		for (final Path file : files(path)) {
			final byte[] content = Files.readAllBytes(file);
			for (final String word : words)
				assertEquals(file.getFileName() + ": " + word, -1,
					indexOf(content, word.getBytes(StandardCharsets.ISO_8859_1), 0));
		}
	}

	/** The name in Base64, as XML holds images and barcodes. */
	public static String base64(final String place) {
		return Base64.getEncoder().encodeToString(bytes(place));
	}

	private static List<Path> files(final Path path) throws IOException {
		try (Stream<Path> all = Files.walk(path)) {
			return all.filter(Files::isRegularFile).toList();
		}
	}

	private static Map<String, List<String>> places(final Path file) throws IOException {
		final byte[] content = Files.readAllBytes(file);
		final Map<String, List<String>> found = new LinkedHashMap<>();
		for (final Charset charset : List.of(StandardCharsets.US_ASCII, StandardCharsets.UTF_16LE,
			StandardCharsets.UTF_16BE))
		{
			final byte[] stem = STEM.getBytes(charset);
			add(found, charset.name(), content, stem, charset);
			for (int shift = 0; shift < 3; shift++) {
				final byte[] shifted = new byte[shift + stem.length];
				System.arraycopy(stem, 0, shifted, shift, stem.length);
				final String text = Base64.getEncoder().withoutPadding().encodeToString(shifted);
				// the first and last characters depend on what is before and behind
				final String sure = text.substring(shift == 0 ? 0 : shift + 1, text.length() - 1);
				for (final Charset of : List.of(StandardCharsets.US_ASCII, StandardCharsets.UTF_16LE,
					StandardCharsets.UTF_16BE))
					add(found, "base64 of " + charset + " in " + of, content, sure.getBytes(of), null);
			}
		}
		return found;
	}

	private static void add(final Map<String, List<String>> found, final String encoding, final byte[] content,
		final byte[] wanted, final Charset charset)
	{
		for (int at = indexOf(content, wanted, 0); at >= 0; at = indexOf(content, wanted, at + 1)) {
			final String text = charset == null ? "?"
				: new String(Arrays.copyOfRange(content, at + wanted.length, Math.min(content.length,
					at + wanted.length + 80)), charset);
			found.computeIfAbsent(encoding, none -> new ArrayList<>())
				.add(charset == null ? text : text.substring(1).split("[^A-Za-z0-9 ]", 2)[0]);
		}
	}

	private static int indexOf(final byte[] content, final byte[] wanted, final int from) {
		search: for (int at = from; at <= content.length - wanted.length; at++) {
			for (int i = 0; i < wanted.length; i++)
				if (content[at + i] != wanted[i]) continue search;
			return at;
		}
		return -1;
	}

	/** A JPEG stream with the name in a comment, in EXIF, in a JFIF extension, in IPTC, between segments and behind. */
	public static byte[] inJpeg(final byte[] jpeg, final String place) {
		final ByteArrayOutputStream out = new ByteArrayOutputStream();
		out.write(jpeg, 0, 2);
		segment(out, 0xfe, bytes(place + " comment"));
		segment(out, 0xe1, concat("Exif\0\0II*\0\10\0\0\0".getBytes(StandardCharsets.ISO_8859_1),
			in(place + " exif").getBytes(StandardCharsets.UTF_16LE)));
		segment(out, 0xe0, concat("JFXX\0".getBytes(StandardCharsets.ISO_8859_1), bytes(place + " jfxx")));
		segment(out, 0xed, concat("Photoshop 3.0\0".getBytes(StandardCharsets.ISO_8859_1), bytes(place + " iptc")));
		out.write(jpeg, 2, jpeg.length - 2);
		out.writeBytes(bytes(place + " behind"));
		return out.toByteArray();
	}

	/** A JPEG 2000 codestream with the name in a comment of its header and behind its end. */
	public static byte[] inJpeg2000(final byte[] stream, final String place) {
		final ByteArrayOutputStream out = new ByteArrayOutputStream();
		final int sizEnd = 4 + ((stream[4] & 0xff) << 8 | stream[5] & 0xff);
		out.write(stream, 0, sizEnd);
		final byte[] text = concat(new byte[] { 0, 1 }, bytes(place + " comment"));
		out.write(0xff);
		out.write(0x64);
		out.write(0);
		out.write(text.length + 2);
		out.writeBytes(text);
		out.write(stream, sizEnd, stream.length - sizEnd);
		out.writeBytes(bytes(place + " behind"));
		return out.toByteArray();
	}

	private static void segment(final ByteArrayOutputStream out, final int marker, final byte[] content) {
		out.write(0xff);
		out.write(marker);
		out.write(content.length + 2 >> 8);
		out.write(content.length + 2);
		out.writeBytes(content);
	}

	public static byte[] concat(final byte[] a, final byte[] b) {
		final byte[] all = Arrays.copyOf(a, a.length + b.length);
		System.arraycopy(b, 0, all, a.length, b.length);
		return all;
	}
}
