package org.coverslip.bdv;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;

import org.coverslip.img.ImagePyramid;
import org.coverslip.img.SlidePyramids;
import org.coverslip.slide.Channel;
import org.coverslip.slide.ChannelDisplay;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;

import bdv.BigDataViewer;
import bdv.cache.SharedQueue;
import bdv.util.volatiles.VolatileTypeMatcher;
import bdv.util.volatiles.VolatileViews;
import bdv.viewer.SourceAndConverter;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.Volatile;
import net.imglib2.cache.volatiles.CacheHints;
import net.imglib2.cache.volatiles.LoadingStrategy;
import net.imglib2.realtransform.AffineTransform3D;
import net.imglib2.type.NativeType;
import net.imglib2.type.numeric.ARGBType;
import net.imglib2.type.numeric.NumericType;

/**
 * A scene as BigDataViewer's sources: one of colours for a bright-field scene, else one for each channel; coarse levels
 * are loaded first. Needs no window.
 *
 * @param sources
 *            with a volatile and a waiting form each; what they show is read when it is looked at
 * @param displays
 *            colour and range of each channel's source; for colours, white from 0 to 255
 * @param timePoints
 *            number of time points
 */
record SceneSources(List<SourceAndConverter<?>> sources, List<ChannelDisplay> displays, int timePoints) {

	/** Between the parts of a source's name: what tells it from others comes first, since lists show no long names. */
	private static final String BETWEEN = " \u2013 ";

	private static final ChannelDisplay AS_IT_IS = new ChannelDisplay(0xffffff, 0, 255);

	/**
	 * The sources of a scene.
	 *
	 * @param place
	 *            where the scene lies
	 * @param queue
	 *            loads what the volatile forms lack
	 * @param failures
	 *            is told of cells that cannot be read
	 * @throws IOException
	 *             if the coarsest level, from which the contrast is taken, cannot be read
	 */
	static SceneSources of(final Slide slide, final int scene, final GlassPlace place, final TileCache cache,
		final SharedQueue queue, final Consumer<Exception> failures) throws IOException
	{
		final ImagePyramid pyramid = SlidePyramids.of(slide.scenes().get(scene), cache);
		final Maker maker = new Maker(pyramid, place, queue);
		final LevelCells cells = new LevelCells(pyramid, failures);
		final String name = name(slide, scene);
		final List<SourceAndConverter<?>> sources = new ArrayList<>();
		if (pyramid.scene().isRgb()) {
			sources.add(maker.source(name, new ARGBType(), t -> level -> cells.colors(level, t)));
			return new SceneSources(List.copyOf(sources), List.of(AS_IT_IS), pyramid.scene().sizeT());
		}
		final List<Channel> channels = pyramid.scene().channels();
		for (int c = 0; c < channels.size(); c++)
			sources.add(
				channel(maker, cells, channels.size() == 1 ? name : channelName(channels.get(c), c) + BETWEEN + name, c,
				(NativeType<?>) pyramid.samples(0).getType()));
		return new SceneSources(List.copyOf(sources), pyramid.colors().displays(), pyramid.scene().sizeT());
	}

	@SuppressWarnings({ "unchecked", "rawtypes" }) // the scene's type is known only when it is open
	private static SourceAndConverter<?> channel(final Maker maker, final LevelCells cells, final String name,
		final int channel,
		final NativeType type)
	{
		return maker.source(name, (NativeType & NumericType) type,
			t -> level -> cells.samples(level, channel, t, type));
	}

	private static String name(final Slide slide, final int index) {
		final Scene scene = slide.scenes().get(index);
		if (slide.scenes().size() == 1) return slide.metadata().name();
		return (scene.name().isEmpty() ? "scene " + index : scene.name()) + BETWEEN + slide.metadata().name();
	}

	private static String channelName(final Channel channel, final int number) {
		return channel.name().isEmpty() ? "channel " + number : channel.name();
	}

	/** Makes sources of one scene's pyramid. */
	private record Maker(ImagePyramid pyramid, GlassPlace place, SharedQueue queue) {

		/**
		 * @param images
		 *            by time point, then by level
		 */
		@SuppressWarnings("unchecked") // the matcher gives the volatile form of the type
		<T extends NativeType<T> & NumericType<T>, V
			extends Volatile<T> & NativeType<V> & NumericType<V>> SourceAndConverter<T> source(
			final String name, final T type, final IntFunction<IntFunction<RandomAccessibleInterval<T>>> images)
		{
			final V volatileType = (V) VolatileTypeMatcher.getVolatileTypeForType(type);
			final List<List<RandomAccessibleInterval<T>>> levels = new ArrayList<>();
			final List<List<RandomAccessibleInterval<V>>> volatileLevels = new ArrayList<>();
			for (int t = 0; t < pyramid.scene().sizeT(); t++) {
				levels.add(new ArrayList<>());
				volatileLevels.add(new ArrayList<>());
				for (int level = 0; level < pyramid.levelCount(); level++) {
					final RandomAccessibleInterval<T> image = images.apply(t).apply(level);
					levels.get(t).add(image);
					volatileLevels.get(t).add(VolatileViews.wrapAsVolatile(image, queue, hints(level)));
				}
			}
			final List<AffineTransform3D> transforms = new ArrayList<>();
			for (int level = 0; level < pyramid.levelCount(); level++)
				transforms.add(place.transform(pyramid, level));
			return BigDataViewer.wrapWithTransformedSource(new SourceAndConverter<>(
				new LevelSource<>(type, name, place.voxels(), levels, transforms),
				BigDataViewer.createConverterToARGB(type),
				new SourceAndConverter<>(
				new LevelSource<>(volatileType, name, place.voxels(), volatileLevels, transforms),
					BigDataViewer.createConverterToARGB(volatileType))));
		}

		/** The coarsest level has priority 0, the first. */
		private CacheHints hints(final int level) {
			return new CacheHints(LoadingStrategy.VOLATILE, pyramid.levelCount() - 1 - level, true);
		}
	}
}
