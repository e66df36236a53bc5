package org.coverslip.detect;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.coverslip.format.Detection;
import org.coverslip.format.SlideFormat;
import org.coverslip.format.SlideProbe;
import org.coverslip.format.dicom.DicomFormat;
import org.coverslip.io.SlideFormatException;
import org.coverslip.slide.Slide;

/** Opens slides of all known formats. Thread-safe. */
public final class SlideOpener {

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
		if (Files.isDirectory(path)) return openFolder(path);
		try (SlideProbe probe = SlideProbe.open(path)) {
			return open(probe, KnownFormats.all());
		}
	}

	/** A folder stands for the DICOM series in it: its first DICOM file opens it. */
	private static Slide openFolder(final Path folder) throws IOException {
		final SlideFormat dicom = new DicomFormat();
		final List<Path> files;
		try (Stream<Path> names = Files.list(folder)) {
			files = names.filter(Files::isRegularFile).sorted().toList();
		}
		for (final Path file : files)
			try (SlideProbe probe = SlideProbe.open(file)) {
				if (dicom.detect(probe).isAccepted()) return dicom.open(probe);
			}
		throw new IOException(folder + " is a folder without DICOM files; open the slide's own file");
	}

	/** Opens a probed file with the first of the given formats that accepts it. */
	static Slide open(final SlideProbe probe, final List<SlideFormat> formats) throws IOException {
		final List<UnrecognisedSlideException.Refusal> refusals = new ArrayList<>();
		for (final SlideFormat format : formats) {
			final Detection detection = format.detect(probe);
			if (detection.isAccepted()) return format.open(probe);
			refusals.add(new UnrecognisedSlideException.Refusal(format.name(), detection.reason()));
		}
		throw new UnrecognisedSlideException(probe.path(), refusals);
	}
}
