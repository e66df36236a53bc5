package org.coverslip.process;

import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.Map;
import java.util.stream.Collectors;

import org.coverslip.geom.Region;
import org.coverslip.slide.Plane;

/** Tiles at which work failed, and whether the others go on. Thread-safe. */
public final class FailedTiles {

	/** So many failures are told of one by one. */
	private static final int TOLD = 10;

	private final boolean skip;
	private final Map<String, String> sentences = new ConcurrentHashMap<>();
	private final Set<Place> places = ConcurrentHashMap.newKeySet();

	private record Place(Plane plane, Region tile) {}

	/**
	 * @param skip
	 *            whether a tile that fails is left out; else, its failure is that of all the work
	 */
	public FailedTiles(final boolean skip) {
		this.skip = skip;
	}

	/**
	 * Notes a failure.
	 *
	 * @throws TileWorkException
	 *             that very one, if tiles are not left out
	 */
	public void add(final TileTask task, final TileWorkException failure) throws TileWorkException {
		if (!skip) throw failure;
		places.add(new Place(task.plane(), task.tile()));
		sentences.put(String.format("%012d %012d", task.tile().y(), task.tile().x()) + task.planes(),
			failure.getMessage());
	}

	/** Whether a task's tile has failed. */
	public boolean contains(final TileTask task) {
		return places.contains(new Place(task.plane(), task.tile()));
	}

	/** A sentence for each, in the order of the tiles. */
	public List<String> sentences() {
		return List.copyOf(new TreeMap<>(sentences).values());
	}

	/** All in one sentence; the first of them in their own words. */
	@Override
	public String toString() {
		final List<String> all = sentences();
		return all.stream().limit(TOLD).collect(Collectors.joining("; "))
			+ (all.size() > TOLD ? "; and " + (all.size() - TOLD) + " more" : "");
	}
}
