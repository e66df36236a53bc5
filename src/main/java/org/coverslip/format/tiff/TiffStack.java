package org.coverslip.format.tiff;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.coverslip.slide.Channel;
import org.coverslip.slide.Level;
import org.coverslip.slide.Plane;
import org.coverslip.slide.Scene;
import org.coverslip.slide.SlideLifetime;

/**
 * Makes scenes from pages that are planes. Sizes cover only the pages that exist: an interrupted recording has fewer
 * time points than were planned. Planes in between may be missing.
 */
public final class TiffStack {

	private final TiffPages pages;
	/** For each position of the stage, which page is which plane. */
	private final List<Map<Plane, Integer>> positions = new ArrayList<>();

	private TiffStack(final TiffPages pages, final List<PagePlace> places) {
		this.pages = pages;
		for (int page = 0; page < places.size(); page++) {
			while (positions.size() <= places.get(page).position())
				positions.add(new HashMap<>());
			positions.get(places.get(page).position()).putIfAbsent(places.get(page).plane(), page);
		}
		positions.removeIf(Map::isEmpty);
	}

	/**
	 * @param places
	 *            of the pages, in their order, at least one; further pages are left out
	 */
	public static TiffStack of(final TiffPages pages, final List<PagePlace> places) {
		return new TiffStack(pages, places);
	}

	/**
	 * A scene for each position of the stage, with levels, channels and sizes; everything else is up to the format.
	 *
	 * @param channels
	 *            by number; those that are not described get no name and no colour
	 */
	public List<Scene.Builder> scenes(final List<Channel> channels, final SlideLifetime lifetime) throws IOException {
		final List<Scene.Builder> scenes = new ArrayList<>();
		for (final Map<Plane, Integer> position : positions) {
			int sizeC = 0;
			int sizeZ = 0;
			int sizeT = 0;
			for (final Plane plane : position.keySet()) {
				sizeC = Math.max(sizeC, plane.channel() + 1);
				sizeZ = Math.max(sizeZ, plane.z() + 1);
				sizeT = Math.max(sizeT, plane.t() + 1);
			}
			scenes.add(Scene.builder(lifetime).channels(channels(channels, sizeC)).sizeZ(sizeZ).sizeT(sizeT)
				.levels(levels(position, lifetime)).categorical(TiffLevels.categorical(pages.first())));
		}
		return scenes;
	}

	private List<Channel> channels(final List<Channel> described, final int sizeC) {
		final TiffImage first = pages.first();
		final List<Channel> ofOne = TiffLevels.channels(first);
		final List<Channel> channels = new ArrayList<>();
		for (int c = 0; c < sizeC * ofOne.size(); c++)
			channels.add(c < described.size() ? described.get(c) : sizeC == 1 ? ofOne.get(c)
				: first.isRgb() ? Channel.rgb() : Channel.named("Channel " + (c + 1)));
		return channels;
	}

	private List<Level> levels(final Map<Plane, Integer> position, final SlideLifetime lifetime) throws IOException {
		final int one = position.values().stream().min(Integer::compare).orElseThrow();
		final List<Level> levels = new ArrayList<>();
		for (int i = 0; i < pages.levelCount(); i++) {
			final TiffImage reference = pages.reference(i);
			final TiffTileSource stored = TiffTileSource.of(pages.image(i, one), lifetime);
			if (position.size() == 1) {
				levels.add(TiffLevels.of(reference, stored.grid(), stored.copyable(),
					TiffLevels.scale(pages.first(), reference)));
				continue;
			}
			final TiffPlaneTiles tiles =
				new TiffPlaneTiles(reference, stored.grid(), new LevelPlanes(pages, i, Map.copyOf(position)), lifetime);
			levels.add(TiffLevels.of(reference, stored.grid(), tiles.copyable(stored),
				TiffLevels.scale(pages.first(), reference)));
		}
		return levels;
	}

	/** Where the planes of one level are. */
	private record LevelPlanes(TiffPages pages, int level, Map<Plane, Integer> position)
		implements TiffPlaneTiles.Planes {

		@Override
		public Optional<PlaneImage> find(final Plane plane) throws IOException {
			final Integer page = position.get(plane);
			return page == null ? Optional.empty() : Optional.of(pages.image(level, page));
		}

		@Override
		public Collection<Plane> stored() {
			return position.keySet();
		}
	}
}
