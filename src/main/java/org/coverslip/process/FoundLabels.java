package org.coverslip.process;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.coverslip.geom.Region;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.AbsentBlockException;
import org.coverslip.slide.Channel;
import org.coverslip.slide.Picture;
import org.coverslip.slide.PixelForm;
import org.coverslip.slide.Surroundings;

/**
 * The masks or labels that work on tiles left, as one picture of labels. If all are masks, connected pixels of all
 * tiles together are an object, those that touch at a corner too, and halos play no part. Else, labels of two tiles are
 * one if they are the same in the rows or columns of pixels along the seam, which both tiles show with a halo. Numbers
 * are from 1 on, without gaps, by the planes and the first pixel of each object, row by row: they depend neither on the
 * tiles' size, as far as the work does not, nor on the order in which tiles are done. Thread-safe; what tiles left
 * waits in a temporary file, which closing deletes.
 */
public final class FoundLabels implements TileRun.Sink, Closeable {

	private final TileRun run;
	private final LabelRuns runs = new LabelRuns();
	private final Map<Long, Kept> tiles = new TreeMap<>();
	private boolean areMasks = true;

	/**
	 * What a tile left.
	 *
	 * @param area
	 *            that labels are of
	 * @param labels
	 *            numbers from 1 to {@code labelCount}
	 * @param components
	 *            of the tile alone; null if it is no mask
	 */
	record Kept(Region area, LabelRuns.Stored labels, int labelCount, LabelRuns.Stored components,
		int componentCount) {}

	/**
	 * @throws IOException
	 *             if there is no temporary file
	 */
	public FoundLabels(final TileRun run) throws IOException {
		this.run = run;
	}

	@Override
	public void put(final long number, final TileTask task, final TileAnswer answer) throws IOException {
		final TilePlanes image = answer.image().orElseThrow(() -> new TileWorkException(task,
			"no image is open at the end, so that there are no labels; leave a mask or labels open"));
		if (image.planes().size() > 1)
			throw new TileWorkException(task, "the image left has " + image + "; labels are one plane");
		final TileLabels labels = TileLabels.of(image.first(), task);
		final LabelRuns.Stored stored = runs.put(labels.numbers());
		Kept kept = new Kept(labels.area(), stored, labels.count(), null, 0);
		if (labels.isMask()) {
			final Components components = Components.of(
				TileLabels.part(labels.numbers(), labels.area(), task.tile()), (int) task.tile().width());
			kept = new Kept(labels.area(), stored, labels.count(), runs.put(components.numbers()),
				components.count());
		}
		synchronized (this) {
			areMasks &= labels.isMask();
			tiles.put(number, kept);
		}
	}

	/** Whether tiles left labels, of which none can be joined since the tiles have no halo. */
	public synchronized boolean lackHalo() {
		return !areMasks && run.plan().halo() == 0 && run.plan().count() > 1;
	}

	/**
	 * Numbers all objects; when all tiles are done.
	 *
	 * @throws IOException
	 *             if the temporary file fails, or there are too many objects to be joined
	 */
	public synchronized Numbered number() throws IOException {
		final LabelSeams seams = new LabelSeams(run, tiles, areMasks, runs);
		return new Numbered(seams.numbers());
	}

	@Override
	public void close() throws IOException {
		runs.close();
	}

	/** All objects with their last numbers. Thread-safe, until the labels are closed. */
	public final class Numbered {

		private final LabelSeams.Numbers numbers;

		private Numbered(final LabelSeams.Numbers numbers) {
			this.numbers = numbers;
		}

		/** How many objects there are. */
		public long count() {
			return numbers.count();
		}

		/**
		 * The labels; not covered where tiles failed.
		 *
		 * @param name
		 *            of the channel, where the picture has colours instead of channels
		 */
		public Picture picture(final String name) {
			final TilePlan plan = run.plan();
			final Picture picture = plan.together() ? plan.picture().first(1, 1) : plan.picture();
			return picture.map(0, plan.side(), new PixelForm(PixelType.UINT32, 1,
				plan.together() ? List.of(Channel.named(name)) : Greys.channels(picture, name)), this::block)
				.categorical(true);
		}

		private PixelBlock block(final Surroundings surroundings) throws IOException {
			final Region block = surroundings.block();
			final PixelBlock labels = PixelBlock.zeros(
				new BlockShape((int) block.width(), (int) block.height(), 1, PixelType.UINT32));
			final TilePlan plan = run.plan();
			final long first = run.first(surroundings.plane());
			boolean covered = false;
			for (long row = block.y() / plan.side(); row * plan.side() < block.endY(); row++)
				for (long column = block.x() / plan.side(); column * plan.side() < block.endX(); column++) {
					final long number = first + row * plan.columns() + column;
					if (run.failed().contains(run.task(number))) continue;
					covered = true;
					final Kept kept = tiles.get(number);
					if (kept != null) draw(number, kept, block, labels.ints());
				}
			if (!covered) throw new AbsentBlockException(block + " failed", null);
			return labels;
		}

		private void draw(final long number, final Kept kept, final Region block, final int[] labels)
			throws IOException
		{
			final Region tile = run.plan().tile(number % run.plan().count());
			final Region part = tile.intersect(block);
			final int[] local = areMasks
				? TileLabels.part(runs.get(kept.components), tile, part)
				: TileLabels.part(runs.get(kept.labels), kept.area, part);
			final int width = (int) part.width();
			for (int i = 0; i < local.length; i++)
				if (local[i] != 0) labels[(int) ((part.y() - block.y() + i / width) * block.width() + part.x()
					- block.x() + i % width)] = numbers.of(number, local[i]);
		}
	}
}
