package org.coverslip.process;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;

import org.coverslip.annotation.Annotation;
import org.coverslip.annotation.AnnotationPlane;
import org.coverslip.annotation.AnnotationSink;
import org.coverslip.annotation.Classification;
import org.coverslip.annotation.Geometry;
import org.coverslip.annotation.ObjectKind;
import org.coverslip.annotation.Vertices;
import org.coverslip.geom.Region;
import org.coverslip.geom.ScaledRegion;
import org.coverslip.io.OutputFile;
import org.coverslip.slide.Picture;
import org.coverslip.slide.PixelSelection;
import org.coverslip.slide.PixelSize;
import org.coverslip.slide.Plane;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.ProgressMeter;
import org.coverslip.slide.Workers;

/**
 * All that a function finds in a picture: by times, focal planes and channels, in each row by row. Immutable.
 *
 * @param picture
 *            in which they were found
 * @param points
 *            in its pixels
 */
public record FoundObjects(Picture picture, List<FoundPoint> points) {

	/** By times, focal planes, channels, rows and columns. */
	static final Comparator<FoundPoint> ORDER =
		Comparator.<FoundPoint> comparingInt(p -> p.plane().t()).thenComparingInt(p -> p.plane().z())
			.thenComparingInt(p -> p.plane().channel()).thenComparingLong(FoundPoint::y)
			.thenComparingLong(FoundPoint::x);

	public FoundObjects {
		points = List.copyOf(points);
	}

	/**
	 * Looks for them, tile by tile.
	 *
	 * @param within
	 *            where; empty for everywhere
	 * @param plan
	 *            how the finder's picture is cut; the result does not depend on it
	 * @param threads
	 *            how many tiles are looked at at once
	 * @throws CancellationException
	 *             if the listener canceled
	 */
	public static FoundObjects search(final PointFinder finder, final Optional<PixelSelection> within,
		final TilePlan plan, final int threads, final ProgressListener progress) throws IOException
	{
		final Picture picture = finder.picture();
		final List<Plane> planes = picture.planes();
		final long tiles = plan.count();
		final ProgressMeter meter = new ProgressMeter(progress, tiles * planes.size());
		final List<FoundPoint> found = new ArrayList<>();
		final AtomicLong next = new AtomicLong();
		Workers.run(threads, () -> {
			meter.checkCanceled();
			final long number = next.getAndIncrement();
			if (number >= tiles * planes.size()) return false;
			final List<FoundPoint> some =
				search(finder, within, planes.get((int) (number / tiles)), plan.tile(number % tiles));
			synchronized (found) {
				found.addAll(some);
			}
			meter.add(1);
			return true;
		});
		found.sort(ORDER);
		meter.finish();
		return new FoundObjects(picture, found);
	}

	private static List<FoundPoint> search(final PointFinder finder, final Optional<PixelSelection> within,
		final Plane plane, final Region tile) throws IOException
	{
		if (within.isEmpty()) return finder.in(plane, tile);
		final ScaledRegion place =
			finder.picture().place().part(tile.x(), tile.y(), tile.width(), tile.height());
		if (!within.get().reaches(place)) return List.of();
		final List<FoundPoint> found = finder.in(plane, tile);
		if (found.isEmpty()) return found;
		final byte[] inside = within.get().inside(place);
		return found.stream()
			.filter(p -> inside[(int) ((p.y() - tile.y()) * tile.width() + p.x() - tile.x())] != 0).toList();
	}

	/** Where the middle of an object's pixel lies, in level-0 pixels of the scene: its column. */
	public double x0(final FoundPoint point) {
		return picture.place().x0() + (point.x() + 0.5) * picture.place().pitchX();
	}

	/** Its row, likewise. */
	public double y0(final FoundPoint point) {
		return picture.place().y0() + (point.y() + 0.5) * picture.place().pitchY();
	}

	/**
	 * As labels: the number of each, from 1 on, in a disc around it.
	 *
	 * @param radius
	 *            of the discs, in the picture's pixels
	 */
	public Picture labels(final ObjectFunction function, final double radius) {
		return PointLabels.of(this, radius, function.word());
	}

	/**
	 * Gives each as a point.
	 *
	 * @param function
	 *            says what they are
	 */
	public void annotate(final ObjectFunction function, final AnnotationSink sink) throws IOException {
		final Classification classification = new Classification(function.object());
		final boolean single = picture.channels().size() == 1;
		for (final FoundPoint point : points)
			sink.put(Annotation.builder(Geometry.points(Vertices.of(x0(point), y0(point)))).kind(ObjectKind.DETECTION)
				.classification(classification).plane(new AnnotationPlane(
					single ? AnnotationPlane.ALL : point.plane().channel(), picture.firstZ() + point.plane().z(),
					picture.firstT() + point.plane().t()))
				.measurement(function.measure(), point.value()).build());
	}

	/**
	 * Writes a table (RFC 4180) with a line for each: X and Y of the middle of its pixel in level-0 pixels and, where
	 * the slide states the size of its pixels, in micrometres; channel, focal plane and time; how clear it is.
	 *
	 * @param target
	 *            replaced when all is written
	 */
	public void write(final ObjectFunction function, final Path target) throws IOException {
		final Optional<PixelSize> size = picture.scene().pixelSize();
		try (OutputFile file = OutputFile.create(target)) {
			final Writer out = new OutputStreamWriter(file.stream(), StandardCharsets.UTF_8);
			out.write("X,Y" + (size.isPresent() ? ",X_um,Y_um" : "") + ",Channel,Z,T," + function.measure() + "\r\n");
			for (final FoundPoint point : points) {
				out.write(TileMeasurements.text(x0(point)) + ',' + TileMeasurements.text(y0(point)) + ',');
				if (size.isPresent()) out.write(String.format(Locale.ROOT, "%.3f,%.3f,", x0(point) * size.get().xUm(),
					y0(point) * size.get().yUm()));
				out.write(point.plane().channel() + "," + (picture.firstZ() + point.plane().z()) + ","
					+ (picture.firstT() + point.plane().t()) + ","
					+ String.format(Locale.ROOT, "%.5g", point.value()) + "\r\n");
			}
			out.flush();
			file.commit();
		}
	}
}
