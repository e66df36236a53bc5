package org.coverslip.format.zarr;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

import org.coverslip.geom.LevelScale;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.Channel;
import org.coverslip.slide.Level;
import org.coverslip.slide.PixelSize;
import org.coverslip.slide.Scene;
import org.coverslip.slide.SlideLifetime;

/**
 * An image in several resolutions: OME-Zarr, "multiscales" and "omero" metadata. The first of several multiscales is
 * taken; of coordinate transformations what is scale and translation.
 *
 * @param name
 *            of the image, or ""
 * @param arrays
 *            finest first
 * @param scales
 *            size of an element along each axis, of each array
 * @param omero
 *            how it is to be shown; an empty map if nothing is said
 * @param own
 *            what Coverslip said of it
 */
record MultiscaleImage(String name, ImageAxes axes, List<ZarrArray> arrays, List<double[]> scales,
	Map<String, Object> omero, OwnAttributes own)
{

	private static final List<Integer> PRIMARIES = List.of(0xff0000, 0x00ff00, 0x0000ff);

	/** The image in a folder; empty if that holds none. */
	static Optional<MultiscaleImage> of(final ZarrFolder folder) throws IOException {
		final Map<String, Object> attributes = folder.attributes();
		final List<?> multiscales = JsonValues.list(attributes.get("multiscales"));
		if (multiscales.isEmpty()) return Optional.empty();
		final Map<String, Object> image = JsonValues.map(multiscales.get(0));
		final boolean systems = !JsonValues.list(image.get("coordinateSystems")).isEmpty();
		final ImageAxes axes = ImageAxes.of(systems ? system(image).get("axes") : image.get("axes"), folder);
		// with systems, what is said of all levels leads from theirs to others
		final double[] common = scale(systems ? null : image.get("coordinateTransformations"), axes.count());
		final List<ZarrArray> arrays = new ArrayList<>();
		final List<double[]> scales = new ArrayList<>();
		for (final Object dataset : JsonValues.list(image.get("datasets"))) {
			final String path = JsonValues.text(JsonValues.map(dataset).get("path"))
				.orElseThrow(() -> folder.fault("a dataset with a path", "" + dataset));
			final ZarrFolder in = folder.folder(path);
			final ZarrArray array = ZarrArray.of(in).orElseThrow(() -> in.fault("the array of a level", "none"));
			if (array.shape().length != axes.count())
				throw in.fault("an array of " + axes.count() + " axes", array.shape().length + "");
			final double[] scale = scale(JsonValues.map(dataset).get("coordinateTransformations"), axes.count());
			for (int i = 0; i < scale.length; i++)
				scale[i] *= common[i];
			arrays.add(array);
			scales.add(scale);
		}
		if (arrays.isEmpty()) throw folder.fault("a multiscales image with datasets", "none");
		return Optional.of(new MultiscaleImage(JsonValues.text(image.get("name")).orElse(""), axes, arrays, scales,
			JsonValues.map(attributes.get("omero")), OwnAttributes.of(attributes)));
	}

	/** Of the coordinate systems of OME-Zarr 0.6 the one that levels are placed in, or else the first. */
	private static Map<String, Object> system(final Map<String, Object> image) {
		final List<?> systems = JsonValues.list(image.get("coordinateSystems"));
		final Optional<Object> name = JsonValues.list(image.get("datasets")).stream()
			.flatMap(dataset -> JsonValues.list(JsonValues.map(dataset).get("coordinateTransformations")).stream())
			.map(transformation -> JsonValues.map(JsonValues.map(transformation).get("output")).get("name"))
			.filter(Objects::nonNull).findFirst().map(Object.class::cast);
		return systems.stream().map(JsonValues::map)
			.filter(system -> name.isPresent() && name.get().equals(system.get("name"))).findFirst()
			.orElse(JsonValues.map(systems.get(0)));
	}

	/** The scale among transformations, those within a sequence too; ones if there is none. */
	private static double[] scale(final Object transformations, final int axes) {
		final double[] scale = new double[axes];
		Arrays.fill(scale, 1);
		for (final Object transformation : JsonValues.list(transformations)) {
			final Map<String, Object> map = JsonValues.map(transformation);
			final double[] factors = "sequence".equals(map.get("type")) ? scale(map.get("transformations"), axes)
				: JsonValues.numbers(map.get("scale")).orElse(new double[0]);
			if (factors.length == axes) for (int i = 0; i < axes; i++)
				if (factors[i] > 0) scale[i] *= factors[i];
		}
		return scale;
	}

	private long size(final String axis) {
		final int number = axes.of(axis);
		return number < 0 ? 1 : arrays.get(0).shape()[number];
	}

	/** Whether three channels are the red, green and blue of one picture. */
	private boolean isRgb() {
		if (size("c") != PRIMARIES.size()) return false;
		return own.rgb().orElseGet(() -> arrays.get(0).type().pixelType() == PixelType.UINT8
			&& PRIMARIES.equals(channels().stream().map(channel -> channel.rgbColor().orElse(-1)).toList()));
	}

	private List<Channel> channels() {
		final List<?> given = JsonValues.list(omero.get("channels"));
		final List<Channel> channels = new ArrayList<>();
		for (int i = 0; i < size("c"); i++)
			channels.add(own.asItWas(i, new OmeroChannel(i < given.size() ? JsonValues.map(given.get(i)) : Map.of())
				.channel(arrays.get(0).type().pixelType())));
		return channels;
	}

	/** The focal plane to show, if it is said and there. */
	private int defaultZ() {
		final Object z = JsonValues.map(omero.get("rdefs")).get("defaultZ");
		return z instanceof Number number && number.doubleValue() >= 0 && number.doubleValue() < size("z")
			? number.intValue() : -1;
	}

	/**
	 * The image as a scene.
	 *
	 * @param title
	 *            the scene's name
	 * @param label
	 *            whether its values are names of objects
	 */
	Scene scene(final String title, final boolean label, final SlideLifetime lifetime) throws IOException {
		final boolean rgb = !label && isRgb();
		final List<Level> levels = new ArrayList<>();
		for (int i = 0; i < arrays.size(); i++)
			levels.add(level(i, rgb, lifetime));
		final Scene.Builder scene = Scene.builder(lifetime).name(title).levels(levels).sizeZ((int) size("z"))
			.defaultZ(defaultZ()).sizeT((int) size("t")).channels(rgb ? List.of(Channel.rgb()) : channels())
			.pixelSize(pixelSize()).pixelSizeZ(micrometres("z"))
			.objectivePower(own.objectivePower());
		// what is missing of a picture shows its fill value, where that says more than the usual 0
		final int fill = arrays.get(0).fill()[0] & 0xff;
		if (rgb && fill != 0) scene.background(fill * 0x010101);
		if (label) scene.categorical(Optional.of(true));
		return scene.build();
	}

	private Level level(final int index, final boolean rgb, final SlideLifetime lifetime) throws IOException {
		final ZarrArray array = arrays.get(index);
		for (int i = 0; i < axes.count(); i++)
			if (!"yx".contains(axes.names().get(i)) && array.shape()[i] != arrays.get(0).shape()[i])
				throw array.folder().fault("as many " + axes.names().get(i) + " as in level 0",
					Long.toString(array.shape()[i]));
		if (array.type().pixelType() != arrays.get(0).type().pixelType())
			throw array.folder().fault("values of the type that level 0 has", array.type().pixelType().toString());
		if (array.chunkBytes() > Integer.MAX_VALUE - 8)
			throw array.folder().fault("chunks of at most 2 GiB", "larger ones");
		final ZarrTiles tiles = ZarrTiles.of(array, axes, rgb, lifetime);
		final long width = array.shape()[axes.of("x")];
		final long height = array.shape()[axes.of("y")];
		return Level.builder(width, height, tiles).grid(tiles.grid()).scale(index == 0 ? new LevelScale(1)
			: LevelScale.wholeNear(size("x") / (double) width, size("y") / (double) height))
			.samples(array.type().pixelType(), rgb ? 3 : 1).compression(array.codecs().name()).build();
	}

	private Optional<PixelSize> pixelSize() {
		final OptionalDouble x = micrometres("x");
		final OptionalDouble y = micrometres("y");
		return x.isPresent() && y.isPresent() ? Optional.of(new PixelSize(x.getAsDouble(), y.getAsDouble()))
			: Optional.empty();
	}

	/** The size of an element of the finest array along an axis, if there is a unit. */
	private OptionalDouble micrometres(final String axis) {
		final int number = axes.of(axis);
		if (number < 0) return OptionalDouble.empty();
		final double um = scales.get(0)[number] * axes.micrometres()[number];
		return PixelSize.isValid(um) ? OptionalDouble.of(um) : OptionalDouble.empty();
	}
}
