package org.coverslip.annotation.overlay;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.coverslip.annotation.Annotation;
import org.coverslip.annotation.AnnotationSink;
import org.coverslip.annotation.AnnotationStore;
import org.coverslip.annotation.Classification;
import org.coverslip.annotation.ObjectKind;

/**
 * Makes an {@link AnnotationOverlay} of annotations that are put one after the other. What stands for the slide as a
 * whole is left out. For one thread.
 */
public final class OverlayBuilder implements AnnotationSink, Closeable {

	/** More classes are shown as one, so that a legend stays one. */
	private static final int MOST_CLASSES = 2000;
	private static final Optional<String> FURTHER = Optional.of("further classes");
	/** What has no class and no colour: QuPath's red. */
	private static final int PLAIN = 0xff0000;
	private static final long STEP = 4L << 20;

	/** Gives memory, or refuses it. */
	@FunctionalInterface
	public interface Room {

		/**
		 * Takes more.
		 *
		 * @param bytes
		 *            that are needed besides those that were taken
		 * @throws IOException
		 *             with one sentence, if there is none
		 */
		void take(long bytes) throws IOException;
	}

	private static final class Counted {

		private final int color;
		private final int number;
		private int count;

		private Counted(final int color, final int number) {
			this.color = color;
			this.number = number;
		}
	}

	private final Room room;
	private final OverlayObjects objects = new OverlayObjects();
	private final AnnotationStore said = new AnnotationStore();
	private final Map<Optional<String>, Counted> classes = new LinkedHashMap<>();
	private long taken;
	private boolean built;

	/**
	 * @param room
	 *            is asked for memory while annotations are put
	 */
	public OverlayBuilder(final Room room) {
		this.room = room;
	}

	@Override
	public void put(final Annotation annotation) throws IOException {
		if (annotation.kind() == ObjectKind.ROOT) return;
		final Counted of = classOf(annotation);
		of.count++;
		objects.add(annotation, of.number, annotation.color().orElse(of.color));
		said.put(annotation);
		if (objects.bytes() <= taken) return;
		final long more = Math.max(STEP, objects.bytes() - taken);
		room.take(more);
		taken += more;
	}

	private Counted classOf(final Annotation annotation) {
		final Optional<String> name = annotation.classification().map(Classification::name);
		final Counted known = classes.get(name);
		if (known != null) return known;
		if (classes.size() >= MOST_CLASSES)
			return classes.computeIfAbsent(FURTHER, none -> new Counted(PLAIN, classes.size()));
		final Counted made = new Counted(annotation.classification().map(Classification::shownColor).orElse(PLAIN),
			classes.size());
		classes.put(name, made);
		return made;
	}

	/** All that was put; to be closed by the caller. Nothing can be put any more. */
	public AnnotationOverlay build() {
		final List<OverlayClass> legend = new ArrayList<>();
		classes.forEach((name, of) -> legend.add(new OverlayClass(name, of.color, of.count)));
		built = true;
		return new AnnotationOverlay(objects, legend, said);
	}

	/** Forgets what was put, unless it was built. */
	@Override
	public void close() throws IOException {
		if (!built) said.close();
	}
}
