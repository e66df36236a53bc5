package org.coverslip.web;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.coverslip.annotation.AnnotationFile;
import org.coverslip.annotation.AnnotationFormat;
import org.coverslip.annotation.Remarks;
import org.coverslip.annotation.SlideFrame;
import org.coverslip.annotation.file.AnnotationFiles;
import org.coverslip.annotation.overlay.AnnotationOverlay;
import org.coverslip.annotation.overlay.OverlayBuilder;
import org.coverslip.slide.MemoryBudget;
import org.coverslip.slide.ProgressListener;

/** A file of annotations as it is shown, and the memory that is set aside for it. Thread-safe. */
final class ShownAnnotations implements Closeable {

	private final AnnotationOverlay overlay;
	private final String format;
	private final List<String> remarks;
	private final List<MemoryBudget.Reservation> memory;

	private ShownAnnotations(final AnnotationOverlay overlay, final String format, final List<String> remarks,
		final List<MemoryBudget.Reservation> memory)
	{
		this.overlay = overlay;
		this.format = format;
		this.remarks = remarks;
		this.memory = memory;
	}

	/** Sets memory aside. */
	@FunctionalInterface
	interface Room {

		/** Empty if there is none. */
		Optional<MemoryBudget.Reservation> reserve(long bytes) throws IOException;
	}

	/**
	 * Reads a file; the caller closes it.
	 *
	 * @param frame
	 *            of the scene that it is shown on
	 * @param progress
	 *            may cancel
	 */
	static ShownAnnotations read(final AnnotationSource source, final SlideFrame frame, final Room room,
		final ProgressListener progress) throws IOException
	{
		final List<MemoryBudget.Reservation> memory = new ArrayList<>();
		final AnnotationFile file = AnnotationFile.of(source.path());
		final AnnotationFormat format = AnnotationFiles.formatOf(file);
		final Remarks remarks = new Remarks();
		boolean complete = false;
		try (OverlayBuilder builder = new OverlayBuilder(bytes -> memory.add(room.reserve(bytes).orElseThrow(
			() -> new IOException(source.path() + " holds more annotations than there is memory to show; start with "
				+ "more, for example -Xmx4g"))))) {
			AnnotationFiles.readAsDrawn(file.watched(progress), format, frame, Optional.empty(), remarks, builder);
			final ShownAnnotations shown =
				new ShownAnnotations(builder.build(), format.name(), remarks.sentences(), memory);
			complete = true;
			return shown;
		}
		finally {
			if (!complete) memory.forEach(MemoryBudget.Reservation::close);
		}
	}

	AnnotationOverlay overlay() {
		return overlay;
	}

	/** The name of the file's format. */
	String format() {
		return format;
	}

	/** What its reader had to say. */
	List<String> remarks() {
		return remarks;
	}

	@Override
	public void close() throws IOException {
		memory.forEach(MemoryBudget.Reservation::close);
		overlay.close();
	}
}
