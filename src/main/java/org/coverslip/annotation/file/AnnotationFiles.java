package org.coverslip.annotation.file;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipException;

import org.coverslip.annotation.Annotation;
import org.coverslip.annotation.AnnotationFile;
import org.coverslip.annotation.AnnotationFormat;
import org.coverslip.annotation.AnnotationFormatException;
import org.coverslip.annotation.AnnotationSink;
import org.coverslip.annotation.AnnotationWriter;
import org.coverslip.annotation.Geometry;
import org.coverslip.annotation.GeometryRepair;
import org.coverslip.annotation.Origin;
import org.coverslip.annotation.Remarks;
import org.coverslip.annotation.SlideFrame;
import org.coverslip.annotation.ome.OmeRoiFormat;

/**
 * Reads and writes files of annotations as a user asks for it: the format by content or name, places in level-0 pixels
 * whatever the file counts from, areas without crossing rings.
 */
public final class AnnotationFiles {

	/** What Hamamatsu's programs add to a slide's name. */
	private static final String BESIDE = ".ndpa";

	private AnnotationFiles() {}

	/**
	 * The format of a file, by its content.
	 *
	 * @param file
	 *            to be read
	 * @throws AnnotationFormatException
	 *             if it is of none that is known
	 */
	public static AnnotationFormat formatOf(final AnnotationFile file) throws IOException {
		for (final AnnotationFormat format : KnownAnnotationFormats.all())
			if (format.accepts(file)) return format;
		throw new AnnotationFormatException(file.name(), "",
			"no annotations that Coverslip knows (" + KnownAnnotationFormats.all().stream().map(AnnotationFormat::name)
				.collect(Collectors.joining(", ")) + ")");
	}

	/**
	 * The format in which a file is written, by its name.
	 *
	 * @throws IllegalArgumentException
	 *             with one sentence, if no format has such an ending
	 */
	public static AnnotationFormat formatFor(final Path target) {
		return KnownAnnotationFormats.ofName(target.getFileName().toString())
			.orElseThrow(() -> new IllegalArgumentException(target + " has no ending of a format of annotations: "
				+ KnownAnnotationFormats.all().stream().flatMap(format -> format.endings().stream().limit(1)).distinct()
					.collect(Collectors.joining(", "))));
	}

	/**
	 * The slide that a file of annotations lies beside, if its name says so, {@code a.ndpi} of {@code a.ndpi.ndpa}; or
	 * that holds them, as an OME-TIFF does.
	 */
	public static Optional<Path> slideOf(final Path file) {
		final String name = String.valueOf(file.getFileName());
		if (!name.toLowerCase(Locale.ROOT).endsWith(BESIDE)) {
			try {
				return Optional.of(file).filter(Files::isRegularFile).isPresent()
					&& OmeRoiFormat.isInSlide(AnnotationFile.of(file)) ? Optional.of(file) : Optional.empty();
			}
			catch (final IOException e) {
				return Optional.empty(); // who reads it says what is wrong
			}
		}
		return Optional.of(file.resolveSibling(name.substring(0, name.length() - BESIDE.length())))
			.filter(Files::isRegularFile);
	}

	/**
	 * The file of a slide's annotations in a folder: called as the slide, with or without its ending, and with one of a
	 * format of annotations.
	 *
	 * @param path
	 *            of a folder; one of a file is the answer
	 * @param slide
	 *            the slide's file name
	 */
	public static Optional<Path> inFolder(final Path path, final String slide) {
		if (!Files.isDirectory(path)) return Optional.of(path);
		final String bare = slide.replaceFirst("(?i)(\\.ome)?\\.[a-z0-9]+$", "");
		return KnownAnnotationFormats.all().stream().flatMap(format -> format.endings().stream())
			.flatMap(ending -> Stream.of(slide + "." + ending, bare + "." + ending)).map(path::resolve)
			.filter(Files::isRegularFile).findFirst();
	}

	/**
	 * Reads all annotations of a file, in its order.
	 *
	 * @param format
	 *            {@link #formatOf} it, or the one that the user names
	 * @param frame
	 *            of its slide
	 * @param origin
	 *            from where the file counts; empty for where its program does
	 * @param remarks
	 *            is told what was left out or mended
	 * @param sink
	 *            is given them in level-0 pixels
	 * @throws AnnotationFormatException
	 *             with one sentence, if the file is damaged; some annotations may have been given by then
	 */
	public static void read(final AnnotationFile file, final AnnotationFormat format, final SlideFrame frame,
		final Optional<Origin> origin, final Remarks remarks, final AnnotationSink sink) throws IOException
	{
		readAsDrawn(file, format, frame, origin, remarks, annotation -> sink.put(repaired(annotation, remarks)));
	}

	/** As {@link #read}, but with rings that cross themselves or each other as they are in the file. */
	public static void readAsDrawn(final AnnotationFile file, final AnnotationFormat format, final SlideFrame frame,
		final Optional<Origin> origin, final Remarks remarks, final AnnotationSink sink) throws IOException
	{
		final Origin from = origin.orElse(format.origin());
		final double dx = frame.offsetX(from);
		final double dy = frame.offsetY(from);
		try {
			format.read(file, frame, remarks, annotation -> sink.put(annotation.moved(dx, dy)));
		}
		catch (final EOFException | ZipException e) {
			throw new AnnotationFormatException(file.name(), "", "it ends too early, or is packed wrongly", e);
		}
	}

	private static Annotation repaired(final Annotation annotation, final Remarks remarks) {
		final Geometry geometry = GeometryRepair.repaired(annotation.geometry(), remarks);
		final Geometry nucleus = annotation.nucleus().map(n -> GeometryRepair.repaired(n, remarks)).orElse(null);
		return geometry == annotation.geometry() && nucleus == annotation.nucleus().orElse(null) ? annotation
			: annotation.with().geometry(geometry).nucleus(nucleus).build();
	}

	/**
	 * Begins to write a file.
	 *
	 * @param target
	 *            replaced when the writer is finished
	 * @param format
	 *            {@link #formatFor} it, or the one that the user names
	 * @param frame
	 *            of its slide
	 * @param origin
	 *            from where the file counts; empty for where its program does
	 * @param remarks
	 *            is told what the format cannot hold
	 * @return takes annotations in level-0 pixels; to be closed by the caller
	 */
	public static AnnotationWriter write(final Path target, final AnnotationFormat format, final SlideFrame frame,
		final Optional<Origin> origin, final Remarks remarks) throws IOException
	{
		final Origin from = origin.orElse(format.origin());
		final AnnotationWriter writer = format.write(target, frame, remarks);
		final double dx = frame.offsetX(from);
		final double dy = frame.offsetY(from);
		if (dx == 0 && dy == 0) return writer;
		return new AnnotationWriter() {

			@Override
			public void put(final Annotation annotation) throws IOException {
				writer.put(annotation.moved(-dx, -dy));
			}

			@Override
			public void finish() throws IOException {
				writer.finish();
			}

			@Override
			public void close() throws IOException {
				writer.close();
			}
		};
	}
}
