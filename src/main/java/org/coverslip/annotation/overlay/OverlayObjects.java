package org.coverslip.annotation.overlay;

import java.util.Arrays;

import org.coverslip.annotation.Annotation;
import org.coverslip.annotation.AnnotationPlane;
import org.coverslip.annotation.Box;
import org.coverslip.annotation.PackedPaths;

/** What painting needs of each annotation, in arrays. Filled by one thread, then read by any. */
final class OverlayObjects {

	private static final int FIRST = 1 << 8;
	/** Bytes of an annotation in the arrays below, and in the index of places. */
	private static final int EACH = 44;

	private final PackedPaths paths = new PackedPaths();
	private float[] edges = new float[4 * FIRST];
	private long[] places = new long[FIRST];
	private int[] colors = new int[FIRST];
	private short[] classes = new short[FIRST];
	private byte[] kinds = new byte[FIRST];
	/** z and t of each; null as long as all are on all planes. */
	private short[] planes;
	private int count;

	void add(final Annotation annotation, final int classNumber, final int color) {
		if (count == places.length) grow();
		final Box box = annotation.geometry().box();
		edges[4 * count] = Math.nextDown((float) box.x());
		edges[4 * count + 1] = Math.nextDown((float) box.y());
		edges[4 * count + 2] = Math.nextUp((float) box.endX());
		edges[4 * count + 3] = Math.nextUp((float) box.endY());
		places[count] = paths.add(annotation.geometry());
		colors[count] = color;
		classes[count] = (short) classNumber;
		kinds[count] = (byte) annotation.geometry().kind().ordinal();
		if (!annotation.plane().equals(AnnotationPlane.FIRST)) {
			if (planes == null) {
				planes = new short[2 * places.length];
				Arrays.fill(planes, (short) AnnotationPlane.ALL);
			}
			planes[2 * count] = (short) annotation.plane().z();
			planes[2 * count + 1] = (short) annotation.plane().t();
		}
		count++;
	}

	private void grow() {
		final int size = Math.multiplyExact(2, count);
		edges = Arrays.copyOf(edges, Math.multiplyExact(4, size));
		places = Arrays.copyOf(places, size);
		colors = Arrays.copyOf(colors, size);
		classes = Arrays.copyOf(classes, size);
		kinds = Arrays.copyOf(kinds, size);
		if (planes == null) return;
		planes = Arrays.copyOf(planes, 2 * size);
		Arrays.fill(planes, 2 * count, 2 * size, (short) AnnotationPlane.ALL);
	}

	/** How much memory they take, with the index of places. */
	long bytes() {
		return paths.bytes() + (long) EACH * places.length;
	}

	int count() {
		return count;
	}

	/** Left, top, right and bottom of each; not to be modified. */
	float[] edges() {
		return edges;
	}

	float width(final int i) {
		return edges[4 * i + 2] - edges[4 * i];
	}

	float height(final int i) {
		return edges[4 * i + 3] - edges[4 * i + 1];
	}

	double boxArea(final int i) {
		return (double) width(i) * height(i);
	}

	int color(final int i) {
		return colors[i];
	}

	/** The place of its kind among all. */
	int kind(final int i) {
		return kinds[i];
	}

	boolean isSeen(final int i, final OverlayLook look) {
		return planes == null ? look.shows(classes[i] & 0xffff, AnnotationPlane.ALL, AnnotationPlane.ALL)
			: look.shows(classes[i] & 0xffff, planes[2 * i], planes[2 * i + 1]);
	}

	PackedPaths.Reader reader() {
		return paths.new Reader();
	}

	void read(final PackedPaths.Reader reader, final int i, final PackedPaths.Rings rings) {
		reader.read(places[i], rings);
	}
}
