package org.coverslip.export.walk;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;

import org.coverslip.geom.Region;
import org.coverslip.io.TargetClaim;
import org.coverslip.slide.AssociatedImage;
import org.coverslip.slide.Plane;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.ProgressMeter;
import org.coverslip.slide.Scene;

/**
 * Writes scenes as the product that the options describe.
 * <p>
 * Each pixel of a level is made from 2 x 2 pixels of the level before. A scene is read once, on several threads, and
 * memory does not grow with its size. Where nothing is stored, RGB scenes show their background and others 0.
 * <p>
 * The target appears under its name when it is complete, and if writing is canceled, nothing is left behind; the
 * product's options say what a failure leaves. The files from which the scene is read are never replaced.
 */
public final class SlideWriter {

	private SlideWriter() {}

	/**
	 * Writes.
	 *
	 * @param scene
	 *            of an open slide
	 * @param region0
	 *            in level-0 pixels; the part outside the scene is cut off
	 * @param options
	 *            how it is written
	 * @param target
	 *            the file, or the common name of several, in an existing folder
	 * @param progress
	 *            counts tiles of all levels
	 * @return the region that was written, in level-0 pixels: cut off at the scene's edges and, if the options say so,
	 * aligned
	 * @throws IllegalArgumentException
	 *             with one sentence, if the options do not suit the scene, or the target is one of the slide's files or
	 *             another export; nothing has been written then
	 * @throws CancellationException
	 *             if the listener canceled
	 * @throws InterruptedIOException
	 *             if the thread was interrupted
	 * @throws IOException
	 *             if the slide cannot be read or the target cannot be written
	 */
	public static Region write(final Scene scene, final Region region0, final ExportOptions options, final Path target,
		final ProgressListener progress) throws IOException
	{
		scene.checkOpen();
		final ExportOptions.Export export = options.prepare(scene, region0, target);
		final WalkPlan plan = export.plan();
		final ProgressMeter meter = new ProgressMeter(progress, plan.tileCount());
		if (!export.isDone()) try (TargetClaim claim = TargetClaim.of(export.target());
			PyramidSink sink = export.open()) {
			fill(sink, plan, meter, new PyramidWalk(plan, sink, meter)::run);
		}
		meter.finish();
		return plan.region0();
	}

	/** Writes a whole scene; otherwise as above. */
	public static Region write(final Scene scene, final ExportOptions options, final Path target,
		final ProgressListener progress) throws IOException
	{
		return write(scene, scene.level(0).region(), options, target, progress);
	}

	/** Puts all tiles of a plane into the sink. */
	@FunctionalInterface
	interface PlaneFilling {

		void fill(Plane plane) throws IOException;
	}

	static void fill(final PyramidSink sink, final WalkPlan plan, final ProgressMeter progress,
		final PlaneFilling filling) throws IOException
	{
		try {
			progress.checkCanceled();
			for (final AssociatedImage image : SoundImages.of(plan.associated(), progress::remark))
				sink.associated(image);
			for (int level = 0; level < plan.levels().size(); level++)
				sink.beginLevel(level, plan.levels().get(level));
			for (final Plane plane : plan.planes())
				filling.fill(plane);
			progress.checkCanceled();
			sink.finish();
		}
		catch (final CancellationException | InterruptedIOException e) {
			sink.abort();
			throw e;
		}
	}
}
