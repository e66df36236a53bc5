package org.coverslip.detect;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.coverslip.format.Detection;
import org.coverslip.format.SlideFormat;
import org.coverslip.format.SlideProbe;
import org.coverslip.format.dicom.DicomFormat;
import org.coverslip.io.SlideFormatException;
import org.coverslip.io.StoredFile;
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
	 *            a slide's file, or the folder of a DICOM series
	 * @return the slide; the caller closes it
	 * @throws UnrecognisedSlideException
	 *             if no format takes the file; its message says what each said
	 * @throws SlideFormatException
	 *             if the file is damaged
	 * @throws IOException
	 *             if it cannot be read
	 */
	public static Slide open(final Path path) throws IOException {
		if (!Files.exists(path)) throw new FileNotFoundException(path + ": there is no such file");
		if (Files.isDirectory(path)) return new DicomFormat().openFolder(StoredFile.ofFolder(path));
		try (SlideProbe probe = SlideProbe.open(StoredFile.of(path))) {
			return open(probe, KnownFormats.all());
		}
	}

	/**
	 * Opens a slide with the format of a name, whatever other format would be asked before it: to open it as it was
	 * opened once, or with {@link #BIO_FORMATS}.
	 *
	 * @param format
	 *            {@link SlideFormat#name()}, as {@code slide.metadata().format()} tells it
	 * @throws IllegalArgumentException
	 *             if there is no such format here
	 * @throws UnrecognisedSlideException
	 *             if it does not take the file
	 */
	public static Slide open(final Path path, final String format) throws IOException {
		if (!Files.exists(path)) throw new FileNotFoundException(path + ": there is no such file");
		if (Files.isDirectory(path)) return new DicomFormat().openFolder(StoredFile.ofFolder(path));
		final List<SlideFormat> named = KnownFormats.all().stream().filter(known -> known.name().equals(format))
			.toList();
		if (named.isEmpty())
			throw new IllegalArgumentException(format + " is not installed here, so that " + path
				+ " cannot be read with it");
		try (SlideProbe probe = SlideProbe.open(StoredFile.of(path))) {
			return open(probe, named);
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
