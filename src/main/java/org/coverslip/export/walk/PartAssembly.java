package org.coverslip.export.walk;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.coverslip.export.walk.QuadtreePass.Tile;
import org.coverslip.export.walk.TileOrder.Cell;
import org.coverslip.export.walk.TileSequence.Place;
import org.coverslip.export.walk.WalkPlan.Computation;
import org.coverslip.pixel.BlockShape;
import org.coverslip.slide.Plane;
import org.coverslip.slide.ProgressMeter;

/**
 * Puts the tiles of parts into a sink, in the order in which they would have come if they had been made here, and makes
 * those of the levels above the parts. For one thread.
 */
final class PartAssembly implements Closeable {

	private static final int MOST_OPEN = 64;

	private final WalkPlan plan;
	private final PyramidSink sink;
	private final ProgressMeter progress;
	private final TileMaker maker;
	private final int level;
	private final Map<WalkPart, Path> segments = new HashMap<>();
	/** The one that was used longest ago first. */
	private final LinkedHashMap<WalkPart, Segment> open = new LinkedHashMap<>(16, 0.75f, true);

	PartAssembly(final WalkPlan plan, final List<WalkPart> parts, final List<Path> segments, final PyramidSink sink,
		final ProgressMeter progress)
	{
		this.plan = plan;
		this.sink = sink;
		this.progress = progress;
		maker = new TileMaker(plan);
		level = parts.get(0).level();
		for (int i = 0; i < parts.size(); i++)
			this.segments.put(parts.get(i), segments.get(i));
	}

	/** Puts all tiles of a plane. */
	void put(final Plane plane) throws IOException {
		final Computation how = plan.computation();
		final List<LevelSize> sizes = how.sizes();
		final LevelSize top = sizes.get(level);
		final BlockShape shape = new BlockShape(top.tileWidth(), top.tileHeight(), plan.scene().level(0).samples(),
			plan.scene().pixelType());
		final int number = plan.planes().indexOf(plane);
		final QuadtreePass above = new QuadtreePass(sizes.subList(level, sizes.size()), how.halving(), (col, row) -> {
			throw new IllegalStateException("tiles are added");
		}, (up, col, row, tile) -> {
			if (up == 0) return;
			how.watcher().accept(level + up, col, row, tile);
			maker.computed(level + up, plane, col, row, tile, made -> put(plane, level + up, made));
			maker.finish();
		});
		final TileSequence sequence = new TileSequence(sizes.subList(0, level + 1), order());
		for (Optional<Place> next = sequence.next(); next.isPresent(); next = sequence.next()) {
			progress.checkCanceled();
			final Place place = next.get();
			final Segment segment = segment(number, place);
			put(plane, place.level(), segment.tiles(place));
			if (place.level() == level)
				above.add(new Cell(place.col(), place.row()), new Tile(segment.coarsest(shape), 0, 0));
		}
	}

	private TileOrder order() {
		final Computation how = plan.computation();
		try (PlaneReader reader = new PlaneReader(plan.scene(), how.level(), how.region(), how.sizes().get(0).grid(),
			0)) {
			return reader.order();
		}
	}

	private void put(final Plane plane, final int computed, final List<MadeTile> made) throws IOException {
		if (made.isEmpty() && plan.levelOf(computed) >= 0)
			throw new IOException("a part of a pyramid lacks a tile of level " + computed);
		for (final MadeTile tile : made)
			tile.putInto(sink, plane);
		if (plan.levelOf(computed) >= 0) progress.add(1);
	}

	private Segment segment(final int plane, final Place place) throws IOException {
		final int up = level - place.level();
		final WalkPart part = new WalkPart(plane, level, place.col() >> up, place.row() >> up);
		Segment segment = open.get(part);
		if (segment != null) return segment;
		if (open.size() >= MOST_OPEN) open.remove(open.keySet().iterator().next()).close();
		segment = Segment.open(segments.get(part));
		open.put(part, segment);
		return segment;
	}

	@Override
	public void close() throws IOException {
		for (final Segment segment : open.values())
			segment.close();
	}
}
