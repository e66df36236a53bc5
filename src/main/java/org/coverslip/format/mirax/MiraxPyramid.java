package org.coverslip.format.mirax;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

import org.coverslip.format.mirax.ImageTable.Stored;
import org.coverslip.geom.Region;
import org.coverslip.io.SlideFormatException;

/**
 * The levels of a slide as the index lists them. Immutable.
 *
 * @param levels
 *            finest first, at least one
 * @param extent
 *            the pixels of the finest level that its images touch; may reach beyond the level
 * @param even
 *            whether no tile of any level overlaps another, or is anywhere but where its number puts it
 * @param lowest
 *            the stored bytes of the coarsest level, in the index's order
 */
record MiraxPyramid(List<PlacedLevel> levels, Region extent, boolean even, List<Stored> lowest) {

	/** The most tiles that are placed; real slides have a twentieth of it. */
	private static final long MOST_TILES = 1 << 23;

	/**
	 * One level.
	 *
	 * @param concatenation
	 *            how many images in camera pixels each of its images covers in a row
	 * @param tables
	 *            its images, one table for each record of {@link MiraxPlanes}
	 */
	record PlacedLevel(ZoomLevel zoom, int concatenation, long width, long height, List<ImageTable> tables,
		MiraxLayout layout) {}

	/** Reads the index, and works out where the camera stood. */
	static MiraxPyramid read(final MiraxDescription slide, final MiraxIndex index, final MiraxPlanes planes)
		throws IOException {
		final ZoomLevel finest = slide.levels().get(0);
		final Optional<CameraPositions> stored = index.positions();
		final boolean apart = stored.isPresent() || finest.overlapX() != 0 || finest.overlapY() != 0;
		final CameraPositions positions = stored.orElseGet(() -> evenPositions(slide));
		final long width0 = length(slide.imagesX(), slide.divisions(), finest.width(), finest.overlapX());
		final long height0 = length(slide.imagesY(), slide.divisions(), finest.height(), finest.overlapY());
		final List<PlacedLevel> levels = new ArrayList<>();
		final List<Stored> lowest = new ArrayList<>();
		BitSet photographed = null;
		Region extent = Region.ofSize(0, 0);
		boolean even = true;
		for (int i = 0; i < slide.levels().size(); i++) {
			final int concatenation = slide.concatenation(i);
			final ImageTable.Builder listed = index.images(i, 0, 0);
			if (i == slide.levels().size() - 1) for (int k = 0; k < listed.count(); k++)
				lowest.add(listed.stored(k));
			final ImageTable shown = listed.build();
			final List<ImageTable> tables = tables(i, shown, index, planes);
			if (width0 / concatenation < 1 || height0 / concatenation < 1) continue;
			final MiraxGrid grid = new MiraxGrid(slide, slide.levels().get(i), concatenation, positions, apart);
			if (photographed == null) {
				final long tiles = tables.stream().mapToLong(ImageTable::size).sum() * grid.perSide() * grid.perSide();
				if (tiles > MOST_TILES) throw tooMany(slide, tiles);
				photographed = grid.photos(grid.cells(tables, null));
			}
			final List<ImageTable> first = shown.size() == 0 ? tables : List.of(shown);
			final int[] cells = i == 0 || even ? grid.cells(first, photographed) : null;
			if (i == 0) extent = grid.extent(cells);
			even = even && grid.isEven(cells);
			levels.add(new PlacedLevel(slide.levels().get(i), concatenation, width0 / concatenation,
				height0 / concatenation, tables,
				new MiraxLayout(grid, tables, photographed)));
		}
		if (levels.isEmpty() || extent.isEmpty())
			throw new SlideFormatException(slide.hierarchy().file(), SlideFormatException.NO_OFFSET,
				"images of the finest zoom level within the slide of " + width0 + " x " + height0 + " pixels", "none");
		return new MiraxPyramid(List.copyOf(levels), extent, even, List.copyOf(lowest));
	}

	/** A sentence for each level that lacks planes of the finest level. */
	List<String> notShown() {
		final List<String> sentences = new ArrayList<>();
		for (int i = 1; i < levels.size(); i++) {
			int lacking = 0;
			for (int t = 0; t < levels.get(0).tables().size(); t++)
				if (levels.get(0).tables().get(t).size() > 0 && levels.get(i).tables().get(t).size() == 0) lacking++;
			if (lacking > 0)
				sentences.add("level " + i + " shows the background in " + lacking + " of " + levels.get(0).tables()
					.size()
				+ " planes: the file has no images of them there");
		}
		return sentences;
	}

	private static SlideFormatException tooMany(final MiraxDescription slide, final long tiles) {
		return new SlideFormatException(slide.hierarchy().file(), SlideFormatException.NO_OFFSET,
			"a finest zoom level of at most " + MOST_TILES + " photos", "images of " + tiles);
	}

	private static List<ImageTable> tables(final int zoom, final ImageTable shown, final MiraxIndex index,
		final MiraxPlanes planes) throws IOException
	{
		final List<ImageTable> tables = new ArrayList<>();
		for (int t = 0; t < planes.tables(); t++) {
			final int filter = planes.filterOf(t);
			final int focus = planes.focusOf(t);
			tables.add(filter == 0 && focus == 0 ? shown : index.images(zoom, filter, focus).build());
		}
		return tables;
	}

	private static CameraPositions evenPositions(final MiraxDescription slide) {
		final ZoomLevel finest = slide.levels().get(0);
		return CameraPositions.even((slide.imagesX() - 1) / slide.divisions() + 1,
			(slide.imagesY() - 1) / slide.divisions() + 1,
			(double) finest.width() * slide.divisions() - finest.overlapX(),
			(double) finest.height() * slide.divisions() - finest.overlapY());
	}

	/**
	 * The length of the finest level in one direction, in pixels: that of all images, less the overlap where a photo
	 * meets the next one. As in OpenSlide, fractions are cut off at each joint.
	 */
	private static long length(final int images, final int divisions, final int image, final double overlap) {
		long length = 0;
		for (int i = 0; i < images; i++)
			if (i % divisions != divisions - 1 || i == images - 1) length += image;
			else length += image - overlap;
		return length;
	}
}
