package org.coverslip.bdv;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.coverslip.geom.Region;
import org.coverslip.geom.ScaledRegion;
import org.coverslip.img.ImagePyramid;
import org.coverslip.img.SlidePyramids;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.ChannelDisplay;
import org.coverslip.slide.Picture;
import org.coverslip.slide.Plane;
import org.coverslip.slide.Scene;
import org.coverslip.slide.TileCache;

import bdv.cache.SharedQueue;
import bdv.viewer.SourceAndConverter;
import mpicbg.spim.data.sequence.VoxelDimensions;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.realtransform.AffineTransform3D;
import net.imglib2.type.NativeType;
import net.imglib2.type.numeric.ARGBType;
import net.imglib2.type.numeric.NumericType;

/**
 * What is computed of a scene, as BigDataViewer's sources that lie on it, in colours or one for each channel: cell by
 * cell where one looks. Since a view from far would have all of it computed, nothing is shown where more than
 * {@link #FAR} of its pixels are in one of the screen's.
 *
 * @param displays
 *            range of each source
 */
record PreviewSources(List<SourceAndConverter<?>> sources, List<ChannelDisplay> displays) {

	/** Pixels in a row, in one of the screen. */
	static final int FAR = 4;

	private static final int LOOK = 512;
	private static final int WHITE = 0xffffff;

	/**
	 * The sources of a picture.
	 *
	 * @param computed
	 *            of the scene
	 * @param seen0
	 *            level-0 region that is looked at, whose middle the range of values is taken from
	 * @param failures
	 *            is told of cells that cannot be computed
	 * @throws IOException
	 *             if that middle cannot be computed
	 */
	static PreviewSources of(final String name, final Picture computed, final SceneInWindow scene, final Region seen0,
		final SharedQueue queue, final Consumer<Exception> failures) throws IOException
	{
		final ImagePyramid pyramid = SlidePyramids.of(Scene.computed(computed), TileCache.shared());
		final VoxelDimensions voxels = scene.sources().get(0).getSpimSource().getVoxelDimensions();
		final SourceMaker maker = new SourceMaker(voxels,
			List.of(toWorld(computed, scene, 1), toWorld(computed, scene, FAR)), computed.sizeT(), queue);
		final LevelCells cells = new LevelCells(pyramid, failures);
		if (computed.samples() == 3)
			return new PreviewSources(List.of(maker.source(name, new ARGBType(),
				t -> level -> level == 0 ? cells.colors(0, t) : blank(computed, new ARGBType()))),
				List.of(new ChannelDisplay(WHITE, 0, 255)));
		final List<SourceAndConverter<?>> sources = new ArrayList<>();
		final List<ChannelDisplay> displays = new ArrayList<>();
		for (int channel = 0; channel < computed.channels().size(); channel++) {
			final String own = computed.channels().get(channel).name();
			sources.add(channel(maker, cells, computed,
				computed.channels().size() == 1 || own.isEmpty() ? name : own + ", " + name, channel,
				(NativeType<?>) pyramid.samples(0).getType()));
			displays.add(display(computed, channel, seen0));
		}
		return new PreviewSources(List.copyOf(sources), List.copyOf(displays));
	}

	@SuppressWarnings({ "unchecked", "rawtypes" }) // the picture's type is known only now
	private static SourceAndConverter<?> channel(final SourceMaker maker, final LevelCells cells,
		final Picture computed, final String name, final int channel, final NativeType type)
	{
		return maker.source(name, (NativeType & NumericType) type,
			t -> level -> level == 0 ? cells.samples(0, channel, t, type) : blank(computed, type));
	}

	private static <T extends NativeType<T>> RandomAccessibleInterval<T> blank(final Picture computed, final T type) {
		return LevelCells.blank((computed.width() + FAR - 1) / FAR, (computed.height() + FAR - 1) / FAR,
			computed.sizeZ(), type);
	}

	/** From centres of pixels, or of squares of as many, to the world. */
	private static AffineTransform3D toWorld(final Picture computed, final SceneInWindow scene, final int pixels) {
		final ScaledRegion place = computed.place();
		final AffineTransform3D toScene = new AffineTransform3D();
		toScene.set(place.pitchX() * pixels, 0, 0, place.x0() + (place.pitchX() * pixels - 1) / 2, 0,
			place.pitchY() * pixels, 0, place.y0() + (place.pitchY() * pixels - 1) / 2, 0, 0, 1, computed.firstZ());
		return toScene.preConcatenate(scene.toWorld());
	}

	private static ChannelDisplay display(final Picture computed, final int channel, final Region seen0)
		throws IOException
	{
		if (computed.type() == PixelType.UINT8) return new ChannelDisplay(WHITE, 0, 255);
		final ScaledRegion place = computed.place();
		final Region seen = Region.covering((seen0.x() - place.x0()) / place.pitchX(),
			(seen0.y() - place.y0()) / place.pitchY(), (seen0.endX() - place.x0()) / place.pitchX(),
			(seen0.endY() - place.y0()) / place.pitchY()).intersect(computed.bounds());
		final Region from = seen.isEmpty() ? computed.bounds() : seen;
		final long width = Math.min(LOOK, from.width());
		final long height = Math.min(LOOK, from.height());
		final PixelBlock block = computed.read(new Plane(channel, computed.sizeZ() / 2, 0),
			new Region(from.x() + (from.width() - width) / 2, from.y() + (from.height() - height) / 2, width, height))
			.block();
		double min = Double.POSITIVE_INFINITY;
		double max = Double.NEGATIVE_INFINITY;
		for (int i = 0; i < block.shape().pixels(); i++)
			if (Double.isFinite(block.value(i))) {
				min = Math.min(min, block.value(i));
				max = Math.max(max, block.value(i));
			}
		return max > min ? new ChannelDisplay(WHITE, min, max) : new ChannelDisplay(WHITE, 0, 1);
	}
}
