package org.coverslip.remote;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

import org.coverslip.io.StoredFile;
import org.coverslip.slide.SlideAddress;

/**
 * The door to slides on the network: from an address to a file of a storage. Nothing is contacted before the file is
 * read.
 */
public final class RemoteSlides {

	/** The name of a text in a folder that lists its files, where the server does not. */
	public static final String LIST_OF_FILES = Manifest.NAME;

	private static final int MOST_QUERIES = 1000;
	private static final Optional<RequestSigning> SIGNING = installed();
	private static final HttpDoor UNSIGNED = new HttpDoor(address -> Map.of());

	/**
	 * The queries of addresses that were opened, so that an image finds its slide again while this program runs: what
	 * images and macros keep has none.
	 */
	private static final Map<String, String> QUERIES =
		Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {

			private static final long serialVersionUID = 1L;

			@Override
			protected boolean removeEldestEntry(final Map.Entry<String, String> eldest) {
				return size() > MOST_QUERIES;
			}
		});

	private RemoteSlides() {}

	private static Optional<RequestSigning> installed() {
		try {
			final Iterator<RequestSigning> all =
				ServiceLoader.load(RequestSigning.class, RemoteSlides.class.getClassLoader()).iterator();
			return all.hasNext() ? Optional.of(all.next()) : Optional.empty();
		}
		catch (final ServiceConfigurationError | LinkageError e) { // its library is missing
			return Optional.empty();
		}
	}

	/**
	 * The file of an address, in the storage that its folder is; a folder, which is a storage by itself, if the address
	 * ends with "/" or ".zarr", or is that of a {@code coverslip-files.txt}.
	 *
	 * @param address
	 *            {@code http:}, {@code https:} or {@code s3:}
	 * @throws IOException
	 *             with one sentence without secrets, if it is no such address
	 */
	public static StoredFile at(final SlideAddress address) throws IOException {
		final URI uri = parsed(address);
		if (uri.getRawUserInfo() != null)
			throw new IOException(address + ": an address with a user name or password is not opened, since it would"
				+ " show them; use one without");
		if (uri.getRawAuthority() == null || uri.getRawPath() == null)
			throw new IOException(address + " does not name a host and a file");
		return uri.getScheme().equalsIgnoreCase("s3") ? inBucket(uri, address) : onServer(uri, address);
	}

	/** Its message must not hold the text, as that of the exception does. */
	private static URI parsed(final SlideAddress address) throws IOException {
		try {
			return new URI(address.text().replace(" ", "%20").replaceFirst("#.*", ""));
		}
		catch (final URISyntaxException e) {
			throw new IOException(address + " is no address: a character in it must be written as %XX");
		}
	}

	private static StoredFile onServer(final URI uri, final SlideAddress address) throws IOException {
		if (uri.getHost() == null) throw new IOException(address + " does not name a host");
		final String base = uri.getScheme().toLowerCase(Locale.ROOT) + "://" + uri.getRawAuthority();
		final Path path = Path.of(decoded(uri.getRawPath(), address), address);
		final String folder = base + "/" + HttpPlace.encoded(path.folder);
		final String shown = folder + HttpPlace.encoded(path.name);
		if (uri.getRawQuery() != null) QUERIES.put(shown, uri.getRawQuery());
		final String query = Optional.ofNullable(QUERIES.get(shown)).orElse("");
		final HttpPlace place = new HttpPlace(URI.create(folder), query, folder);
		return new StoredFile(new HttpStorage(UNSIGNED, place, new Manifest(UNSIGNED, place)), path.name);
	}

	private static StoredFile inBucket(final URI uri, final SlideAddress address) throws IOException {
		if (uri.getRawQuery() != null)
			throw new IOException(address + ": an address of s3: has no query; use the https: address that has one");
		final Path path = Path.of(decoded(uri.getRawPath(), address), address);
		final S3Server server = S3Server.of(System::getProperty, System::getenv, SIGNING);
		final URI bucket = server.bucket(uri.getRawAuthority());
		final HttpDoor door = new HttpDoor(server.signing(SIGNING));
		final String shown = "s3://" + uri.getRawAuthority() + "/" + HttpPlace.encoded(path.folder);
		final HttpPlace place = new HttpPlace(URI.create(bucket + HttpPlace.encoded(path.folder)), "", shown);
		return new StoredFile(new HttpStorage(door, place,
			new S3Listing(door, bucket, path.folder, shown, new Manifest(door, place))), path.name);
	}

	private static String decoded(final String rawPath, final SlideAddress address) throws IOException {
		try {
			return URLDecoder.decode(rawPath.replace("+", "%2B"), StandardCharsets.UTF_8);
		}
		catch (final IllegalArgumentException e) {
			throw new IOException(address + " is no address: a character in it must be written as %XX");
		}
	}

	/**
	 * A path on a server.
	 *
	 * @param folder
	 *            "" or with "/" at its end
	 * @param name
	 *            within the folder; "" for itself
	 */
	private record Path(String folder, String name) {

		static Path of(final String path, final SlideAddress address) throws IOException {
			final String whole = path.replaceFirst("^/", "");
			final String clean = whole.replaceFirst("/$", "");
			if (!StoredFile.isName(clean))
				throw new IOException(address + " does not name a file: a part of it is empty, or dots");
			final String last = clean.substring(clean.lastIndexOf('/') + 1);
			if (last.equals(Manifest.NAME)) return new Path(clean.substring(0, clean.length() - last.length()), "");
			if (whole.endsWith("/") || clean.isEmpty() || last.toLowerCase(Locale.ROOT).endsWith(".zarr"))
				return new Path(clean.isEmpty() ? "" : clean + "/", "");
			return new Path(clean.substring(0, clean.length() - last.length()), last);
		}
	}
}
