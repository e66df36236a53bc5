package org.coverslip.process;

import java.awt.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.coverslip.annotation.AnnotationFile;
import org.coverslip.annotation.AnnotationShapes;
import org.coverslip.annotation.Remarks;
import org.coverslip.annotation.SlideFrame;
import org.coverslip.annotation.WantedClasses;
import org.coverslip.annotation.file.AnnotationFiles;
import org.coverslip.export.mask.TissueMask;
import org.coverslip.geom.ScaledRegion;
import org.coverslip.option.MaskOptions;
import org.coverslip.option.OptionValues;
import org.coverslip.option.ProcessOptions;
import org.coverslip.slide.Outlines;
import org.coverslip.slide.PixelSelection;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.Scene;

/** Which parts of a slide are processed: what lies in annotated areas, and where tissue is. */
public final class SelectedAreas {

	private SelectedAreas() {}

	/**
	 * What is selected by {@link ProcessOptions#WHERE}; empty for all of the scene. Where both are asked for, tissue in
	 * annotated areas.
	 *
	 * @param frame
	 *            of the slide
	 * @param z
	 *            number of the focal plane in which tissue is looked for
	 * @param t
	 *            likewise of the time
	 * @param remarks
	 *            is told what of the annotations was mended
	 * @throws IllegalArgumentException
	 *             with one sentence, if the annotations have no area, or none that is meant, or classes are named, but
	 *             no file
	 */
	public static Optional<PixelSelection> of(final Scene scene, final SlideFrame frame, final int z, final int t,
		final OptionValues values, final Remarks remarks, final ProgressListener progress) throws IOException
	{
		final String file = values.get(ProcessOptions.ANNOTATIONS).getPath();
		final String classes = values.get(ProcessOptions.CLASSES);
		if (file.isEmpty() && !classes.isBlank())
			throw new IllegalArgumentException("classes are those of annotations, of which no file is given");
		final Optional<PixelSelection> annotated = file.isEmpty() ? Optional.empty()
			: Optional.of(annotated(Path.of(file), new WantedClasses(classes), frame, remarks));
		if (!values.get(ProcessOptions.TISSUE)) return annotated;
		final PixelSelection tissue =
			new TissueSelection(TissueMask.of(scene, z, t, MaskOptions.of(values), progress));
		return Optional.of(annotated.<PixelSelection> map(areas -> new Both(areas, tissue)).orElse(tissue));
	}

	private static PixelSelection annotated(final Path path, final WantedClasses wanted, final SlideFrame frame,
		final Remarks remarks) throws IOException
	{
		final List<Shape> shapes = new ArrayList<>();
		final AnnotationFile file = AnnotationFile.of(path);
		AnnotationFiles.read(file, AnnotationFiles.formatOf(file), frame, Optional.empty(), remarks,
			annotation -> {
				if (wanted.take(annotation))
					annotation.geometry().polygons().stream().map(AnnotationShapes::of).forEach(shapes::add);
			});
		wanted.checkFound(path.toString());
		if (shapes.isEmpty())
			throw new IllegalArgumentException(path + " has no annotation with an area, in which one could process");
		return new Outlines(shapes);
	}

	/** What lies in both. */
	private record Both(PixelSelection one, PixelSelection other) implements PixelSelection {

		@Override
		public boolean reaches(final ScaledRegion place) {
			return one.reaches(place) && other.reaches(place);
		}

		@Override
		public byte[] inside(final ScaledRegion place) {
			final byte[] inside = one.inside(place);
			final byte[] too = other.inside(place);
			for (int i = 0; i < inside.length; i++)
				inside[i] &= too[i];
			return inside;
		}
	}
}
