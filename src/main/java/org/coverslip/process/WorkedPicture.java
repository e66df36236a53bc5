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

/** The picture that work on tiles makes of another one: of the images that it leaves. */
public final class WorkedPicture {

	private final TilePlan plan;
	private final TileWork work;
	private final FailedTiles failed;

	/** What kind of image a tile leaves. */
	private record Kind(PixelForm form, int sizeZ, int sizeT) {}

	private WorkedPicture(final TilePlan plan, final TileWork work, final FailedTiles failed) {
		this.plan = plan;
		this.work = work;
		this.failed = failed;
	}

	/**
	 * A picture that is worked on when it is read, tile by tile. Which kind of pixels and, where the work has all
	 * planes at once, which planes it has, the first tile shows, which is worked on here.
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
		final Kind kind = worked.kind(wanted);
		return plan.picture().first(kind.sizeZ, kind.sizeT).map(plan.halo(), plan.side(), kind.form,
			surroundings -> worked.block(surroundings, kind));
	}

	/** The kind of the first image that a tile leaves, beginning in the middle. */
	private Kind kind(final Predicate<ScaledRegion> wanted) throws IOException {
		final Picture picture = plan.picture();
		TileWorkException last = null;
		for (long i = 0; i < plan.count(); i++) {
			final TileTask task = plan.task((i + plan.count() / 2) % plan.count(), plan.planes().get(0));
			if (!wanted.test(picture.place().part(task.tile().x(), task.tile().y(), task.tile().width(),
				task.tile().height()))) continue;
			try {
				return kind(image(task), task);
			}
			catch (final TileWorkException e) {
				failed.add(task, e);
				last = e;
			}
		}
		throw last != null ? last
			: new IOException("there is nothing to be worked on: what is selected lies outside of the region");
	}

	private Kind kind(final TilePlanes image, final TileTask task) throws TileWorkException {
		final Picture picture = plan.picture();
		final PixelBlock first = image.first();
		if (image.planes().size() > 1 && plan.planes().size() > 1)
			throw new TileWorkException(task, "the work leaves " + image + " of each of several planes");
		if (first.samples() > 1 && picture.channels().size() > 1 && !plan.together())
			throw new TileWorkException(task, "the work leaves colours of each of several channels");
		final List<Channel> channels;
		if (first.samples() == picture.samples() && (!plan.together() || image.channels() == picture.channels().size()))
			channels = picture.channels();
		else if (first.samples() > 1) channels = List.of(Channel.rgb());
		else if (image.channels() == 1) channels = List.of(Channel.named("grey"));
		else channels = image.names().stream().map(Channel::named).toList();
		return new Kind(new PixelForm(first.type(), first.samples(), channels),
			plan.together() ? image.sizeZ() : picture.sizeZ(), plan.together() ? image.sizeT() : picture.sizeT());
	}

	private TilePlanes image(final TileTask task) throws IOException {
		return work.run(task).image().orElseThrow(() -> new TileWorkException(task,
			"no image is open at the end, so that there is no result; leave one open"));
	}

	private PixelBlock block(final Surroundings surroundings, final Kind kind) throws IOException {
		final Plane plane = surroundings.plane();
		final TileTask task = plan.task(plan.number(surroundings.block().x(), surroundings.block().y()),
			plan.planes().get(plan.planesOf(plane)));
		if (!task.tile().contains(surroundings.block()))
			throw new IllegalStateException(surroundings.block() + " is not of one tile");
		if (failed.contains(task)) throw new AbsentBlockException(task.toString(), null);
		try {
			return part(plane(image(task), plane, kind, task), task, surroundings);
		}
		catch (final TileWorkException e) {
			failed.add(task, e);
			throw new AbsentBlockException(e.getMessage(), e);
		}
	}

	private PixelBlock plane(final TilePlanes image, final Plane plane, final Kind kind, final TileTask task)
		throws TileWorkException
	{
		final PixelBlock first = image.first();
		if (first.type() != kind.form.type() || first.samples() != kind.form.samples())
			throw new TileWorkException(task, "the image left has " + pixels(first.type().toString(), first.samples())
				+ ", but that of the first tile " + pixels(kind.form.type().toString(), kind.form.samples()));
		if (plan.planes().size() > 1 && image.planes().size() == 1) return first;
		if (image.channels() != kind.form.channels().size() || image.sizeZ() != kind.sizeZ
			|| image.sizeT() != kind.sizeT)
			throw new TileWorkException(task, "the image left has " + image + ", but that of the first tile "
				+ kind.form.channels().size() + ", " + kind.sizeZ + " and " + kind.sizeT);
		return image.planes().get((plane.t() * kind.sizeZ + plane.z()) * image.channels() + plane.channel());
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

	private static String pixels(final String type, final int samples) {
		return samples == 3 ? "colours" : "values of " + type;
	}
}
