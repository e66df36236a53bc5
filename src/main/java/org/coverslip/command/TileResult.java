package org.coverslip.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

import org.coverslip.annotation.AnnotationWriter;
import org.coverslip.annotation.Remarks;
import org.coverslip.annotation.SlideFrame;
import org.coverslip.annotation.file.AnnotationFiles;
import org.coverslip.export.walk.SlideWriter;
import org.coverslip.option.OptionValues;
import org.coverslip.option.ProcessOptions;
import org.coverslip.option.TiffOptions;
import org.coverslip.process.FoundLabels;
import org.coverslip.process.FoundRois;
import org.coverslip.process.MeasuredTiles;
import org.coverslip.process.TileRun;
import org.coverslip.process.TileWork;
import org.coverslip.process.WorkedPicture;
import org.coverslip.slide.Picture;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.Workers;

/**
 * What is written of what work on tiles left.
 *
 * @param slide
 *            open as long as this is used
 * @param run
 *            of which tiles
 * @param values
 *            of all options of {@link ProcessSlideCommand}
 * @param notes
 *            is told what the user should know
 */
record TileResult(Slide slide, TileRun run, OptionValues values, Consumer<String> notes) {

	/**
	 * Has the work done, and writes the result.
	 *
	 * @return what was found, in a few words; empty for images
	 */
	Optional<String> write(final TileWork work, final Path target, final ProgressListener progress)
		throws IOException
	{
		return switch (values.get(ProcessOptions.RESULT)) {
			case IMAGE -> {
				final Picture result = WorkedPicture.of(run.plan(), work,
					place -> run.where().map(selection -> selection.reaches(place)).orElse(true), run.failed());
				writeImage(run.where().map(result::selected).orElse(result), work.workers(), target, progress);
				yield Optional.empty();
			}
			case LABELS -> Optional.of(writeLabels(work, target, progress));
			case ROIS -> Optional.of(writeRois(work, target, progress));
			case TABLE -> Optional.of(writeTable(work, target, progress));
		};
	}

	private void writeImage(final Picture result, final int threads, final Path target,
		final ProgressListener progress) throws IOException
	{
		SlideWriter.write(Scene.computed(result, values.get(ProcessOptions.TILE)),
			TiffOptions.of(values).threads(threads).build(), target, progress);
	}

	private String writeLabels(final TileWork work, final Path target, final ProgressListener progress)
		throws IOException
	{
		try (FoundLabels labels = new FoundLabels(run)) {
			run.work(work, labels, progress);
			if (labels.lackHalo()) notes.accept("without a halo, labels of neighbouring tiles are not joined");
			final FoundLabels.Numbered objects = labels.number();
			writeImage(objects.picture("labels"), Workers.available(), target, progress);
			return objects.count() + " objects";
		}
	}

	private String writeRois(final TileWork work, final Path target, final ProgressListener progress)
		throws IOException
	{
		final Remarks remarks = new Remarks();
		try (FoundRois rois = new FoundRois(run)) {
			run.work(work, rois, progress);
			try (AnnotationWriter writer = AnnotationFiles.write(target, AnnotationFiles.formatFor(target),
				SlideFrame.of(slide, run.plan().picture().scene()), Optional.empty(), remarks)) {
				final long count = rois.write(writer, remarks);
				writer.finish();
				remarks.sentences().forEach(notes);
				return count + " objects";
			}
		}
	}

	private String writeTable(final TileWork work, final Path target, final ProgressListener progress)
		throws IOException
	{
		try (MeasuredTiles table = new MeasuredTiles(run)) {
			run.work(work, table, progress);
			table.write(target);
			if (table.cut() > 0) notes.accept(table.cut() + " rows are of objects that go on beyond the halo of their "
				+ "tile, and tell of a part of them; a larger halo shows them whole");
			return table.rows() + " rows";
		}
	}
}
