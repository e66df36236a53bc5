package org.coverslip.process;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.coverslip.annotation.Annotation;
import org.coverslip.annotation.AnnotationPlane;
import org.coverslip.annotation.Box;
import org.coverslip.annotation.GeometryKind;
import org.coverslip.io.SpilledBytes;

/** Annotations of tiles that wait, in a temporary file if they are many. For one thread. */
final class RoiStore implements Closeable {

	private final SpilledBytes bytes = new SpilledBytes();
	private final Map<Long, List<Kept>> tiles = new TreeMap<>();

	/**
	 * One that waits.
	 *
	 * @param number
	 *            of the tile that found it
	 * @param isArea
	 *            whether it has an area
	 * @param plane
	 *            of the annotation
	 * @param position
	 *            where it is in the file, in {@code length} bytes
	 */
	record Kept(long number, Box box, boolean isArea, AnnotationPlane plane, long position, int length) {}

	void put(final long number, final Annotation roi) throws IOException {
		final ByteArrayOutputStream packed = new ByteArrayOutputStream();
		AnnotationWire.write(roi, new DataOutputStream(packed));
		final GeometryKind kind = roi.geometry().kind();
		tiles.computeIfAbsent(number, tile -> new ArrayList<>())
			.add(new Kept(number, roi.geometry().box(), kind != GeometryKind.POINTS && kind != GeometryKind.LINES,
				roi.plane(), bytes.append(packed.toByteArray(), 0, packed.size()), packed.size()));
	}

	/** All, by tiles, and in each in the order in which they came. */
	List<Kept> all() {
		final List<Kept> all = new ArrayList<>();
		tiles.values().forEach(all::addAll);
		return all;
	}

	Annotation get(final Kept kept) throws IOException {
		final byte[] packed = new byte[kept.length];
		bytes.read(kept.position, packed, 0, packed.length);
		return AnnotationWire.read(new DataInputStream(new ByteArrayInputStream(packed)));
	}

	@Override
	public void close() throws IOException {
		bytes.close();
	}
}
