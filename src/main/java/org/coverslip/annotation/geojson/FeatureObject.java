package org.coverslip.annotation.geojson;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.coverslip.annotation.Annotation;
import org.coverslip.annotation.AnnotationLists;
import org.coverslip.annotation.AnnotationSink;
import org.coverslip.annotation.Geometry;
import org.coverslip.annotation.Remarks;
import org.coverslip.annotation.Vertices;

/**
 * A feature of which the members come one after the other, in any order. What lies within it is given on after it, and
 * waits so long: where it is much, in a temporary file, which is deleted when this is closed.
 */
final class FeatureObject implements AnnotationSink, Closeable {

	/** So many points of what waits are kept as they are. */
	private static final int MOST_POINTS = 1 << 14;

	private static final Geometry NOWHERE = Geometry.points(Vertices.of(0, 0));

	private final JsonTokens tokens;
	private final Remarks remarks;
	private final AnnotationSink to;
	private final Annotation.Builder annotation = Annotation.builder(NOWHERE);
	private final FeatureProperties properties;
	private List<Annotation> first;
	private int firstPoints;
	private AnnotationLists rest;
	private List<Geometry> places = List.of();
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

	/** What its properties go to. */
	FeatureProperties properties() {
		return properties;
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
		if (first == null) {
			first = new ArrayList<>();
			remarks.add("objects within another were put after it; in which they lay is not kept");
		}
		if (firstPoints < MOST_POINTS) {
			first.add(child);
			firstPoints += child.geometry().vertexCount() + child.measurements().size();
			return;
		}
		if (rest == null) {
			rest = new AnnotationLists();
			rest.newList();
		}
		rest.put(0, child);
	}

	/** It is complete. */
	void end() throws IOException {
		if (places.isEmpty()) remarks.add("a feature that lies nowhere was left out");
		annotation.nucleus(nucleus);
		for (final Geometry place : places) {
			to.put(annotation.geometry(place).build());
			annotation.id(null).nucleus(null); // there is one of them
		}
		if (first == null) return;
		for (final Annotation child : first)
			to.put(child);
		if (rest != null) rest.read(0, to);
	}

	@Override
	public void close() throws IOException {
		if (rest != null) rest.close();
	}
}
