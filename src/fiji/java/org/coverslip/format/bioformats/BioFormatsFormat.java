package org.coverslip.format.bioformats;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

import org.coverslip.format.Detection;
import org.coverslip.format.SlideFormat;
import org.coverslip.format.SlideProbe;
import org.coverslip.io.MemoryShortageException;
import org.coverslip.io.SlideFormatException;
import org.coverslip.io.StoredFile;
import org.coverslip.slide.Slide;

import loci.formats.FormatException;
import loci.formats.ImageReader;

/** Whatever Bio-Formats reads. It finds its files by itself, beside the one that is opened, too. */
public final class BioFormatsFormat implements SlideFormat {

	/** As users know it; also the name by which it can be preferred. */
	static final String NAME = "Bio-Formats";

	@Override
	public String name() {
		return NAME;
	}

	/** None: of the many that it reads, few are slides. */
	@Override
	public Set<String> endings() {
		return Set.of();
	}

	@Override
	public Detection detect(final SlideProbe probe) throws IOException {
		final Optional<Path> path = probe.file().local();
		if (path.isEmpty()) return Detection.refuse("it is not a file of its own");
		try (ImageReader readers = new ImageReader()) {
			readers.getReader(path.get().toAbsolutePath().toString());
			return Detection.accept();
		}
		// readers meet files that are not theirs with all sorts of failures
		catch (final FormatException | RuntimeException e) {
			return Detection.refuse("none of its readers takes the file");
		}
		catch (final LinkageError e) {
			return Detection.refuse("it is not installed");
		}
	}

	@Override
	public Slide open(final SlideProbe probe) throws IOException {
		final Path path = probe.file().local().orElseThrow().toAbsolutePath();
		final ReaderPool pool = ReaderPool.open(path);
		try {
			return pool.read(reader -> SeriesScenes.slide(probe.file(), pool, reader));
		}
		catch (final IOException | RuntimeException e) {
			pool.close();
			throw e;
		}
	}

	/** A failure within Bio-Formats as the rest of Coverslip knows failures. */
	static IOException failure(final Path path, final Throwable cause) {
		if (cause instanceof OutOfMemoryError)
			return new MemoryShortageException("with Bio-Formats", -1, "from " + StoredFile.of(path), cause);
		if (cause instanceof LinkageError)
			return new SlideFormatException(StoredFile.of(path), SlideFormatException.NO_OFFSET,
				"a file that Bio-Formats reads",
				"one for which it lacks a library (" + cause.getMessage() + ")", cause);
		final String message = cause.getMessage();
		return new SlideFormatException(StoredFile.of(path), SlideFormatException.NO_OFFSET,
			"a file that Bio-Formats reads",
			message == null || message.isBlank() ? cause.getClass().getSimpleName()
			: message.lines().findFirst().orElse("").strip(), cause);
	}
}
