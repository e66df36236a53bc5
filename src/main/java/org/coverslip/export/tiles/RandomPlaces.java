package org.coverslip.export.tiles;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

import org.coverslip.export.tiles.TileOptions.RandomTiles;
import org.coverslip.geom.Region;

/**
 * Tiles of one size at random places, all within the picture, in the order in which they were drawn: the first hundred
 * of a thousand are those of which there are a hundred. Tiles may overlap; no two have the same place.
 */
final class RandomPlaces implements TilePlaces {

	/** So many places are tried for each that is wanted, and at least, before there are taken to be no more. */
	private static final int TRIES = 1000;
	private static final int LEAST_TRIES = 1_000_000;
	private static final int CHECK_EVERY = 1024;

	private final int wanted;
	private final List<Region> places;

	private RandomPlaces(final int wanted, final List<Region> places) {
		this.wanted = wanted;
		this.places = List.copyOf(places);
	}

	/**
	 * Draws places, each as likely as any other. Draws are those of {@link Random}, whose numbers its documentation
	 * lays down: two a place, {@code nextDouble} for the column and then for the row.
	 *
	 * @param options
	 *            have a size, and say how many, at random
	 * @param picture
	 *            what the tiles are cut from, from 0
	 * @param place
	 *            tells two places apart: where a tile lies on the slide
	 * @param fits
	 *            whether a place is taken
	 * @param check
	 *            is called now and then, and may throw
	 * @throws IllegalArgumentException
	 *             with one sentence, if the picture is smaller than a tile
	 */
	static RandomPlaces draw(final TileOptions options, final Region picture, final UnaryOperator<Region> place,
		final Predicate<Region> fits, final Runnable check)
	{
		final RandomTiles wanted = options.random().orElseThrow();
		final int width = options.width();
		final int height = options.height();
		if (picture.width() < width || picture.height() < height) throw new IllegalArgumentException("a picture of "
			+ picture.width() + " x " + picture.height() + " pixels has no room for a tile of " + width + " x "
			+ height + "; choose smaller ones, or another scale");
		final Random random = new Random(wanted.seed());
		final Set<Long> taken = new HashSet<>();
		final List<Region> places = new ArrayList<>();
		final long most = Math.max(LEAST_TRIES, (long) TRIES * wanted.count());
		for (long tried = 0; tried < most && places.size() < wanted.count(); tried++) {
			if (tried % CHECK_EVERY == 0) check.run();
			final long x = (long) (random.nextDouble() * (picture.width() - width + 1));
			final long y = (long) (random.nextDouble() * (picture.height() - height + 1));
			final Region tile = new Region(x, y, width, height);
			final Region shown = place.apply(tile);
			if (taken.contains(key(shown)) || !fits.test(tile)) continue;
			taken.add(key(shown));
			places.add(tile);
		}
		return new RandomPlaces(wanted.count(), places);
	}

	private static long key(final Region shown) {
		return shown.x() << 32 | shown.y();
	}

	@Override
	public int count() {
		return places.size();
	}

	@Override
	public Region tile(final int number) {
		return places.get(number);
	}

	@Override
	public Region visible(final int number) {
		return places.get(number);
	}

	/** In bands as high as a tile, from left to right. */
	@Override
	public Supplier<Optional<Integer>> order() {
		final int[] order = IntStream.range(0, count()).boxed()
			.sorted(Comparator.<Integer> comparingLong(number -> tile(number).y() / tile(number).height())
			.thenComparingLong(number -> tile(number).x()).thenComparingLong(number -> tile(number).y()))
			.mapToInt(Integer::intValue).toArray();
		final AtomicInteger next = new AtomicInteger();
		return () -> {
			final int at = next.getAndIncrement();
			return at < order.length ? Optional.of(order[at]) : Optional.empty();
		};
	}

	@Override
	public List<String> coordinates() {
		return List.of("number");
	}

	@Override
	public List<Long> coordinates(final int number) {
		return List.of((long) number);
	}

	@Override
	public int step() {
		return count() == 0 ? 1 : (int) Math.min(tile(0).width(), tile(0).height());
	}

	@Override
	public TileExporter.Result result(final int kept) {
		return new TileExporter.Result(wanted, 1, kept, true);
	}
}
