package org.coverslip.annotation.geojson;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.coverslip.annotation.Annotation;
import org.coverslip.annotation.AnnotationSink;
import org.coverslip.annotation.Geometry;
import org.coverslip.annotation.Remarks;
import org.coverslip.annotation.Vertices;

/**
 * A feature of which the members come one after the other, in any order. What lies within it is given on after it: kept
 * so long, but for no more than a bounded number of points.
 */
final class FeatureObject implements AnnotationSink {

	/** Of what lies within a feature no more than so many points are kept. */
	private static final int MOST_KEPT_POINTS = 1 << 18;

	private static final Geometry NOWHERE = Geometry.points(Vertices.of(0, 0));

	private final JsonTokens tokens;
	private final Remarks remarks;
	private final AnnotationSink to;
	private final Annotation.Builder annotation = Annotation.builder(NOWHERE);
	private final FeatureProperties properties;
	private final List<Annotation> within = new ArrayList<>();
	private int pointsKept;
	private boolean isPassing;
	private List<Geometry> places;
	private Geometry nucleus;

	/**
	 * @param to
	 *            is given the feature, and what lies within it
	 */
	FeatureObject(final JsonTokens tokens, final Remarks remarks, final AnnotationSink to) {
		this.tokens = tokens;
		this.remarks = remarks;
		this.to = to;
		properties = new FeatureProperties(tokens, remarks, annotation);
	}

	void id(final String id) {
		properties.id(id);
	}

	/** Reads the value of a property. */
	void property(final String name) throws IOException {
		if (isPassing && !name.equals("metadata")) // which QuPath writes twice
			remarks.add("what is said of an object after very many others within it was left out");
		properties.take(name);
	}

	void readGeometry() throws IOException {
		place(GeometryObject.read(tokens, remarks));
	}

	/** It lies where a geometry is. */
	void place(final GeometryObject geometry) throws IOException {
		places = geometry.geometries();
		geometry.plane().ifPresent(annotation::plane);
		if (places.size() > 1)
			remarks.add("a collection of areas, lines and points was read as an annotation of each");
	}

	void readNucleus() throws IOException {
		final List<Geometry> read = GeometryObject.read(tokens, remarks).geometries();
		nucleus = read.isEmpty() ? null : read.get(0);
	}

	/** Takes what lies within it. */
	@Override
	public void put(final Annotation child) throws IOException {
		if (within.isEmpty() && !isPassing)
			remarks.add("objects within another were put after it; in which they lay is not kept");
		if (isPassing) {
			to.put(child);
			return;
		}
		within.add(child);
		pointsKept += child.geometry().vertexCount() + child.measurements().size() + 1;
		if (pointsKept < MOST_KEPT_POINTS) return;
		if (places != null) {
			putItself();
			places = List.of();
		}
		pass();
	}

	/** It is complete. */
	void end() throws IOException {
		if (places == null || places.isEmpty() && !isPassing)
			remarks.add("a feature that lies nowhere was left out");
		else putItself();
		pass();
	}

	private void putItself() throws IOException {
		annotation.nucleus(nucleus);
		for (final Geometry place : places) {
			to.put(annotation.geometry(place).build());
			annotation.id(null).nucleus(null); // there is one of them
		}
	}

	private void pass() throws IOException {
		isPassing = true;
		for (final Annotation child : within)
			to.put(child);
		within.clear();
	}
}
