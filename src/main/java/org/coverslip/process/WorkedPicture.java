package org.coverslip.process;

import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;

import org.coverslip.geom.ScaledRegion;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.slide.AbsentBlockException;
import org.coverslip.slide.Channel;
import org.coverslip.slide.Picture;
import org.coverslip.slide.PixelForm;
import org.coverslip.slide.Plane;
import org.coverslip.slide.Surroundings;

/** The picture that work on tiles makes of another one: of the images that it leaves, each plane for itself. */
public final class WorkedPicture {

	private final TilePlan plan;
	private final TileWork work;
	private final FailedTiles failed;

	private WorkedPicture(final TilePlan plan, final TileWork work, final FailedTiles failed) {
		this.plan = plan;
		this.work = work;
		this.failed = failed;
	}

	/**
	 * A picture that is worked on when it is read, tile by tile. Which kind of pixels it has, the first tile shows,
	 * which is worked on here.
	 *
	 * @param wanted
	 *            whether a place on the scene is needed at all; the first tile is one that is
	 * @param failed
	 *            tells of tiles that failed; where they are left out, they are not covered
	 * @throws IOException
	 *             if the work fails at the first tile, or cannot be done at all
	 */
	public static Picture of(final TilePlan plan, final TileWork work, final Predicate<ScaledRegion> wanted,
		final FailedTiles failed) throws IOException
	{
		final WorkedPicture worked = new WorkedPicture(plan, work, failed);
		final PixelForm form = worked.form(wanted);
		return plan.picture().map(plan.halo(), plan.side(), form, surroundings -> worked.block(surroundings, form));
	}

	/** The kind of the first image that a tile leaves, beginning in the middle. */
	private PixelForm form(final Predicate<ScaledRegion> wanted) throws IOException {
		final Picture picture = plan.picture();
		TileWorkException last = null;
		for (long i = 0; i < plan.count(); i++) {
			final TileTask task = plan.task((i + plan.count() / 2) % plan.count(), List.of(Plane.FIRST));
			if (!wanted.test(picture.place().part(task.tile().x(), task.tile().y(), task.tile().width(),
				task.tile().height()))) continue;
			try {
				final PixelBlock image = image(task);
				if (image.samples() > 1 && picture.channels().size() > 1)
					throw new TileWorkException(task, "the work leaves colours of each of several channels");
				final boolean alike = image.samples() == picture.samples();
				return new PixelForm(image.type(), image.samples(), alike ? picture.channels()
					: List.of(image.samples() == 1 ? Channel.named("grey") : Channel.rgb()));
			}
			catch (final TileWorkException e) {
				failed.add(task, e);
				last = e;
			}
		}
		throw last != null ? last
			: new IOException("there is nothing to be worked on: what is selected lies outside of the region");
	}

	private PixelBlock image(final TileTask task) throws IOException {
		return work.run(task).image().orElseThrow(() -> new TileWorkException(task,
			"no image is open at the end, so that there is no result; leave one open"));
	}

	private PixelBlock block(final Surroundings surroundings, final PixelForm form) throws IOException {
		final TileTask task = plan.task(plan.number(surroundings.block().x(), surroundings.block().y()),
			List.of(surroundings.plane()));
		if (!task.tile().contains(surroundings.block()))
			throw new IllegalStateException(surroundings.block() + " is not of one tile");
		if (failed.contains(task)) throw new AbsentBlockException(task.toString(), null);
		try {
			final PixelBlock image = image(task);
			if (image.type() != form.type() || image.samples() != form.samples())
				throw new TileWorkException(task, "the image left has " + kind(image.type().toString(), image.samples())
					+ ", but that of the first tile " + kind(form.type().toString(), form.samples()));
			return part(image, task, surroundings);
		}
		catch (final TileWorkException e) {
			failed.add(task, e);
			throw new AbsentBlockException(e.getMessage(), e);
		}
	}

	/** What is asked for, which may be a part of the tile. */
	private static PixelBlock part(final PixelBlock image, final TileTask task, final Surroundings surroundings) {
		final boolean whole = image.width() == task.around().width() && image.height() == task.around().height();
		final long x = surroundings.block().x() - (whole ? task.around().x() : task.tile().x());
		final long y = surroundings.block().y() - (whole ? task.around().y() : task.tile().y());
		final int width = (int) surroundings.block().width();
		final int height = (int) surroundings.block().height();
		return x == 0 && y == 0 && width == image.width() && height == image.height() ? image
			: image.crop((int) x, (int) y, width, height);
	}

	private static String kind(final String type, final int samples) {
		return samples == 3 ? "colours" : "values of " + type;
	}
}
