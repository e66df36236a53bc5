package org.coverslip.process;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.coverslip.pixel.PixelType;
import org.coverslip.slide.Channel;
import org.coverslip.slide.Picture;
import org.coverslip.slide.PixelSelection;
import org.coverslip.slide.ProceduralScene;
import org.coverslip.slide.ProgressListener;

/**
 * Work that a test does itself, by several workers.
 *
 * @param workers
 *            how many there are
 * @param answers
 *            what is left of a tile
 */
record PatternWork(int workers, Answers answers) implements TileWork {

	/** What is left of a tile. */
	@FunctionalInterface
	interface Answers {

		TileAnswer of(TileTask task) throws IOException;
	}

	@Override
	public TileAnswer run(final TileTask task) throws IOException {
		return answers.of(task);
	}

	@Override
	public void close() {
		// there is nothing to close
	}

	/** A picture of a size, whose pixels do not matter. */
	static Picture picture(final int width, final int height) {
		return KnownFunctionsTest.picture(ProceduralScene
			.channels(PixelType.UINT8, List.of(Channel.named("")), 1, 1, width, height, 100, 1).scene());
	}

	static TileRun run(final Picture picture, final int side, final int halo, final Optional<PixelSelection> where) {
		return new TileRun(new TilePlan(picture, side, halo, Map.of()), where, new FailedTiles(true));
	}

	/** Has all tiles done. */
	void into(final TileRun run, final TileRun.Sink sink) throws IOException {
		run.work(this, sink, ProgressListener.NONE);
	}
}
