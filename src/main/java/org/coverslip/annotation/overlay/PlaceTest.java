package org.coverslip.annotation.overlay;

import org.coverslip.annotation.GeometryKind;
import org.coverslip.annotation.PackedPaths;

/** Whether a place is on points or lines, or within an area. */
final class PlaceTest implements PackedPaths.Rings {

	private final GeometryKind kind;
	private final double x;
	private final double y;
	private final double near;
	private boolean inside;
	private boolean hit;

	PlaceTest(final GeometryKind kind, final double x, final double y, final double near) {
		this.kind = kind;
		this.x = x;
		this.y = y;
		this.near = near;
	}

	boolean isHit() {
		return hit || inside;
	}

	@Override
	public void polygon() {
		hit |= inside;
		inside = false;
	}

	@Override
	public void ring(final double[] xy, final int count) {
		final boolean isArea = kind.isArea();
		for (int i = isArea ? 0 : 1, before = isArea ? count - 1 : 0; i < count; before = i++)
			if (isArea) inside ^= crosses(xy[2 * before], xy[2 * before + 1], xy[2 * i], xy[2 * i + 1]);
			else if (kind == GeometryKind.LINES)
				hit |= distance(xy[2 * before], xy[2 * before + 1], xy[2 * i], xy[2 * i + 1]) <= near;
		if (kind == GeometryKind.POINTS || kind == GeometryKind.LINES && count == 1) for (int i = 0; i < count; i++)
			hit |= Math.hypot(xy[2 * i] - x, xy[2 * i + 1] - y) <= near;
	}

	private boolean crosses(final double x1, final double y1, final double x2, final double y2) {
		return y1 > y != y2 > y && x < (x2 - x1) * (y - y1) / (y2 - y1) + x1;
	}

	private double distance(final double x1, final double y1, final double x2, final double y2) {
		final double dx = x2 - x1;
		final double dy = y2 - y1;
		final double square = dx * dx + dy * dy;
		final double along = square == 0 ? 0 : Math.max(0, Math.min(1, ((x - x1) * dx + (y - y1) * dy) / square));
		return Math.hypot(x - x1 - along * dx, y - y1 - along * dy);
	}
}
