package org.coverslip.annotation.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

import org.coverslip.annotation.AnnotationFile;
import org.coverslip.annotation.AnnotationFormat;
import org.coverslip.annotation.AnnotationSink;
import org.coverslip.annotation.AnnotationWriter;
import org.coverslip.annotation.Origin;
import org.coverslip.annotation.Remarks;
import org.coverslip.annotation.SlideFrame;
import org.coverslip.slide.ProgressListener;

/**
 * The annotations of one file as another, one after the other.
 *
 * @param source
 *            what is read
 * @param from
 *            its format
 * @param target
 *            the file to write
 * @param to
 *            its format
 */
public record AnnotationConversion(AnnotationFile source, AnnotationFormat from, Path target, AnnotationFormat to) {

	/**
	 * From a file to another, of the formats that are named, or else that its content and the other's name tell.
	 *
	 * @throws IOException
	 *             if the source cannot be read, or is of no format that is known
	 * @throws IllegalArgumentException
	 *             with one sentence, if the target's name tells no format
	 */
	public static AnnotationConversion of(final Path source, final Optional<AnnotationFormat> from, final Path target,
		final Optional<AnnotationFormat> to) throws IOException
	{
		final AnnotationFormat written = to.isPresent() ? to.get() : AnnotationFiles.formatFor(target);
		final AnnotationFile file = AnnotationFile.of(source);
		return new AnnotationConversion(file, from.isPresent() ? from.get() : AnnotationFiles.formatOf(file), target,
			written);
	}

	/**
	 * Does it. The target is replaced when all is written. Rings that cross are repaired, unless both programs keep
	 * them as they were drawn.
	 *
	 * @param frame
	 *            of the slide
	 * @param origin
	 *            from where both count; empty for where the program of each does
	 * @param remarks
	 *            is told what was left out or mended, and what the target cannot hold
	 * @param progress
	 *            is told how much of the source was read
	 * @return how many annotations there were
	 * @throws java.util.concurrent.CancellationException
	 *             if the listener canceled; the target is as it was
	 */
	public long run(final SlideFrame frame, final Optional<Origin> origin, final Remarks remarks,
		final ProgressListener progress) throws IOException
	{
		if (origin.isEmpty() && frame.bounds().isEmpty() && from.origin() != to.origin())
			remarks.add("without the slide, pixels of " + to.name() + " are counted as those of " + from.name()
				+ ", which differs for slides that state what was scanned of them");
		final AtomicLong count = new AtomicLong();
		try (AnnotationWriter writer = AnnotationFiles.write(target, to, frame, origin, remarks)) {
			final AnnotationSink counted = annotation -> {
				writer.put(annotation);
				count.incrementAndGet();
			};
			if (from.takesCrossingRings() && to.takesCrossingRings())
				AnnotationFiles.readAsDrawn(source.watched(progress), from, frame, origin, remarks, counted);
			else AnnotationFiles.read(source.watched(progress), from, frame, origin, remarks, counted);
			writer.finish();
		}
		return count.get();
	}

	/** What was done, in one line. */
	public String report(final long count) {
		return count + (count == 1 ? " annotation" : " annotations") + " from " + from.name() + " to " + to.name();
	}
}
