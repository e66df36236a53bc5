package org.coverslip.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import org.coverslip.annotation.Annotation;
import org.coverslip.annotation.AnnotationFile;
import org.coverslip.annotation.AnnotationFormatException;
import org.coverslip.annotation.AnnotationWriter;
import org.coverslip.annotation.Origin;
import org.coverslip.annotation.Remarks;
import org.coverslip.annotation.SlideFrame;
import org.coverslip.annotation.file.AnnotationFiles;
import org.coverslip.annotation.geojson.GeoJsonFormat;

/**
 * What was drawn on pages, as files of GeoJSON: beside the slide where that is allowed, under a name that was not there
 * before. A file is replaced only by the drawing that made it, while nobody else has changed it. Thread-safe.
 */
final class DrawnFiles {

	private static final GeoJsonFormat FORMAT = new GeoJsonFormat();
	private static final Pattern DRAWING = Pattern.compile("[0-9a-f]{16}");
	private static final int FORBIDDEN = 403;
	private static final int MOST_DRAWINGS = 10_000;

	/** A file that a drawing made, and its state then. */
	private record Made(Path path, String version) {}

	private final SharedSlides shared;
	private final ServerFolder folder;
	private final Map<String, Made> made = new HashMap<>();

	DrawnFiles(final SharedSlides shared, final ServerFolder folder) {
		this.shared = shared;
		this.folder = folder;
	}

	/** Whether what is drawn on a slide may be saved beside it. */
	boolean isPossible(final SharedSlide slide) {
		return shared.maySaveBeside(slide);
	}

	/** What was drawn, in level-0 pixels, as a file that QuPath opens. */
	byte[] converted(final Content content, final SlideFrame frame) throws IOException {
		final List<Annotation> drawn = drawn(content, frame, new Remarks());
		final Path file = folder.newPath(".geojson");
		try {
			write(drawn, file, frame, new Remarks());
			final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
			Files.copy(file, bytes);
			return bytes.toByteArray();
		}
		finally {
			Files.deleteIfExists(file);
		}
	}

	/**
	 * Saves what was drawn.
	 *
	 * @param drawing
	 *            tells this drawing from others: 16 hexadecimal digits
	 * @return {@code name} of the file, {@code count} of annotations, {@code remarks}
	 */
	synchronized Map<String, Object> save(final SharedSlide slide, final int scene, final String drawing,
		final Content content, final SlideFrame frame) throws IOException
	{
		if (!isPossible(slide)) throw new RequestException(FORBIDDEN,
			"This server was not started to save beside slides (save=true); download the file instead.");
		if (!DRAWING.matcher(drawing).matches()) throw Query.bad("a drawing is 16 hexadecimal digits");
		final Remarks remarks = new Remarks();
		final List<Annotation> drawn = drawn(content, frame, remarks);
		final String key = slide.id() + "/" + scene + "/" + drawing;
		final Made before = made.get(key);
		if (before == null && made.size() >= MOST_DRAWINGS)
			throw new RequestException(RequestException.BUSY, "Too many drawings were saved by this server.");
		final boolean isOurs =
			before != null && AnnotationSource.of(before.path).version().equals(before.version);
		final Path target = isOurs ? before.path : newFile(slide, scene);
		try {
			write(drawn, target, frame, remarks);
		}
		catch (final IOException | RuntimeException e) {
			if (!isOurs) Files.deleteIfExists(target);
			throw e;
		}
		made.put(key, new Made(target, AnnotationSource.of(target).version()));
		return Map.of("name", target.getFileName().toString(), "count", drawn.size(), "remarks", remarks.sentences());
	}

	/** An empty file of the first name that is free. */
	private static Path newFile(final SharedSlide slide, final int scene) throws IOException {
		for (int number = 0; number <= FilesBeside.MOST_DRAWN; number++)
			try {
				return Files.createFile(FilesBeside.drawn(slide, scene, number));
			}
			catch (final FileAlreadyExistsException e) {
				// the next one then
			}
		throw new IOException("there are " + FilesBeside.MOST_DRAWN + " drawings beside the slide already");
	}

	private static List<Annotation> drawn(final Content content, final SlideFrame frame, final Remarks remarks)
		throws IOException
	{
		final AnnotationFile file = AnnotationFile.of(content.file());
		final List<Annotation> drawn = new ArrayList<>();
		try {
			if (!FORMAT.accepts(file)) throw Query.bad("what was drawn is no GeoJSON");
			AnnotationFiles.read(file, FORMAT, frame, Optional.of(Origin.LEVEL0), remarks, drawn::add);
		}
		catch (final AnnotationFormatException e) {
			throw Query.bad(e.getMessage().replace(file.name(), "what was drawn"));
		}
		if (drawn.isEmpty()) throw Query.bad("nothing was drawn");
		return drawn;
	}

	private static void write(final List<Annotation> drawn, final Path target, final SlideFrame frame,
		final Remarks remarks) throws IOException
	{
		try (AnnotationWriter writer = AnnotationFiles.write(target, FORMAT, frame, Optional.empty(), remarks)) {
			for (final Annotation annotation : drawn)
				writer.put(annotation);
			writer.finish();
		}
	}
}
