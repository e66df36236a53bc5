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

/** Annotations as ROIs in the OME-XML of a pyramid: those that are in what is written of the slide. */
record OmeAnnotations(SlideAnnotations annotations) implements OmeAddition {

	@Override
	public OmeElements of(final Scene scene, final Region region0) throws IOException {
		final OmeRois rois = new OmeRois(new GeoJsonText(), scene, annotations.remarks());
		annotations.read(annotation -> {
			if (isIn(region0, annotation.geometry().box()))
				rois.put(annotation.moved(-region0.x(), -region0.y()));
			else annotations.remarks().add("an annotation outside of what is written was left out");
		});
		return rois.count() == 0 ? new OmeElements(List.of(), List.of())
			: new OmeElements(List.of(rois.ofImage()), rois.afterImages());
	}

	private static boolean isIn(final Region region, final Box box) {
		return box.x() <= region.endX() && box.endX() >= region.x() && box.y() <= region.endY()
			&& box.endY() >= region.y();
	}
}
