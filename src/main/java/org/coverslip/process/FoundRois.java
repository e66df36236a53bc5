package org.coverslip.process;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.coverslip.annotation.Annotation;
import org.coverslip.annotation.AnnotationPlane;
import org.coverslip.annotation.AnnotationSink;
import org.coverslip.annotation.AreaPieces;
import org.coverslip.annotation.Box;
import org.coverslip.annotation.Geometry;
import org.coverslip.annotation.GeometryKind;
import org.coverslip.annotation.Remarks;
import org.coverslip.geom.ScaledRegion;
import org.coverslip.slide.Picture;

/**
 * The ROIs that work on tiles left, each object once. One that a tile shows whole is that of the tile in which it
 * begins, by the upper left corner of its box. What touches the outer edge of its tile's halo was cut there: it is
 * clipped to the tile, and joined with what is left of it in the neighbours. Points are single objects. Thread-safe;
 * what is whole waits in a temporary file, which closing deletes.
 */
public final class FoundRois implements TileRun.Sink, Closeable {

	private static final Comparator<Box> ORDER = Comparator.comparingDouble(Box::y).thenComparingDouble(Box::x)
		.thenComparingDouble(Box::height).thenComparingDouble(Box::width);

	private final TileRun run;
	private final TileOwners owners;
	/** Those that a tile shows whole. */
	private final RoiStore whole = new RoiStore();
	private final RoiSeams seams;
	private long cutLines;

	public FoundRois(final TileRun run) {
		this.run = run;
		owners = new TileOwners(run.plan());
		seams = new RoiSeams(run);
	}

	@Override
	public void put(final long number, final TileTask task, final TileAnswer answer) throws IOException {
		final List<Annotation> mine = new ArrayList<>();
		final List<Annotation> cut = new ArrayList<>();
		for (final Annotation roi : answer.rois())
			if (roi.geometry().kind() == GeometryKind.POINTS) addPoints(roi, task, mine);
			else if (!owners.isCut(roi.geometry().box(), task.around())) {
				if (owners.of(roi.geometry().box()) == number % run.plan().count()) mine.add(roi);
			}
			else cut.add(roi);
		synchronized (this) {
			for (final Annotation roi : mine)
				whole.put(number, roi);
			for (final Annotation roi : cut)
				if (roi.geometry().kind() != GeometryKind.LINES) seams.put(number, task, roi);
				else if (owns(task, roi.geometry().lines().get(0).x(0), roi.geometry().lines().get(0).y(0))) {
					whole.put(number, roi);
					cutLines++;
				}
		}
	}

	private static void addPoints(final Annotation roi, final TileTask task, final List<Annotation> mine) {
		for (final Geometry point : roi.geometry().parts())
			if (owns(task, point.points().x(0), point.points().y(0))) mine.add(roi.with().geometry(point).build());
	}

	private static boolean owns(final TileTask task, final double x, final double y) {
		return task.tile().contains(TilePlan.pixel(x, task.picture().width()),
			TilePlan.pixel(y, task.picture().height()));
	}

	/**
	 * Gives all, by planes and, in each, row by row, in level-0 pixels.
	 *
	 * @param remarks
	 *            is told what was put together
	 * @return how many there are
	 */
	public synchronized long write(final AnnotationSink sink, final Remarks remarks) throws IOException {
		final List<RoiSeams.Joined> joined = seams.joined(whole);
		final long pieces = joined.stream().filter(object -> object.pieces() > 1).count();
		if (pieces > 0) remarks.add((pieces == 1 ? "1 object is" : pieces + " objects are")
			+ " larger than a tile and its halo show, and joined of pieces; a larger halo shows objects whole");
		if (cutLines > 0) remarks.add((cutLines == 1 ? "1 line goes" : cutLines + " lines go")
			+ " on beyond the halo of a tile, and may end there");
		final List<Found> all = new ArrayList<>();
		whole.all().forEach(kept -> all.add(new Found(kept.number(), kept.box(), () -> whole.get(kept))));
		joined.forEach(object -> all
			.add(new Found(object.number(), object.roi().geometry().box(), object::roi)));
		all.removeIf(roi -> !run.wants(roi.box.x() + roi.box.width() / 2, roi.box.y() + roi.box.height() / 2));
		all.sort(Comparator.<Found> comparingLong(roi -> roi.number / run.plan().count())
			.thenComparing(Found::box, ORDER));
		for (final Found roi : all)
			sink.put(onSlide(roi.source.get(), run.task(roi.number)));
		return all.size();
	}

	private Annotation onSlide(final Annotation roi, final TileTask task) {
		final Picture picture = run.plan().picture();
		final ScaledRegion place = picture.place();
		final Annotation.Builder moved = roi.with()
			.geometry(roi.geometry().scaledAndMoved(place.pitchX(), place.pitchY(), place.x0(), place.y0()))
			.plane(task.planes().size() > 1 ? onSlide(roi.plane()) : onSlide(new AnnotationPlane(
				picture.channels().size() == 1 ? AnnotationPlane.ALL : task.plane().channel(), task.plane().z(),
				task.plane().t())));
		roi.nucleus().ifPresent(nucleus -> moved
			.nucleus(nucleus.scaledAndMoved(place.pitchX(), place.pitchY(), place.x0(), place.y0())));
		return moved.build();
	}

	private AnnotationPlane onSlide(final AnnotationPlane plane) {
		final Picture picture = run.plan().picture();
		return new AnnotationPlane(plane.channel(),
			plane.z() == AnnotationPlane.ALL ? AnnotationPlane.ALL : picture.firstZ() + plane.z(),
			plane.t() == AnnotationPlane.ALL ? AnnotationPlane.ALL : picture.firstT() + plane.t());
	}

	/** An object of a tile, and where it comes from. */
	private record Found(long number, Box box, Source source) {}

	/** Gives an object when it is written. */
	@FunctionalInterface
	private interface Source {

		Annotation get() throws IOException;
	}

	@Override
	public synchronized void close() throws IOException {
		whole.close();
	}
}
