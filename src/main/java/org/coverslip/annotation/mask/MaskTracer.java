package org.coverslip.annotation.mask;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;

import org.coverslip.annotation.Annotation;
import org.coverslip.annotation.AnnotationPlane;
import org.coverslip.annotation.AnnotationSink;
import org.coverslip.annotation.Classification;
import org.coverslip.annotation.Geometry;
import org.coverslip.annotation.GeometryRepair;
import org.coverslip.annotation.Polygon;
import org.coverslip.annotation.Remarks;
import org.coverslip.annotation.Vertices;
import org.coverslip.slide.Level;
import org.coverslip.slide.Plane;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.ProgressMeter;
import org.coverslip.slide.Scene;

/**
 * Makes annotations of a label image: polygons with holes, along the edges of pixels, in level-0 pixels. Each has the
 * pixels, and no others, that are connected by their sides; so no ring crosses or touches itself, and polygons may
 * touch each other at corners.
 * <p>
 * The image is read once, in bands of rows; the result does not depend on how it is stored. Memory is that of a band
 * and of what has not ended yet; where pixels are objects, also that of the result.
 */
public final class MaskTracer {

	private final Scene scene;
	private final int level;
	private final Plane plane;
	private final TraceOptions options;
	private final LabelNames names;
	private final Remarks remarks;
	private final AnnotationSink sink;
	private final SimpleRings rings = new SimpleRings();
	private final ObjectPieces objects = new ObjectPieces();
	private final boolean severalPlanes;

	private MaskTracer(final Scene scene, final int level, final Plane plane, final TraceOptions options,
		final LabelNames names, final Remarks remarks, final AnnotationSink sink)
	{
		this.scene = scene;
		this.level = level;
		this.plane = plane;
		this.options = options;
		this.names = names;
		this.remarks = remarks;
		this.sink = sink;
		severalPlanes = scene.sizeZ() > 1 || scene.sizeT() > 1;
	}

	/**
	 * Traces a plane of a scene.
	 *
	 * @param image
	 *            its name, for messages
	 * @param level
	 *            number of the level to trace
	 * @param names
	 *            what labels stand for
	 * @param remarks
	 *            is told what was left out
	 * @param progress
	 *            counts rows
	 * @param sink
	 *            is given classes' pieces in the order of their last rows, or objects by their numbers
	 * @throws IllegalArgumentException
	 *             with one sentence, if the image is no mask
	 * @throws CancellationException
	 *             if the listener canceled
	 */
	public static void trace(final String image, final Scene scene, final int level, final Plane plane,
		final TraceOptions options, final LabelNames names, final Remarks remarks, final ProgressListener progress,
		final AnnotationSink sink) throws IOException
	{
		scene.checkOpen();
		scene.checkPlane(plane);
		final Level from = scene.level(level);
		if (Math.max(from.width(), from.height()) >= Integer.MAX_VALUE)
			throw new IllegalArgumentException(image + " is too large to be traced; choose a coarser level");
		new MaskTracer(scene, level, plane, options, names, remarks, sink)
			.trace(Labels.of(image, scene, options.background()), progress);
	}

	private void trace(final Labels labels, final ProgressListener progress) throws IOException {
		final int height = (int) scene.level(level).height();
		final ProgressMeter meter = new ProgressMeter(progress, height);
		final CrackSweep sweep =
			new CrackSweep(options.corners() && options.numbering() == LabelNumbering.CLASS, this::put);
		try (LabelBand band = new LabelBand(scene, level, plane, labels)) {
			for (int first = 0; first < height; first += band.rows()) {
				meter.checkCanceled();
				band.read(first);
				final int rows = Math.min(band.rows(), height - first);
				for (int row = 0; row < rows; row++) {
					band.copy(row, sweep.row());
					sweep.next();
				}
				meter.add(rows);
			}
		}
		sweep.finish();
		objects.forEach((label, polygons) -> sink.put(annotation(label, polygons)));
		meter.finish();
	}

	private void put(final int unsignedLabel, final List<List<int[]>> pieces) throws IOException {
		final long label = Integer.toUnsignedLong(unsignedLabel);
		final List<Polygon> polygons = new ArrayList<>(pieces.size());
		double area = 0;
		for (final List<int[]> boundary : pieces) {
			rings.divide(boundary);
			final Polygon polygon = polygon();
			polygons.add(polygon);
			area += polygon.area();
		}
		if (area < options.minArea()) {
			remarks.add("a piece of less than the least area was left out");
			return;
		}
		if (options.numbering() == LabelNumbering.OBJECT)
			objects.add(label, polygons);
		else sink.put(annotation(label, polygons));
	}

	private Polygon polygon() {
		return new Polygon(vertices(rings.shell()), rings.holes().stream().map(this::vertices).toList());
	}

	/** In level-0 pixels; what a level has beyond the edge of level 0, since it was rounded up, is cut off. */
	private Vertices vertices(final int[] ring) {
		final double downsample = scene.level(level).downsample();
		final double[] xy = new double[ring.length];
		for (int i = 0; i < ring.length; i += 2) {
			xy[i] = Math.min(ring[i] * downsample, scene.width());
			xy[i + 1] = Math.min(ring[i + 1] * downsample, scene.height());
		}
		return Vertices.of(xy);
	}

	private Annotation annotation(final long label, final List<Polygon> polygons) {
		final Geometry exact = Geometry.polygons(polygons);
		final Geometry geometry = options.tolerance() == 0 ? exact
			: GeometryRepair.repaired(FewerCorners.of(exact, options.tolerance()), new Remarks());
		final Annotation.Builder annotation =
			Annotation.builder(geometry.kind().isArea() ? geometry : exact).property("label", Long.toString(label));
		if (severalPlanes) annotation.plane(new AnnotationPlane(AnnotationPlane.ALL, plane.z(), plane.t()));
		if (options.numbering() == LabelNumbering.OBJECT)
			return annotation.name(names.classOf(label).map(Classification::name).orElse(Long.toString(label)))
				.build();
		final Optional<Classification> known = names.classOf(label);
		if (known.isPresent()) annotation.classification(known.get());
		else if (!names.knows(label)) annotation.classification(new Classification("Label " + label));
		return annotation.build();
	}
}
