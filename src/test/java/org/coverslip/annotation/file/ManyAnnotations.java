package org.coverslip.annotation.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import org.coverslip.annotation.Annotation;
import org.coverslip.annotation.AnnotationFile;
import org.coverslip.annotation.AnnotationFormat;
import org.coverslip.annotation.AnnotationWriter;
import org.coverslip.annotation.Classification;
import org.coverslip.annotation.Geometry;
import org.coverslip.annotation.Polygon;
import org.coverslip.annotation.Remarks;
import org.coverslip.annotation.SlideFrame;
import org.coverslip.annotation.SlideFrame.CentreOffset;
import org.coverslip.annotation.Vertices;
import org.coverslip.geom.Region;
import org.coverslip.slide.PixelSize;

/** A program for a small heap: writes many annotations of a format, reads them again, and says what it read. */
public final class ManyAnnotations {

	private static final int CORNERS = 12;
	/** Each of so many has a hole. */
	private static final int HOLE_EVERY = 10;
	private static final SlideFrame FRAME = new SlideFrame(Optional.empty(),
		Optional.of(Region.ofSize(100_000, 80_000)),
		Optional.empty(), Optional.of(new PixelSize(0.25, 0.25)), Optional.of(new CentreOffset(1000, -2000)));

	private ManyAnnotations() {}

	/** The arguments: the format's word, the file, how many. */
	public static void main(final String[] args) throws IOException {
		final AnnotationFormat format = KnownAnnotationFormats.ofWord(args[0]).get();
		final Path file = Path.of(args[1]);
		final int count = Integer.parseInt(args[2]);
		try (AnnotationWriter writer =
			AnnotationFiles.write(file, format, FRAME, Optional.empty(), new Remarks())) {
			for (int i = 0; i < count; i++)
				writer.put(annotation(i));
			writer.finish();
		}
		final long[] read = new long[3];
		final Remarks remarks = new Remarks();
		AnnotationFiles.read(AnnotationFile.of(file), format, FRAME, Optional.empty(), remarks, each -> {
			read[0]++;
			if (each.geometry().hasHoles()) read[1]++;
			read[2] += (long) (each.geometry().area() + 0.5);
		});
		System.out.println(read[0] + " read, " + read[1] + " with holes, mean area " + read[2] / read[0] + " "
			+ remarks.sentences());
	}

	private static Annotation annotation(final int i) {
		final double x = 200.0 * (i % 480) + 500;
		final double y = 150.0 * (i / 480) + 500;
		final Vertices shell = circle(x, y, 60);
		final Polygon polygon =
			new Polygon(shell, i % HOLE_EVERY == 0 ? List.of(circle(x, y, 30)) : List.of());
		return Annotation.builder(Geometry.polygons(List.of(polygon))).name("number " + i)
			.classification(new Classification("class " + i % 5, OptionalInt.of(i % 5 * 1000))).build();
	}

	private static Vertices circle(final double x, final double y, final double radius) {
		final double[] xy = new double[2 * CORNERS];
		for (int i = 0; i < CORNERS; i++) {
			xy[2 * i] = x + radius * Math.cos(2 * Math.PI * i / CORNERS);
			xy[2 * i + 1] = y + radius * Math.sin(2 * Math.PI * i / CORNERS);
		}
		return Vertices.of(xy);
	}
}
