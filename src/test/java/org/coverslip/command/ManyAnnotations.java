package org.coverslip.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;

import org.coverslip.annotation.Annotation;
import org.coverslip.annotation.AnnotationFile;
import org.coverslip.annotation.AnnotationWriter;
import org.coverslip.annotation.Classification;
import org.coverslip.annotation.Geometry;
import org.coverslip.annotation.ObjectKind;
import org.coverslip.annotation.Origin;
import org.coverslip.annotation.Remarks;
import org.coverslip.annotation.SlideFrame;
import org.coverslip.annotation.Vertices;
import org.coverslip.annotation.file.AnnotationFiles;
import org.coverslip.slide.ProgressListener;

/**
 * Many polygons as a mask and back again, in a virtual machine of its own with little memory: the arguments are a
 * folder, the number of polygons and the size of their slide. Fails if few come back.
 */
public final class ManyAnnotations {

	private ManyAnnotations() {}

	public static void main(final String[] args) throws IOException {
		final Path folder = Path.of(args[0]);
		final int count = Integer.parseInt(args[1]);
		final int width = Integer.parseInt(args[2]);
		final int height = Integer.parseInt(args[3]);
		final Path drawn = folder.resolve("drawn.geojson");
		write(drawn, count, width, height);
		for (final String labels : new String[] { "class", "object" }) {
			final Path mask = folder.resolve(labels + ".tif");
			final Path again = folder.resolve(labels + ".geojson");
			run(drawn, mask, "labels", labels, "width", width, "height", height);
			run(mask, again);
			final long[] found = new long[1];
			final AnnotationFile file = AnnotationFile.of(again);
			AnnotationFiles.read(file, AnnotationFiles.formatOf(file), SlideFrame.UNKNOWN, Optional.empty(),
				new Remarks(), annotation -> found[0]++);
			if (found[0] < count / 4) throw new IllegalStateException(found[0] + " of " + count + " polygons");
		}
	}

	private static void run(final Path input, final Path output, final Object... values) throws IOException {
		final ConvertAnnotationsCommand command = new ConvertAnnotationsCommand();
		command.parameter("input").orElseThrow().set(input.toFile());
		command.parameter("output").orElseThrow().set(output.toFile());
		for (int i = 0; i < values.length; i += 2)
			command.parameter((String) values[i]).orElseThrow().set(values[i + 1]);
		command.execute(ProgressListener.NONE);
	}

	private static void write(final Path target, final int count, final int width, final int height)
		throws IOException
	{
		final Random random = new Random(1);
		try (AnnotationWriter writer = AnnotationFiles.write(target, AnnotationFiles.formatFor(target),
			SlideFrame.UNKNOWN, Optional.of(Origin.LEVEL0), new Remarks())) {
			for (int i = 0; i < count; i++) {
				final double[] xy = new double[2 * (20 + random.nextInt(81))];
				final double x = random.nextDouble() * width;
				final double y = random.nextDouble() * height;
				for (int k = 0; k < xy.length; k += 2) {
					final double radius = 25 + 15 * random.nextDouble();
					xy[k] = x + radius * Math.cos(2 * Math.PI * k / xy.length);
					xy[k + 1] = y + radius * Math.sin(2 * Math.PI * k / xy.length);
				}
				writer.put(Annotation.builder(Geometry.polygon(Vertices.of(xy))).kind(ObjectKind.DETECTION)
					.classification(new Classification(i % 3 == 0 ? "Tumor" : "Stroma")).build());
			}
			writer.finish();
		}
	}
}
