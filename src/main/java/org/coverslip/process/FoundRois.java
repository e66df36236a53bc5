package org.coverslip.process;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.coverslip.annotation.Annotation;
import org.coverslip.annotation.AnnotationPlane;
import org.coverslip.annotation.AnnotationSink;
import org.coverslip.annotation.AreaPieces;
import org.coverslip.annotation.Box;
import org.coverslip.annotation.Geometry;
import org.coverslip.annotation.GeometryKind;
import org.coverslip.annotation.Remarks;
import org.coverslip.slide.Picture;
import org.coverslip.slide.Plane;

/**
 * The ROIs that work on tiles left, each object once. One that a tile shows whole is that of the tile in which it
 * begins, by the upper left corner of its box. What touches the outer edge of its tile's halo was cut there: it is
 * clipped to the tile, and joined with what is left of it in the neighbours. Points are single objects. Thread-safe.
 */
public final class FoundRois implements TileRun.Sink {

	private static final Comparator<Annotation> ORDER =
		Comparator.<Annotation> comparingInt(roi -> roi.plane().t()).thenComparingInt(roi -> roi.plane().z())
			.thenComparingInt(roi -> roi.plane().channel()).thenComparingDouble(roi -> roi.geometry().box().y())
			.thenComparingDouble(roi -> roi.geometry().box().x())
			.thenComparingDouble(roi -> roi.geometry().box().height())
			.thenComparingDouble(roi -> roi.geometry().box().width());

	private final TileRun run;
	private final TileOwners owners;
	/** Whole ones, by the tiles that found them. */
	private final Map<Long, List<Annotation>> whole = new TreeMap<>();
	private final RoiSeams seams;
	private long cutLines;

	public FoundRois(final TileRun run) {
		this.run = run;
		owners = new TileOwners(run.plan());
		seams = new RoiSeams(run);
	}

	@Override
	public void put(final long number, final TileTask task, final TileAnswer answer) {
		final List<Annotation> mine = new ArrayList<>();
		final List<Annotation> cut = new ArrayList<>();
		for (final Annotation roi : answer.rois())
			if (roi.geometry().kind() == GeometryKind.POINTS) addPoints(roi, task, mine);
			else if (!owners.isCut(roi.geometry().box(), task.around())) {
				if (owners.of(roi.geometry().box()) == number % run.plan().count()) mine.add(roi);
			}
			else cut.add(roi);
		synchronized (this) {
			whole.put(number, new ArrayList<>(mine));
			for (final Annotation roi : cut)
				if (roi.geometry().kind() != GeometryKind.LINES) seams.put(number, task, roi);
				else if (owns(task, roi.geometry().lines().get(0).x(0), roi.geometry().lines().get(0).y(0))) {
					whole.get(number).add(roi);
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
		final List<Annotation> all = new ArrayList<>();
		whole.forEach((number, rois) -> rois.forEach(roi -> add(roi, number, all)));
		final List<RoiSeams.Joined> joined = seams.joined(whole);
		joined.forEach(object -> add(object.roi(), object.number(), all));
		final long pieces = joined.stream().filter(object -> object.pieces() > 1).count();
		if (pieces > 0) remarks.add((pieces == 1 ? "1 object is" : pieces + " objects are")
			+ " larger than a tile and its halo show, and joined of pieces; a larger halo shows objects whole");
		if (cutLines > 0) remarks.add((cutLines == 1 ? "1 line goes" : cutLines + " lines go")
			+ " on beyond the halo of a tile, and may end there");
		all.sort(ORDER);
		for (final Annotation roi : all)
			sink.put(roi);
		return all.size();
	}

	private void add(final Annotation roi, final long number, final List<Annotation> all) {
		final Box box = roi.geometry().box();
		if (!run.wants(box.x() + box.width() / 2, box.y() + box.height() / 2)) return;
		final Picture picture = run.plan().picture();
		final Plane plane = run.task(number).plane();
		final Annotation.Builder moved = roi.with()
			.geometry(roi.geometry().scaledAndMoved(picture.place().pitchX(), picture.place().pitchY(),
				picture.place().x0(), picture.place().y0()))
			.plane(new AnnotationPlane(picture.channels().size() == 1 ? AnnotationPlane.ALL : plane.channel(),
				picture.firstZ() + plane.z(), picture.firstT() + plane.t()));
		roi.nucleus().ifPresent(nucleus -> moved.nucleus(nucleus.scaledAndMoved(picture.place().pitchX(),
			picture.place().pitchY(), picture.place().x0(), picture.place().y0())));
		all.add(moved.build());
	}
}
