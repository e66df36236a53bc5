package org.coverslip.detect;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.coverslip.format.Detection;
import org.coverslip.format.SlideFormat;
import org.coverslip.format.SlideProbe;
import org.coverslip.io.SlideFormatException;
import org.coverslip.io.Storage;
import org.coverslip.io.StoredFile;
import org.coverslip.io.ZipStorage;
import org.coverslip.remote.RemoteSlides;
import org.coverslip.slide.Slide;
import org.coverslip.slide.SlideAddress;

/** Opens slides of all known formats. Thread-safe. */
public final class SlideOpener {

	/** The name of the format that reads whatever Bio-Formats reads; where it is installed. */
	public static final String BIO_FORMATS = "Bio-Formats";

	private SlideOpener() {}

	/**
	 * Opens a slide.
	 *
	 * @param path
	 *            a slide's file, or a folder that is a slide, such as that of a DICOM series; or a ZIP archive with one
	 *            slide in it; or {@code archive.zip!/name}, which is a file, or a folder, in a ZIP archive
	 * @return the slide; the caller closes it
	 * @throws UnrecognisedSlideException
	 *             if no format takes the file; its message says what each said
	 * @throws SlideFormatException
	 *             if the file is damaged
	 * @throws IOException
	 *             if it cannot be read
	 */
	public static Slide open(final Path path) throws IOException {
		return open(path, KnownFormats.all());
	}

	/** Opens a slide of this computer or of the network; else as {@link #open(Path)}. */
	public static Slide open(final SlideAddress address) throws IOException {
		return open(address, KnownFormats.all());
	}

	/**
	 * Opens a slide with the named format and no other: to open it as it was opened before, or with
	 * {@link #BIO_FORMATS}.
	 *
	 * @param format
	 *            {@link SlideFormat#name()}, as {@code slide.metadata().format()} tells it
	 * @throws IllegalArgumentException
	 *             if there is no such format here
	 * @throws UnrecognisedSlideException
	 *             if it does not take the file
	 */
	public static Slide open(final SlideAddress address, final String format) throws IOException {
		final List<SlideFormat> named = KnownFormats.all().stream().filter(known -> known.name().equals(format))
			.toList();
		if (named.isEmpty())
			throw new IllegalArgumentException(format + " is not installed here, so that " + address
				+ " cannot be read with it");
		return open(address, named);
	}

	/** As {@link #open(SlideAddress, String)}, of this computer. */
	public static Slide open(final Path path, final String format) throws IOException {
		return open(new SlideAddress(path.toString()), format);
	}

	/**
	 * Opens a slide by its URI: {@code file:}, {@code http:}, {@code https:} or {@code s3:}, or {@code jar:} (or
	 * {@code zip:}) followed by the URI of an archive of this computer, {@code !/} and a name in it.
	 *
	 * @throws IOException
	 *             as {@link #open(Path)}, and for any other URI
	 */
	public static Slide open(final URI uri) throws IOException {
		final String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
		final SlideAddress address = new SlideAddress(uri.toString());
		if (address.isRemote()) return open(address);
		try {
			if (scheme.equals("file")) return open(Path.of(uri));
			if (scheme.equals("jar") || scheme.equals("zip")) {
				final String[] parts = uri.getSchemeSpecificPart().split("!/", 2);
				final URI archive = new URI(uri.getRawSchemeSpecificPart().split("!/", 2)[0]);
				if ("file".equalsIgnoreCase(archive.getScheme()))
					return inArchive(StoredFile.of(Path.of(archive)), parts.length < 2 ? "" : parts[1],
						KnownFormats.all());
			}
		}
		catch (final IllegalArgumentException | URISyntaxException | FileSystemNotFoundException e) {
			throw new IOException(uri + " does not name a file of this computer: " + e.getMessage(), e);
		}
		throw new IOException(address + " cannot be opened: Coverslip opens files (file:///folder/slide), files in ZIP"
			+ " archives (jar:file:///folder/archive.zip!/slide), and slides on the network (https: and s3:)");
	}

	/**
	 * Opens a slide in a storage, which stays the caller's and must be open as long as the slide.
	 *
	 * @param name
	 *            of a file, or of a folder that is a slide or holds just one; "" for all of the storage
	 */
	public static Slide open(final Storage storage, final String name) throws IOException {
		return open(new StoredFile(storage, name), KnownFormats.all());
	}

	/** The file at an address, which need not exist. */
	public static StoredFile locate(final SlideAddress address) throws IOException {
		return address.isRemote() ? RemoteSlides.at(address) : StoredFile.of(address.path());
	}

	private static Slide open(final SlideAddress address, final List<SlideFormat> formats) throws IOException {
		if (!address.isRemote()) return open(address.path(), formats);
		final String[] parts = address.text().split("!/", 2);
		final boolean inArchive = parts.length == 2 && !parts[0].contains("?");
		final StoredFile file = locate(inArchive ? new SlideAddress(parts[0]) : address);
		try {
			return inArchive ? inArchive(file, parts[1], formats) : open(file, formats);
		}
		catch (final FileNotFoundException e) {
			if (!file.name().isEmpty() || file.storage().list("", 1).isPresent()) throw e;
			throw new FileNotFoundException(file + " holds no OME-Zarr, and the server does not list its files; put a "
				+ RemoteSlides.LIST_OF_FILES + " there that does");
		}
		catch (final AccessDeniedException e) {
			throw new IOException(e.getFile() + " may not be read: the server denies access", e);
		}
	}

	private static Slide open(final Path path, final List<SlideFormat> formats) throws IOException {
		if (Files.isDirectory(path)) {
			try (SlideProbe probe = SlideProbe.openFolder(StoredFile.ofFolder(path))) {
				return open(probe, formats);
			}
		}
		if (Files.exists(path)) return openFile(StoredFile.of(path), formats);
		final String[] parts = path.toString().replace('\\', '/').split("!(/|$)", 2);
		if (parts.length == 2 && Files.isRegularFile(Path.of(parts[0])))
			return inArchive(StoredFile.of(Path.of(parts[0])), parts[1], formats);
		throw new FileNotFoundException(path + ": there is no such file");
	}

	private static Slide open(final StoredFile file, final List<SlideFormat> formats) throws IOException {
		return file.exists() ? openFile(file, formats) : OnlySlide.in(file, formats);
	}

	private static Slide openFile(final StoredFile file, final List<SlideFormat> formats) throws IOException {
		try (SlideProbe probe = SlideProbe.open(file)) {
			if (!ZipStorage.isZip(probe.header()) || isTaken(probe, formats)) return open(probe, formats);
		}
		return inArchive(file, "", formats);
	}

	/** Whether one of the formats takes the file as it is: Bio-Formats has formats that are archives. */
	private static boolean isTaken(final SlideProbe probe, final List<SlideFormat> formats) throws IOException {
		if (formats.equals(KnownFormats.all())) return false; // slides in archives come first
		for (final SlideFormat format : formats)
			if (format.detect(probe).isAccepted()) return true;
		return false;
	}

	/** Opens a slide in a ZIP archive, which is closed with the slide. */
	private static Slide inArchive(final StoredFile archive, final String name, final List<SlideFormat> formats)
		throws IOException
	{
		final Storage storage = ZipStorage.open(archive);
		try {
			if (!StoredFile.isName(name))
				throw new IOException(archive + "!/" + name + " is not the name of a file in the archive");
			return new ArchivedSlide(open(new StoredFile(storage, name), formats), storage);
		}
		catch (final IOException | RuntimeException e) {
			storage.close();
			throw e;
		}
	}

	/** Opens a probed file with the first of the given formats that accepts it. */
	static Slide open(final SlideProbe probe, final List<SlideFormat> formats) throws IOException {
		final List<UnrecognisedSlideException.Refusal> refusals = new ArrayList<>();
		String named = "";
		String damaged = "";
		for (final SlideFormat format : formats) {
			final Detection detection = format.detect(probe);
			if (detection.isAccepted()) return damaged.isEmpty() ? format.open(probe)
				: RemarkedSlide.of(format.open(probe), damaged);
			if (detection.isDamaged()) damaged = detection.reason() + "; what it says of the slide is not known";
			refusals.add(new UnrecognisedSlideException.Refusal(format.name(), detection.reason()));
			if (named.isEmpty() && detection.isNamed()) named = detection.reason();
		}
		throw named.isEmpty() ? new UnrecognisedSlideException(probe.file(), refusals)
			: new UnrecognisedSlideException(probe.file(), named);
	}
}
