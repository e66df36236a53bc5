package org.coverslip.bdv;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import org.coverslip.img.ImagePyramid;
import org.coverslip.img.SlidePyramids;
import org.coverslip.slide.Channel;
import org.coverslip.slide.ChannelDisplay;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;

import bdv.cache.SharedQueue;
import bdv.viewer.SourceAndConverter;
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
		final SourceMaker maker = new SourceMaker(place.voxels(), IntStream.range(0, pyramid.levelCount())
			.mapToObj(level -> place.transform(pyramid, level)).toList(), pyramid.scene().sizeT(), queue);
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
	private static SourceAndConverter<?> channel(final SourceMaker maker, final LevelCells cells, final String name,
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
}
