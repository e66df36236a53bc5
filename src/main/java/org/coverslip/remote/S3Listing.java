package org.coverslip.remote;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.coverslip.io.MemoryStorage;
import org.coverslip.io.Storage;
import org.coverslip.io.StoredFile;
import org.coverslip.io.XmlElement;

/**
 * What is below a prefix of a bucket, as S3 lists it (ListObjectsV2), 1000 names a request; or, where a bucket may be
 * read but not listed, as a {@link Manifest} does. Thread-safe.
 */
final class S3Listing implements FolderIndex {

	private static final int MOST_BYTES = 8 << 20;

	private final HttpDoor door;
	private final URI bucket;
	private final String prefix;
	private final String shown;
	private final Manifest manifest;

	/**
	 * @param bucket
	 *            its address, with "/" at its end
	 * @param prefix
	 *            of all keys in the storage: "" or with "/" at its end
	 * @param shown
	 *            what the storage is called in sentences
	 */
	S3Listing(final HttpDoor door, final URI bucket, final String prefix, final String shown,
		final Manifest manifest)
	{
		this.door = door;
		this.bucket = bucket;
		this.prefix = prefix;
		this.shown = shown;
		this.manifest = manifest;
	}

	@Override
	public Optional<List<Storage.Entry>> list(final String folder, final int most) throws IOException {
		final List<Storage.Entry> entries = new ArrayList<>();
		String more = "";
		try {
			do {
				final XmlElement page = page(folder, more);
				add(page, entries);
				more = text(page, "NextContinuationToken");
			}
			while (!more.isEmpty() && entries.size() < most);
		}
		catch (final AccessDeniedException e) {
			return manifest.list(folder, most);
		}
		entries.sort(Comparator.comparing(Storage.Entry::name));
		return Optional.of(List.copyOf(entries.subList(0, Math.min(most, entries.size()))));
	}

	private XmlElement page(final String folder, final String more) throws IOException {
		final String below = prefix + (folder.isEmpty() ? "" : folder + "/");
		// in the order that signatures want
		final String query = (more.isEmpty() ? "" : "continuation-token=" + all(more) + "&")
			+ "delimiter=%2F&encoding-type=url&list-type=2&max-keys=1000&prefix=" + all(below);
		final byte[] xml = door.ask(URI.create(bucket + "?" + query), shown, new WholeObject(shown, MOST_BYTES),
			Deadline.ofRead());
		return XmlElement.parse(new String(xml, StandardCharsets.UTF_8),
			new StoredFile(new MemoryStorage(shown, Map.of()), ""));
	}

	private static String all(final String text) {
		return HttpPlace.encoded(text).replace("/", "%2F");
	}

	private void add(final XmlElement page, final List<Storage.Entry> entries) {
		// servers that know nothing of it send names as they are
		final boolean isEncoded = text(page, "EncodingType").equals("url");
		for (final XmlElement folder : page.descendants("CommonPrefixes", "Prefix"))
			add(decoded(folder, isEncoded).replaceFirst("/$", ""), true, entries);
		for (final XmlElement file : page.descendants("Contents", "Key"))
			add(decoded(file, isEncoded), false, entries);
	}

	private void add(final String key, final boolean isFolder, final List<Storage.Entry> entries) {
		if (!key.startsWith(prefix)) return;
		final String name = key.substring(prefix.length());
		if (!name.isEmpty() && StoredFile.isName(name)) entries.add(new Storage.Entry(name, isFolder));
	}

	private static String decoded(final XmlElement element, final boolean isEncoded) {
		try {
			return isEncoded ? URLDecoder.decode(element.content(), StandardCharsets.UTF_8) : element.content();
		}
		catch (final IllegalArgumentException e) {
			return element.content();
		}
	}

	private static String text(final XmlElement page, final String name) {
		return page.children(name).stream().map(XmlElement::content).findFirst().orElse("").strip();
	}
}
