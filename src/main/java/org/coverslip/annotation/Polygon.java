package org.coverslip.annotation;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * An area with one outer ring, and holes. Immutable.
 *
 * @param shell
 *            the outer ring, open; which way around it goes means nothing
 * @param holes
 *            likewise; they lie in the shell and do not overlap
 */
public record Polygon(Vertices shell, List<Vertices> holes) {

	public Polygon {
		shell = shell.open();
		holes = holes.stream().map(Vertices::open).toList();
	}

	/** Without holes. */
	public Polygon(final Vertices shell) {
		this(shell, List.of());
	}

	/** In square pixels, without the holes. */
	public double area() {
		double area = Math.abs(shell.signedArea());
		for (final Vertices hole : holes)
			area -= Math.abs(hole.signedArea());
		return area;
	}

	/** The length of all rings, those of holes too, in pixels of which {@code x} is {@code unitX} wide. */
	public double perimeter(final double unitX, final double unitY) {
		double sum = shell.length(true, unitX, unitY);
		for (final Vertices hole : holes)
			sum += hole.length(true, unitX, unitY);
		return sum;
	}

	public boolean contains(final double px, final double py) {
		return shell.encloses(px, py) && holes.stream().noneMatch(hole -> hole.encloses(px, py));
	}

	Polygon map(final UnaryOperator<Vertices> function) {
		return new Polygon(function.apply(shell), holes.stream().map(function).toList());
	}
}
