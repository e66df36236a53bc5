package org.coverslip.updatesite;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * The checksum by which ImageJ's updater knows a jar: SHA-1 over the names and contents of its entries in the order of
 * their names, so that neither dates nor compression change it.
 * <p>
 * Source of the rules: imagej-updater 2.0.1, whose sums of 300 jars were the same. Of the manifest only the name
 * counts. In a {@code .properties} file the text of comment lines is left out, their line ends are not; a line counts
 * as a comment only at the start of the file or after a line that is not empty.
 */
final class JarChecksum {

	private static final String MANIFEST = "META-INF/MANIFEST.MF";

	private JarChecksum() {}

	/** Forty lower-case hexadecimal digits. */
	static String of(final Path jar) throws IOException {
		final MessageDigest digest = sha1();
		try (JarFile file = new JarFile(jar.toFile())) {
			final List<JarEntry> entries = Collections.list(file.entries());
			entries.sort(Comparator.comparing(JarEntry::getName));
			for (final JarEntry entry : entries) {
				digest.update(entry.getName().getBytes(StandardCharsets.US_ASCII));
				try (InputStream in = file.getInputStream(entry)) {
					digest.update(counted(entry.getName(), in.readAllBytes()));
				}
			}
		}
		return HexFormat.of().formatHex(digest.digest());
	}

	private static byte[] counted(final String name, final byte[] content) {
		if (name.equals(MANIFEST)) return new byte[0];
		return name.endsWith(".properties") ? withoutComments(content) : content;
	}

	private static byte[] withoutComments(final byte[] text) {
		final ByteArrayOutputStream kept = new ByteArrayOutputStream(text.length);
		boolean lineStart = true;
		boolean comment = false;
		for (final byte b : text) {
			if (lineStart && b == '#') {
				comment = true;
				continue;
			}
			if (!comment || b == '\n') kept.write(b);
			if (b == '\n') comment = false;
			lineStart = !lineStart && b == '\n';
		}
		return kept.toByteArray();
	}

	private static MessageDigest sha1() {
		try {
			return MessageDigest.getInstance("SHA-1");
		}
		catch (final NoSuchAlgorithmException e) {
			throw new AssertionError("every Java has SHA-1", e);
		}
	}
}
