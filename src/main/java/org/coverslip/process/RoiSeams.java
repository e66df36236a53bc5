package org.coverslip.process;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.coverslip.annotation.Annotation;
import org.coverslip.annotation.AnnotationPlane;
import org.coverslip.annotation.AreaPieces;
import org.coverslip.annotation.Box;
import org.coverslip.annotation.Geometry;
import org.coverslip.geom.Region;
import org.coverslip.slide.Picture;

/**
 * Areas that were cut where their tile ended, and what is joined of them. Pieces of two tiles are of one object if they
 * are the same in the two rows or columns of pixels along the seam, which both tiles show; without a halo, if they
 * touch. For one thread.
 */
final class RoiSeams {

	private final TileRun run;
	/** By the tiles that found them. */
	private final Map<Long, List<Piece>> pieces = new TreeMap<>();

	/** What a tile shows of an object, and what of that is in the tile itself. */
	private record Piece(int index, Annotation roi, Geometry shown, Geometry inTile) {}

	/** An object made of pieces, and the first tile that has one. */
	record Joined(long number, Annotation roi, int pieces) {}

	private int count;

	RoiSeams(final TileRun run) {
		this.run = run;
	}

	/** Adds an area that was cut. */
	void put(final long number, final TileTask task, final Annotation roi) {
		final Optional<Geometry> inTile = AreaPieces.clipped(roi.geometry(), box(task.tile()));
		if (inTile.isPresent()) pieces.computeIfAbsent(number, tile -> new ArrayList<>())
			.add(new Piece(count++, roi, roi.geometry(), inTile.get()));
	}

	private static Box box(final Region region) {
		return new Box(region.x(), region.y(), region.width(), region.height());
	}

	/**
	 * All objects.
	 *
	 * @param whole
	 *            those that tiles show whole, of which others may show a piece
	 */
	List<Joined> joined(final RoiStore whole) throws IOException {
		dropPiecesOf(whole);
		final DisjointSets sets = new DisjointSets(count);
		pieces.forEach((number, mine) -> {
			final long inPlane = number % run.plan().count();
			if (inPlane % run.plan().columns() > 0) join(number - 1, number, true, sets);
			if (inPlane >= run.plan().columns()) join(number - run.plan().columns(), number, false, sets);
		});
		final Map<Long, List<Piece>> objects = new TreeMap<>();
		final Map<Long, Long> numbers = new HashMap<>();
		pieces.forEach((number, mine) -> mine.forEach(piece -> {
			final long object = sets.find(piece.index);
			objects.computeIfAbsent(object, first -> new ArrayList<>()).add(piece);
			numbers.putIfAbsent(object, number);
		}));
		return objects.entrySet().stream().map(object -> joined(numbers.get(object.getKey()), object.getValue()))
			.toList();
	}

	private static Joined joined(final long number, final List<Piece> pieces) {
		final Annotation first = pieces.get(0).roi;
		final Annotation.Builder roi =
			Annotation.builder(AreaPieces.union(pieces.stream().map(Piece::inTile).toList())).kind(first.kind())
				.plane(first.plane()).name(first.name().orElse(null)).locked(first.isLocked());
		first.classification().ifPresent(roi::classification);
		first.color().ifPresent(roi::color);
		first.properties().forEach(roi::property);
		return new Joined(number, roi.build(), pieces.size());
	}

	/** Drops pieces of what another tile shows whole. */
	private void dropPiecesOf(final RoiStore whole) throws IOException {
		final TilePlan plan = run.plan();
		for (final RoiStore.Kept kept : whole.all()) {
			if (!kept.isArea()) continue;
			final long first = numberAt(kept.box().x(), kept.box().y());
			final long last = numberAt(kept.box().endX(), kept.box().endY());
			Geometry area = null;
			for (long row = first / plan.columns(); row <= last / plan.columns(); row++)
				for (long column = first % plan.columns(); column <= last % plan.columns(); column++) {
					final long other = kept.number() - kept.number() % plan.count() + row * plan.columns() + column;
					if (other == kept.number() || !pieces.containsKey(other)) continue;
					if (area == null) area = whole.get(kept).geometry();
					dropPiecesOf(area, kept.plane(), pieces.get(other));
				}
		}
	}

	private long numberAt(final double x, final double y) {
		final Picture picture = run.plan().picture();
		return run.plan().number(TilePlan.pixel(x, picture.width()), TilePlan.pixel(y, picture.height()));
	}

	private static void dropPiecesOf(final Geometry area, final AnnotationPlane plane, final List<Piece> pieces) {
		pieces.removeIf(piece -> piece.roi.plane().equals(plane) && overlap(area.box(), piece.inTile.box())
			&& AreaPieces.isMostlyIn(piece.inTile, area));
	}

	private void join(final long before, final long after, final boolean beside, final DisjointSets sets) {
		if (!pieces.containsKey(before)) return;
		final Region seen = run.plan().around(before % run.plan().count())
			.intersect(run.plan().around(after % run.plan().count()));
		final Region tile = run.plan().tile(after % run.plan().count());
		final Region seam = beside ? new Region(tile.x() - 1, tile.y() - 1, 2, tile.height() + 2)
			: new Region(tile.x() - 1, tile.y() - 1, tile.width() + 2, 2);
		final boolean halo = run.plan().halo() > 0;
		final Box strip = box(halo ? seam.intersect(seen) : seam.intersect(run.plan().picture().bounds()));
		for (final Piece one : pieces.get(before)) {
			if (!overlap(one.shown.box(), strip)) continue;
			for (final Piece other : pieces.get(after))
				if (sets.find(one.index) != sets.find(other.index) && one.roi.plane().equals(other.roi.plane())
					&& overlap(other.shown.box(), strip)
					&& overlap(one.shown.box(), other.shown.box())
					&& (halo ? AreaPieces.meetIn(one.shown, other.shown, strip)
						: AreaPieces.touch(one.inTile, other.inTile)))
					sets.join(one.index, other.index);
		}
	}

	private static boolean overlap(final Box one, final Box other) {
		return one.x() <= other.endX() && other.x() <= one.endX() && one.y() <= other.endY() && other.y() <= one.endY();
	}
}
