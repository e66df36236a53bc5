package org.coverslip.command;

import java.io.IOException;
import java.util.List;

import org.coverslip.annotation.Box;
import org.coverslip.annotation.geojson.GeoJsonText;
import org.coverslip.annotation.ome.OmeRois;
import org.coverslip.export.tiff.OmeAddition;
import org.coverslip.export.tiff.OmeElements;
import org.coverslip.geom.Region;
import org.coverslip.slide.Scene;

/**
 * Annotations as ROIs in the OME-XML of a pyramid: those that are in what is written of the slide.
 *
 * @param x0
 *            where the scene that is written begins on that of the annotations, in level-0 pixels
 * @param y0
 *            likewise
 * @param isAll
 *            whether all that is wanted is written here, so that others are worth a word
 */
record OmeAnnotations(SlideAnnotations annotations, long x0, long y0, boolean isAll) implements OmeAddition {

	@Override
	public OmeElements of(final Scene scene, final Region written) throws IOException {
		final Region region0 = written.translate(x0, y0);
		final OmeRois rois = new OmeRois(new GeoJsonText(), scene, annotations.remarks());
		annotations.read(annotation -> {
			if (isIn(region0, annotation.geometry().box()))
				rois.put(annotation.moved(-region0.x(), -region0.y()));
			else if (isAll) annotations.remarks().add("an annotation outside of what is written was left out");
		});
		return rois.count() == 0 ? new OmeElements(List.of(), List.of())
			: new OmeElements(List.of(rois.ofImage()), rois.afterImages());
	}

	private static boolean isIn(final Region region, final Box box) {
		return box.x() <= region.endX() && box.endX() >= region.x() && box.y() <= region.endY()
			&& box.endY() >= region.y();
	}
}
