package org.coverslip.annotation.overlay;

import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

import org.coverslip.annotation.Annotation;
import org.coverslip.annotation.AnnotationStore;
import org.coverslip.annotation.GeometryKind;
import org.coverslip.annotation.PackedPaths;

/**
 * Annotations to be shown over their slide, in any number: outlines in few bytes each and an index of places in memory,
 * what is said of them in a temporary file. Painted in the colours of their classes, the later over the earlier.
 * Immutable but for closing; thread-safe.
 */
public final class AnnotationOverlay implements Closeable {

	private static final GeometryKind[] KINDS = GeometryKind.values();

	private final OverlayObjects objects;
	private final List<OverlayClass> classes;
	private final AnnotationStore said;
	private final BoxTree tree;

	AnnotationOverlay(final OverlayObjects objects, final List<OverlayClass> classes, final AnnotationStore said) {
		this.objects = objects;
		this.classes = List.copyOf(classes);
		this.said = said;
		tree = new BoxTree(objects.edges(), objects.count());
	}

	/** How many annotations there are. */
	public int count() {
		return objects.count();
	}

	/** The classes, in the order in which they first appear; {@link OverlayLook} knows them by their place here. */
	public List<OverlayClass> classes() {
		return classes;
	}

	/**
	 * Paints what is to be seen.
	 *
	 * @param picture
	 *            to paint on, with its own transform
	 * @param place
	 *            from level-0 pixels to those of the picture
	 * @param width
	 *            of the picture
	 * @param height
	 *            likewise
	 */
	public void paint(final Graphics2D picture, final AffineTransform place, final int width, final int height,
		final OverlayLook look)
	{
		new OverlayPainter(objects, picture, place).paint(tree, width, height, look);
	}

	/**
	 * The annotation at a place: a point or line that is near enough, else the smallest area that holds it.
	 *
	 * @param x
	 *            in level-0 pixels
	 * @param y
	 *            likewise
	 * @param near
	 *            so far away a point or line may lie, in level-0 pixels
	 * @return its number
	 */
	public OptionalInt at(final double x, final double y, final double near, final OverlayLook look) {
		final List<Integer> found = new ArrayList<>();
		tree.visit(x - near, y - near, x + near, y + near, i -> {
			if (objects.isSeen(i, look)) found.add(i);
		});
		final PackedPaths.Reader reader = objects.reader();
		int best = -1;
		double size = Double.POSITIVE_INFINITY;
		for (final int i : found) {
			final PlaceTest test = new PlaceTest(KINDS[objects.kind(i)], x, y, near);
			final double itsSize = KINDS[objects.kind(i)].isArea() ? objects.boxArea(i) : -1;
			if (itsSize > size || itsSize == size && i < best) continue;
			objects.read(reader, i, test);
			if (!test.isHit()) continue;
			best = i;
			size = itsSize;
		}
		return best < 0 ? OptionalInt.empty() : OptionalInt.of(best);
	}

	/** All that is said of an annotation. */
	public Annotation annotation(final int number) throws IOException {
		return said.get(number);
	}

	/** Forgets what is said of them. */
	@Override
	public void close() throws IOException {
		said.close();
	}
}
