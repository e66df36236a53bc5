package org.coverslip.annotation.overlay;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Stroke;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.NoninvertibleTransformException;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;

import org.coverslip.annotation.GeometryKind;
import org.coverslip.annotation.PackedPaths;

/** Paints annotations on one picture: outlines, and areas filled lightly. For one thread. */
final class OverlayPainter implements PackedPaths.Rings {

	private static final GeometryKind[] KINDS = GeometryKind.values();
	private static final float LINE = 2;
	private static final double POINT = 5;
	/** What is smaller on the picture is a spot. */
	private static final double SPOT = 2;
	/** What is smaller has no room for an outline. */
	private static final double FILLED = 6;
	/** Corners that are nearer to each other are not told apart. */
	private static final double SAME = 0.4;
	private static final int LIGHT = 0x30;
	private static final int STRONG = 0xa0;

	private final OverlayObjects objects;
	private final Graphics2D picture;
	private final AffineTransform place;
	private final double scale;
	private final Path2D.Double path = new Path2D.Double(Path2D.WIND_EVEN_ODD);
	private final double[] point = new double[2];
	private GeometryKind kind;

	OverlayPainter(final OverlayObjects objects, final Graphics2D picture, final AffineTransform place) {
		this.objects = objects;
		this.picture = picture;
		this.place = place;
		scale = Math.sqrt(Math.abs(place.getDeterminant()));
	}

	void paint(final BoxTree tree, final int width, final int height, final OverlayLook look) {
		final int[] seen = seen(tree, width, height, look);
		final Stroke before = picture.getStroke();
		final Object hint = picture.getRenderingHint(RenderingHints.KEY_ANTIALIASING);
		final Color color = picture.getColor();
		picture.setStroke(new BasicStroke(LINE, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
		picture.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
		final PackedPaths.Reader reader = objects.reader();
		for (final int i : seen)
			paint(i, reader);
		picture.setStroke(before);
		if (hint != null) picture.setRenderingHint(RenderingHints.KEY_ANTIALIASING, hint);
		picture.setColor(color);
	}

	/** Those whose boxes touch the picture, or are so near that their lines do, in their order. */
	private int[] seen(final BoxTree tree, final int width, final int height, final OverlayLook look) {
		final Rectangle2D box;
		try {
			box = place.createInverse()
				.createTransformedShape(
					new Rectangle2D.Double(-POINT, -POINT, width + 2 * POINT, height + 2 * POINT))
				.getBounds2D();
		}
		catch (final NoninvertibleTransformException e) {
			throw new IllegalArgumentException("a picture of no size", e);
		}
		final int[][] found = { new int[256] };
		final int[] count = new int[1];
		tree.visit(box.getMinX(), box.getMinY(), box.getMaxX(), box.getMaxY(), i -> {
			if (!objects.isSeen(i, look)) return;
			if (count[0] == found[0].length) found[0] = Arrays.copyOf(found[0], 2 * count[0]);
			found[0][count[0]++] = i;
		});
		final int[] seen = Arrays.copyOf(found[0], count[0]);
		Arrays.sort(seen);
		return seen;
	}

	private void paint(final int i, final PackedPaths.Reader reader) {
		kind = KINDS[objects.kind(i)];
		final int rgb = objects.color(i);
		final double size = scale * Math.max(objects.width(i), objects.height(i));
		if (size < SPOT && kind != GeometryKind.POINTS) {
			spot(objects.edges()[4 * i], objects.edges()[4 * i + 1], rgb);
			return;
		}
		path.reset();
		picture.setColor(new Color(rgb));
		objects.read(reader, i, this);
		if (kind == GeometryKind.POINTS) return;
		if (kind.isArea()) {
			picture.setColor(new Color(rgb & 0xffffff | (size < FILLED ? STRONG : LIGHT) << 24, true));
			picture.fill(path);
			if (size < FILLED) return;
			picture.setColor(new Color(rgb));
		}
		picture.draw(path);
	}

	private void spot(final double x, final double y, final int rgb) {
		point[0] = x;
		point[1] = y;
		place.transform(point, 0, point, 0, 1);
		picture.setColor(new Color(rgb & 0xffffff | STRONG << 24, true));
		picture.fillRect((int) point[0], (int) point[1], 1, 1);
	}

	@Override
	public void polygon() {
		// all rings make one path
	}

	@Override
	public void ring(final double[] xy, final int count) {
		if (kind == GeometryKind.POINTS) {
			for (int i = 0; i < count; i++) {
				place.transform(xy, 2 * i, point, 0, 1);
				picture.fill(new Ellipse2D.Double(point[0] - POINT / 2, point[1] - POINT / 2, POINT, POINT));
			}
			return;
		}
		double beforeX = 0;
		double beforeY = 0;
		for (int i = 0; i < count; i++) {
			place.transform(xy, 2 * i, point, 0, 1);
			if (i == 0) path.moveTo(point[0], point[1]);
			else if (i + 1 < count && Math.abs(point[0] - beforeX) < SAME && Math.abs(point[1] - beforeY) < SAME)
				continue;
			else path.lineTo(point[0], point[1]);
			beforeX = point[0];
			beforeY = point[1];
		}
		if (kind.isArea()) path.closePath();
	}
}
