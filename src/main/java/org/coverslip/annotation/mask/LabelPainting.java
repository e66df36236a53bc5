package org.coverslip.annotation.mask;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.coverslip.annotation.Annotation;
import org.coverslip.annotation.AnnotationPlane;
import org.coverslip.annotation.AnnotationSink;
import org.coverslip.annotation.Box;
import org.coverslip.annotation.Classification;
import org.coverslip.annotation.Geometry;
import org.coverslip.annotation.ObjectKind;
import org.coverslip.annotation.PackedPaths;
import org.coverslip.annotation.Polygon;
import org.coverslip.annotation.Remarks;
import org.coverslip.geom.PixelCentres;
import org.coverslip.geom.Region;
import org.coverslip.geom.ScaledRegion;
import org.coverslip.geom.UniformTileGrid;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.Channel;
import org.coverslip.slide.Level;
import org.coverslip.slide.Plane;
import org.coverslip.slide.Scene;
import org.coverslip.slide.SlideLifetime;
import org.coverslip.slide.TileSource;

/**
 * Annotations that become a label image: areas are kept in few bytes each, and painted tile by tile when pixels are
 * wanted, the later over the earlier. A pixel belongs to an area if its middle does.
 * <p>
 * Lines and points have no area. They are left out, with a remark, or drawn with a width. What stands for the slide as
 * a whole ({@link ObjectKind#ROOT}) is left out, too. All planes are painted into one.
 * <p>
 * Annotations are put by one thread; after {@link #scene} none may be put any more, and the scene is thread-safe.
 */
public final class LabelPainting implements AnnotationSink {

	/** As those that pyramids are written with, so that each is painted once. */
	private static final int TILE = 256;
	/** A slide of a million pixels on either side has as many. */
	private static final long MOST_TILES = 1 << 24;
	private static final long MOST_LABELS = 0xffffffffL;

	private final ScaledRegion place;
	private final LabelNumbering numbering;
	private final double lineWidth;
	private final Remarks remarks;
	private final PackedPaths rings = new PackedPaths();
	private final AreaCells.Boxes boxes = new AreaCells.Boxes();
	private final Map<Optional<String>, Integer> numbers = new LinkedHashMap<>();
	private final Map<Long, Optional<Classification>> classes = new LinkedHashMap<>();
	private final LongList places = new LongList();
	private final LongList labels = new LongList();
	private long objects;
	private AnnotationPlane plane;

	/**
	 * @param place
	 *            what the label image shows, in level-0 pixels; below 2<sup>31</sup> pixels on either side, and of
	 *            2<sup>40</sup> pixels at most
	 * @param lineWidth
	 *            how wide lines and points are drawn, in level-0 pixels; 0 leaves them out
	 * @param remarks
	 *            is told what is not in the label image
	 */
	public LabelPainting(final ScaledRegion place, final LabelNumbering numbering, final double lineWidth,
		final Remarks remarks)
	{
		if (Math.max(place.width(), place.height()) > Integer.MAX_VALUE - TILE
			|| UniformTileGrid.covering(place.width(), place.height(), TILE, TILE).tileCount() > MOST_TILES)
			throw new IllegalArgumentException("a mask of " + place.width() + " x " + place.height()
				+ " pixels is too large; choose a coarser scale");
		if (!(lineWidth >= 0 && lineWidth < Double.POSITIVE_INFINITY))
			throw new IllegalArgumentException("lines cannot be " + lineWidth + " pixels wide");
		this.place = place;
		this.numbering = numbering;
		this.lineWidth = lineWidth;
		this.remarks = remarks;
	}

	@Override
	public void put(final Annotation annotation) throws IOException {
		objects++;
		if (annotation.kind() == ObjectKind.ROOT) {
			remarks.add("the object that stands for the whole slide is not in the mask");
			return;
		}
		final Geometry geometry = annotation.geometry();
		if (!geometry.kind().isArea() && lineWidth == 0) {
			remarks.add("lines and points have no area, and are not in the mask; a lineWidth above 0 draws them");
			return;
		}
		final long label = labelOf(annotation);
		final List<Polygon> polygons =
			geometry.kind().isArea() ? geometry.polygons() : DrawnLines.polygons(geometry, lineWidth);
		final Region pixels = pixelsIn(polygons);
		if (pixels.isEmpty()) {
			remarks.add("an object that covers no pixel of the slide, or lies beside it, is not in the mask");
			return;
		}
		if (plane != null && !plane.equals(annotation.plane()))
			remarks.add("objects of several planes were painted into one mask");
		plane = annotation.plane();
		boxes.add(pixels);
		places.add(rings.add(polygons));
		labels.add(label);
	}

	private long labelOf(final Annotation annotation) {
		if (numbering == LabelNumbering.OBJECT) {
			if (objects > MOST_LABELS) throw new IllegalArgumentException("there are more objects than 32 bits count");
			return objects;
		}
		final Optional<Classification> of = annotation.classification();
		final int number = numbers.computeIfAbsent(of.map(Classification::name), name -> numbers.size() + 1);
		classes.putIfAbsent((long) number, of);
		return number;
	}

	/** The pixels of the label image whose middles lie in the box around polygons. */
	private Region pixelsIn(final List<Polygon> polygons) {
		Box box = polygons.get(0).shell().box();
		for (final Polygon polygon : polygons)
			box = box.union(polygon.shell().box());
		return Region
			.between(PixelCentres.notBefore((box.x() - place.x0()) / place.pitchX()),
				PixelCentres.notBefore((box.y() - place.y0()) / place.pitchY()),
				PixelCentres.notBefore((box.endX() - place.x0()) / place.pitchX()),
				PixelCentres.notBefore((box.endY() - place.y0()) / place.pitchY()))
			.intersect(Region.ofSize(place.width(), place.height()));
	}

	/** How many annotations were put. */
	public long objects() {
		return objects;
	}

	/** How many of them are painted. */
	public int painted() {
		return boxes.count();
	}

	/** What the numbers stand for. */
	public LabelNames names() {
		return new LabelNames(Optional.of(numbering), classes);
	}

	/**
	 * All annotations as a scene of one grey level, whose pixels are names ({@link Scene#isCategorical()}): of 8 bits,
	 * or as many more as the largest number needs.
	 *
	 * @param like
	 *            says name, origin, size of pixels and magnification; its levels and channels are replaced
	 */
	public Scene scene(final Scene.Builder like) {
		final UniformTileGrid grid = UniformTileGrid.covering(place.width(), place.height(), TILE, TILE);
		final PixelType type = type();
		final AreaCells cells = new AreaCells(grid, boxes);
		final TileSource tiles = (tile, at) -> tile(cells, grid, type, tile, at);
		final Level level =
			Level.builder(place.width(), place.height(), tiles).grid(grid).samples(type, 1).build();
		return like.channels(List.of(Channel.named("labels"))).levels(List.of(level)).bounds(level.region())
			.background(0).categorical(Optional.of(true)).build();
	}

	/** As {@link #scene(Scene.Builder)}, of which nothing is known but the name. */
	public Scene scene(final String name) {
		return scene(Scene.builder(SlideLifetime.inMemory(name)).name(name));
	}

	private PixelType type() {
		final long largest = numbering == LabelNumbering.CLASS ? classes.size() : objects;
		return largest < 1 << 8 ? PixelType.UINT8 : largest < 1 << 16 ? PixelType.UINT16 : PixelType.UINT32;
	}

	private Optional<PixelBlock> tile(final AreaCells cells, final UniformTileGrid grid, final PixelType type,
		final long tile, final Plane at)
	{
		if (!at.equals(Plane.FIRST)) throw new IllegalArgumentException("a mask has one plane, not " + at);
		final PixelBlock block = PixelBlock.zeros(new BlockShape(TILE, TILE, 1, type));
		final TilePainter painter = new TilePainter(place, grid.tileRegion(tile), block);
		final PackedPaths.Reader reader = rings.new Reader();
		final boolean[] any = new boolean[1];
		cells.forAreas((int) tile, area -> {
			any[0] = true;
			painter.area((int) labels.get(area));
			reader.read(places.get(area), painter);
		});
		painter.finish();
		return any[0] ? Optional.of(block) : Optional.empty();
	}
}
