package org.coverslip.convert;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

import org.coverslip.img.ImagePyramid;
import org.coverslip.img.ImageScene;
import org.coverslip.img.ImageSceneOptions;
import org.coverslip.img.SlidePyramids;
import org.coverslip.slide.Channel;
import org.coverslip.slide.LengthUnit;
import org.coverslip.slide.PixelSize;
import org.coverslip.slide.Scene;

import net.imagej.ImgPlus;
import net.imagej.axis.Axes;
import net.imagej.axis.AxisType;
import net.imagej.axis.CalibratedAxis;
import net.imagej.axis.DefaultLinearAxis;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.display.ColorTable8;
import net.imglib2.img.Img;
import net.imglib2.img.ImgView;
import net.imglib2.img.cell.CellImgFactory;
import net.imglib2.type.NativeType;
import net.imglib2.type.numeric.RealType;
import net.imglib2.view.Views;

/** Scenes as ImageJ2's {@link ImgPlus}, with calibrated axes, and back. */
public final class SceneImgPlus {

	/** Key of the property, an array of texts, in which an image carries the names of its channels. */
	public static final String CHANNEL_NAMES = "channel names";

	private static final String MICRON = "\u00b5m";
	private static final List<AxisType> ORDER = List.of(Axes.X, Axes.Y, Axes.CHANNEL, Axes.Z, Axes.TIME);

	private SceneImgPlus() {}

	/**
	 * A level as an image that is read when it is looked at, while the slide is open: of X, Y, channel, Z and time, the
	 * last ones only where there are several. X and Y are in micrometres from the scene's corner if its pixel size is
	 * known, Z if the distance of its focal planes is. The samples of an RGB scene
	 * are its three channels; those of another one bear their names in the property {@link #CHANNEL_NAMES}.
	 *
	 * @param level
	 *            number of the level; computed levels follow the stored ones
	 */
	@SuppressWarnings({ "rawtypes", "unchecked" }) // the type of the samples is known only when the slide is open
	public static ImgPlus<? extends RealType<?>> of(final Scene scene, final int level) {
		final ImagePyramid pyramid = SlidePyramids.of(scene);
		final List<CalibratedAxis> axes =
			new ArrayList<>(axes(pyramid.pixelSize(level), scene.pixelSizeZ(), pyramid.level(level).downsample()));
		RandomAccessibleInterval view = pyramid.samples(level);
		for (int d = 4; d >= 2; d--)
			if (view.dimension(d) == 1) {
				view = Views.hyperSlice(view, d, 0);
				axes.remove(d);
			}
		final Img image = ImgView.wrap(view, new CellImgFactory((NativeType) pyramid.samples(level).getType()));
		final ImgPlus<? extends RealType<?>> plus =
			new ImgPlus<>(image, scene.name(), axes.toArray(new CalibratedAxis[0]));
		if (scene.isRgb()) plus.setCompositeChannelCount(3);
		else {
			colour(plus, scene.channels());
			plus.getProperties().put(CHANNEL_NAMES,
				scene.channels().stream().map(Channel::name).toArray(String[]::new));
		}
		return plus;
	}

	private static List<CalibratedAxis> axes(final Optional<PixelSize> size, final OptionalDouble stepZ,
		final double downsample) {
		final String unit = size.isPresent() ? MICRON : "pixel";
		return List.of(new DefaultLinearAxis(Axes.X, unit, size.map(PixelSize::xUm).orElse(downsample)),
			new DefaultLinearAxis(Axes.Y, unit, size.map(PixelSize::yUm).orElse(downsample)),
			new DefaultLinearAxis(Axes.CHANNEL),
			stepZ.isPresent() ? new DefaultLinearAxis(Axes.Z, MICRON, stepZ.getAsDouble())
			: new DefaultLinearAxis(Axes.Z),
			new DefaultLinearAxis(Axes.TIME));
	}

	private static void colour(final ImgPlus<?> image, final List<Channel> channels) {
		image.setCompositeChannelCount(channels.size());
		if (channels.stream().noneMatch(channel -> channel.rgbColor().isPresent())) return;
		image.initializeColorTables(channels.size());
		for (int c = 0; c < channels.size(); c++)
			image.setColorTable(table(channels.get(c).rgbColor().orElse(0xffffff)), c);
	}

	/** From black to a colour. */
	private static ColorTable8 table(final int rgb) {
		final byte[][] components = new byte[3][256];
		for (int s = 0; s < 3; s++)
			for (int i = 0; i < 256; i++)
				components[s][i] = (byte) ((rgb >> 16 - 8 * s & 0xff) * i / 255);
		return new ColorTable8(components);
	}

	/**
	 * An image as a scene of one level, which reads the image when it is read itself.
	 *
	 * @param rgb
	 *            whether its three channels are red, green and blue
	 * @throws IllegalArgumentException
	 *             if it has no X or Y, or axes other than X, Y, channel, Z and time
	 */
	public static Scene scene(final ImgPlus<?> image, final boolean rgb) {
		final List<AxisType> types = new ArrayList<>();
		for (int d = 0; d < image.numDimensions(); d++)
			types.add(image.axis(d).type());
		if (!types.containsAll(ORDER.subList(0, 2)) || !ORDER.containsAll(types))
			throw new IllegalArgumentException("the image \"" + image.getName() + "\" has the axes " + types
				+ "; X and Y are wanted, and none but channel, Z and time besides");
		final int channels = types.contains(Axes.CHANNEL) ? (int) image.dimension(types.indexOf(Axes.CHANNEL)) : 1;
		return ImageScene.of(ordered(image, types),
			ImageSceneOptions.named(image.getName() == null ? "" : image.getName()).withPixelSize(pixelSize(image))
				.withPixelSizeZ(pixelSizeZ(image, types)).withRgb(rgb && channels == 3)
				.withChannels(named(image, channels)));
	}

	/** The channels with their names, or none if the image does not name as many. */
	private static List<Channel> named(final ImgPlus<?> image, final int channels) {
		return image.getProperties().get(CHANNEL_NAMES) instanceof String[] names && names.length == channels
			? Arrays.stream(names).map(name -> Channel.named(name == null ? "" : name)).toList() : List.of();
	}

	/** The image's dimensions as X, Y, C, Z, T. */
	private static RandomAccessibleInterval<?> ordered(final ImgPlus<?> image, final List<AxisType> types) {
		RandomAccessibleInterval<?> view = image.getImg();
		final List<AxisType> now = new ArrayList<>(types);
		for (final AxisType type : ORDER)
			if (!now.contains(type)) {
				view = Views.addDimension(view, 0, 0);
				now.add(type);
			}
		for (int d = 0; d < ORDER.size(); d++) {
			final int from = now.indexOf(ORDER.get(d));
			if (from == d) continue;
			view = Views.permute(view, from, d);
			now.set(from, now.set(d, now.get(from)));
		}
		return view;
	}

	private static Optional<PixelSize> pixelSize(final ImgPlus<?> image) {
		final double x = micrometres(image, Axes.X);
		final double y = micrometres(image, Axes.Y);
		return PixelSize.isValid(x) && PixelSize.isValid(y) ? Optional.of(new PixelSize(x, y)) : Optional.empty();
	}

	private static OptionalDouble pixelSizeZ(final ImgPlus<?> image, final List<AxisType> types) {
		final double z = types.contains(Axes.Z) ? micrometres(image, Axes.Z) : Double.NaN;
		return PixelSize.isValid(z) ? OptionalDouble.of(z) : OptionalDouble.empty();
	}

	/** NaN if the axis has no unit of length. */
	private static double micrometres(final ImgPlus<?> image, final AxisType type) {
		final int d = image.dimensionIndex(type);
		final CalibratedAxis axis = image.axis(d);
		return LengthUnit.micrometres(axis.unit()).orElse(Double.NaN) * axis.averageScale(0, 1);
	}

	/** The level that is converted when none is named: the finest of at most so many pixels. */
	static int levelOf(final Scene scene, final long mostPixels) {
		return IntStream.range(0, scene.levels().size())
			.filter(level -> scene.level(level).region().area() <= mostPixels).findFirst()
			.orElse(scene.levels().size() - 1);
	}
}
