package org.coverslip.detect;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
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
import org.coverslip.slide.Slide;

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
	public static Slide open(final Path path, final String format) throws IOException {
		final List<SlideFormat> named = KnownFormats.all().stream().filter(known -> known.name().equals(format))
			.toList();
		if (named.isEmpty())
			throw new IllegalArgumentException(format + " is not installed here, so that " + path
				+ " cannot be read with it");
		return open(path, named);
	}

	/**
	 * Opens a slide by its URI: {@code file:}, or {@code jar:} (or {@code zip:}) followed by the URI of an archive,
	 * {@code !/} and a name in it.
	 *
	 * @throws IOException
	 *             as {@link #open(Path)}, and for any other URI
	 */
	public static Slide open(final URI uri) throws IOException {
		final String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
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
		throw new IOException(uri + " cannot be opened: Coverslip opens files (file:///folder/slide) and files in ZIP"
			+ " archives (jar:file:///folder/archive.zip!/slide)");
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
		for (final SlideFormat format : formats) {
			final Detection detection = format.detect(probe);
			if (detection.isAccepted()) return format.open(probe);
			refusals.add(new UnrecognisedSlideException.Refusal(format.name(), detection.reason()));
			if (named.isEmpty() && detection.isNamed()) named = detection.reason();
		}
		throw named.isEmpty() ? new UnrecognisedSlideException(probe.file(), refusals)
			: new UnrecognisedSlideException(probe.file(), named);
	}
}
