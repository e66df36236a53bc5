package org.coverslip.annotation.ndpa;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

import org.coverslip.annotation.Annotation;
import org.coverslip.annotation.AnnotationWriter;
import org.coverslip.annotation.Box;
import org.coverslip.annotation.Classification;
import org.coverslip.annotation.Geometry;
import org.coverslip.annotation.HexColor;
import org.coverslip.annotation.Losses;
import org.coverslip.annotation.Polygon;
import org.coverslip.annotation.Remarks;
import org.coverslip.annotation.SlideFrame;
import org.coverslip.annotation.Vertices;
import org.coverslip.geom.WholeUnits;
import org.coverslip.io.OutputFile;
import org.coverslip.io.XmlWriter;

/** Writes a file of NDP.view, a view for each region; holes follow the region in which they are. For one thread. */
final class NdpaWriter implements AnnotationWriter {

	/** NDP.view's own, for what has none. */
	private static final int PLAIN_COLOR = 0x000000;
	/** A circle's axes may differ by so many nanometres, as much as rounding may do. */
	private static final double ROUND_NM = 2;

	private final OutputFile file;
	private final Losses losses;
	private final GlassNanometres glass;
	private final XmlWriter xml;
	private int id;

	NdpaWriter(final Path target, final SlideFrame frame, final Remarks remarks) throws IOException {
		glass = GlassNanometres.of(frame, target.toString());
		losses = new Losses("NDP.view", remarks);
		file = OutputFile.create(target);
		xml = new XmlWriter(file.stream());
		xml.start("annotations");
	}

	/** What a view of NDP.view says besides what is drawn. */
	private record Words(String title, String details, int color) {}

	@Override
	public void put(final Annotation annotation) throws IOException {
		losses.ofModel(annotation);
		losses.ofLock(annotation);
		final Words words = words(annotation);
		final Geometry geometry = annotation.geometry();
		final int parts = switch (geometry.kind()) {
			case POINTS -> geometry.points().count();
			default -> Math.max(1, geometry.parts().size());
		};
		if (parts > 1) losses.changed("the parts of an annotation were written as annotations of their own");
		for (final Geometry part : geometry.parts())
			write(part, words, annotation.properties().getOrDefault(NdpaReader.SHAPE, ""));
	}

	private Words words(final Annotation annotation) {
		final String className = annotation.classification().map(Classification::name).orElse("");
		final String title = annotation.name().orElse(className);
		String details = annotation.properties().getOrDefault(NdpaReader.DETAILS, "");
		int kept = details.isEmpty() ? 0 : 1;
		if (annotation.properties().containsKey(NdpaReader.SHAPE)) kept++;
		if (annotation.properties().size() > kept) losses.ofProperties();
		if (!className.isEmpty()) {
			losses.changed("NDP.view has no classes; one was written into the details");
			details = NdpaReader.CLASS + className.replace('\n', ' ') + (details.isEmpty() ? "" : "\n" + details);
		}
		if (title.equalsIgnoreCase(NdpaReader.HOLE))
			losses.changed("a region titled \"" + NdpaReader.HOLE + "\" is read as a hole");
		return new Words(title, details, annotation.shownColor(PLAIN_COLOR));
	}

	private void write(final Geometry part, final Words words, final String shape) throws IOException {
		final Box box = part.box();
		switch (part.kind()) {
			case POINTS -> {
				begin(words, box, "pin", "AnnotatePin");
				xml.element("x", "" + glass.fromPixelX(box.x())).element("y", "" + glass.fromPixelY(box.y()));
				end();
			}
			case LINES -> {
				final Vertices line = part.lines().get(0);
				if (shape.equals(NdpaReader.RULER) && line.count() == 2) writeRuler(line, words);
				else writeFreehand(line, words, "AnnotateFreehandLine", false);
				if (shape.equals(NdpaReader.ARROW)) losses.changed("an arrow was written as a line");
			}
			case RECTANGLE -> writeFreehand(Vertices.ofBox(box), words, "AnnotateRectangle", true);
			case ELLIPSE -> writeEllipse(part, words);
			case POLYGONS -> {
				final Polygon polygon = part.polygons().get(0);
				writeFreehand(polygon.shell(), words, "AnnotateFreehand", true);
				for (final Vertices hole : polygon.holes()) {
					losses.changed(
						"NDP.view has no holes; one was written as a region titled \"" + NdpaReader.HOLE + "\"");
					writeFreehand(hole, new Words(NdpaReader.HOLE, "", words.color), "AnnotateFreehand", true);
				}
			}
		}
	}

	private void writeEllipse(final Geometry ellipse, final Words words) throws IOException {
		final Box box = ellipse.box();
		final double radiusX = box.width() / 2 * glass.sizeX();
		final double radiusY = box.height() / 2 * glass.sizeY();
		if (Math.abs(radiusX - radiusY) > ROUND_NM) {
			losses.changed("NDP.view has circles but no ellipses; one was written as a polygon of 128 corners");
			writeFreehand(ellipse.polygons().get(0).shell(), words, "AnnotateFreehand", true);
			return;
		}
		begin(words, box, "circle", "AnnotateCircle");
		xml.element("x", "" + glass.fromPixelX(box.x() + box.width() / 2));
		xml.element("y", "" + glass.fromPixelY(box.y() + box.height() / 2));
		xml.element("radius", "" + WholeUnits.nearest((radiusX + radiusY) / 2));
		end();
	}

	private void writeRuler(final Vertices line, final Words words) throws IOException {
		begin(words, line.box(), "linearmeasure", "AnnotateRuler");
		for (int i = 0; i < 2; i++)
			xml.element("x" + (i + 1), "" + glass.fromPixelX(line.x(i))).element("y" + (i + 1),
				"" + glass.fromPixelY(line.y(i)));
		end();
	}

	private void writeFreehand(final Vertices points, final Words words, final String displayName,
		final boolean isClosed) throws IOException
	{
		begin(words, points.box(), "freehand", displayName);
		xml.element("measuretype", "0").element("closed", isClosed ? "1" : "0");
		if (displayName.equals("AnnotateRectangle")) xml.element("specialtype", "rectangle");
		xml.start("pointlist");
		for (int i = 0; i < points.count(); i++)
			xml.start("point").element("x", "" + glass.fromPixelX(points.x(i))).element("y",
				"" + glass.fromPixelY(points.y(i))).end();
		xml.end();
		end();
	}

	/** Begins a view whose middle is that of a box. */
	private void begin(final Words words, final Box box, final String type, final String displayName)
		throws IOException
	{
		xml.start("ndpviewstate").attribute("id", ++id);
		xml.element("title", words.title).element("details", words.details).element("coordformat", "nanometers");
		xml.element("lens", "20").element("x", "" + glass.fromPixelX(box.x() + box.width() / 2));
		xml.element("y", "" + glass.fromPixelY(box.y() + box.height() / 2)).element("z", "0");
		xml.element("showtitle", "0").element("showhistogram", "0").element("showlineprofile", "0");
		xml.start("annotation").attribute("type", type).attribute("displayname", displayName).attribute("color",
			HexColor.of(words.color).toLowerCase(Locale.ROOT));
	}

	private void end() throws IOException {
		xml.end().end();
	}

	@Override
	public void finish() throws IOException {
		xml.finish();
		file.commit();
	}

	@Override
	public void close() throws IOException {
		file.close();
	}
}
