package org.coverslip.export.zarr;

import static org.coverslip.export.zarr.ArrayDescription.ordered;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;

import org.coverslip.export.JsonText;
import org.coverslip.export.walk.LevelSize;
import org.coverslip.export.zarr.OmeZarrOptions.Version;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.Channel;
import org.coverslip.slide.ChannelDisplay;
import org.coverslip.slide.DisplayRange;
import org.coverslip.slide.PixelSize;
import org.coverslip.slide.Plane;
import org.coverslip.slide.Scene;

/**
 * The description of an image: OME-Zarr 0.4 and 0.5, "multiscales", "omero" and "image-label" metadata.
 * <p>
 * What omero's windows show is known when the pixels have been written; {@link #show} collects it and is thread-safe.
 */
final class ImageDescription {

	private static final String OWN = "coverslip";
	private static final List<String> PRIMARIES = List.of("FF0000", "00FF00", "0000FF");
	private static final List<String> PRIMARY_NAMES = List.of("Red", "Green", "Blue");
	/** Of channels that have none; in an order in which three of them are no RGB. */
	private static final int[] COLORS = { 0x0000ff, 0x00ff00, 0xff0000, 0xffffff, 0x00ffff, 0xff00ff, 0xffff00 };

	private final String name;
	private final Scene scene;
	private final ArrayLayout layout;
	private final List<LevelSize> levels;
	private final OmeZarrOptions options;
	private final boolean ofImage;
	/** Of each channel, as far as it is known, in the focal plane in focus of the first t. */
	private final Map<Integer, DisplayRange> ranges = new ConcurrentHashMap<>();

	/**
	 * @param name
	 *            of the image, if the scene has none
	 * @param ofImage
	 *            whether it is a label image in the group of the image's labels
	 */
	ImageDescription(final String name, final Scene scene, final ArrayLayout layout, final List<LevelSize> levels,
		final OmeZarrOptions options, final boolean ofImage)
	{
		this.name = ofImage || scene.name().isEmpty() ? name : scene.name();
		this.scene = scene;
		this.layout = layout;
		this.levels = levels;
		this.options = options;
		this.ofImage = ofImage;
	}

	/**
	 * Notes what is to be shown.
	 *
	 * @param coarsest
	 *            the coarsest level of the plane
	 */
	void show(final Plane plane, final PixelBlock coarsest) {
		if (plane.z() != scene.defaultPlane().z() || plane.t() > 0 || layout.rgb()) return;
		final double[] values = new double[coarsest.shape().length()];
		for (int i = 0; i < values.length; i++)
			values[i] = coarsest.value(i);
		ranges.put(plane.channel(), DisplayRange.of(values));
	}

	/**
	 * The contents of {@code .zattrs}.
	 *
	 * @param carried
	 *            what is to be said of {@link CarriedParts}
	 */
	String zattrs(final Map<String, Object> carried) {
		final Map<String, Object> attributes = ome();
		attributes.put(OWN, own(carried));
		return JsonText.of(attributes);
	}

	/** The contents of the group's {@code zarr.json}; likewise. */
	String zarrJson(final Map<String, Object> carried) {
		final Map<String, Object> ome = ordered("version", Version.V0_5.number());
		ome.putAll(ome());
		return JsonText.of(ordered("zarr_format", 3, "node_type", "group", "attributes",
			ordered("ome", ome, OWN, own(carried))));
	}

	/** For what OME-Zarr has no words, so that it comes back where Coverslip reads it. */
	private Map<String, Object> own(final Map<String, Object> carried) {
		final Map<String, Object> own = new LinkedHashMap<>();
		own.put("rgb", layout.rgb());
		scene.objectivePower().ifPresent(power -> own.put("objectivePower", number(power)));
		if (!layout.rgb()) {
			own.put("unnamed", channels(channel -> channel.name().isEmpty()));
			own.put("uncolored", channels(channel -> channel.rgbColor().isEmpty()));
		}
		if (!options.description().isEmpty()) own.put("description", options.description());
		own.putAll(carried);
		return own;
	}

	/** The numbers of some channels. */
	private List<Integer> channels(final Predicate<Channel> which) {
		return IntStream.range(0, scene.channels().size()).filter(c -> which.test(scene.channels().get(c))).boxed()
			.toList();
	}

	private Map<String, Object> ome() {
		final Map<String, Object> multiscales = new LinkedHashMap<>();
		final boolean four = options.version() == Version.V0_4;
		if (four) multiscales.put("version", Version.V0_4.number());
		multiscales.put("name", name);
		multiscales.put("axes", layout.axes().stream().map(this::axis).toList());
		final List<Object> datasets = new ArrayList<>();
		for (int i = 0; i < levels.size(); i++)
			datasets.add(ordered("path", Integer.toString(i), "coordinateTransformations",
				List.of(ordered("type", "scale", "scale", scale(levels.get(i))))));
		multiscales.put("datasets", datasets);
		final String rule = options.levels().of(scene).name().toLowerCase(Locale.ROOT);
		multiscales.put("type", rule);
		multiscales.put("metadata", ordered("method", "Coverslip", "description", rule
			+ " of 2 x 2 pixels of the level before"));
		final Map<String, Object> ome = ordered("multiscales", List.of(multiscales));
		if (isLabel(scene)) ome.put("image-label", imageLabel());
		else ome.put("omero", omero());
		return ome;
	}

	/** Whether values are names of classes. */
	static boolean isLabel(final Scene scene) {
		return scene.isCategorical() && !scene.isRgb() && scene.channels().size() == 1
			&& !scene.pixelType().isFloating();
	}

	/** Names and colours of classes, as far as they are known; of others programs make colours of their own. */
	private Map<String, Object> imageLabel() {
		final Map<String, Object> label = options.version() == Version.V0_4
			? ordered("version", Version.V0_4.number()) : new LinkedHashMap<>();
		final List<Object> colors = new ArrayList<>();
		final List<Object> properties = new ArrayList<>();
		for (final LabelClass each : options.labels()) {
			if (each.rgbColor().isPresent()) {
				final int rgb = each.rgbColor().getAsInt();
				colors.add(ordered("label-value", each.label(), "rgba",
					List.of(rgb >> 16 & 0xff, rgb >> 8 & 0xff, rgb & 0xff, 0xff)));
			}
			if (!each.name().isEmpty())
				properties.add(ordered("label-value", each.label(), "class", each.name()));
		}
		if (!colors.isEmpty()) label.put("colors", colors);
		if (!properties.isEmpty()) label.put("properties", properties);
		if (ofImage) label.put("source", ordered("image", "../../"));
		return label;
	}

	private Map<String, Object> axis(final String name) {
		return switch (name) {
			case "t" -> ordered("name", name, "type", "time");
			case "c" -> ordered("name", name, "type", "channel");
			default -> {
				final boolean known = name.equals("z") ? scene.pixelSizeZ().isPresent() : scene.pixelSize().isPresent();
				yield known ? ordered("name", name, "type", "space", "unit", "micrometer")
					: ordered("name", name, "type", "space");
			}
		};
	}

	/** The true ratio of sizes, since an odd size is rounded up. */
	private List<Double> scale(final LevelSize level) {
		final PixelSize pixel = scene.pixelSize().orElse(new PixelSize(1, 1));
		final LevelSize finest = levels.get(0);
		return layout.scale(scene.pixelSizeZ().orElse(1), pixel.yUm() * (finest.height() / (double) level.height()),
			pixel.xUm() * (finest.width() / (double) level.width()));
	}

	private Map<String, Object> omero() {
		final List<Object> channels = new ArrayList<>();
		for (int c = 0; c < layout.sizeC(); c++) {
			final Channel channel = scene.channels().get(layout.rgb() ? 0 : c);
			final boolean primary = layout.rgb() && c < PRIMARIES.size();
			final String name = primary ? PRIMARY_NAMES.get(c) : channel.name();
			final int none = layout.sizeC() == 1 ? 0xffffff : COLORS[c % COLORS.length];
			final String color = primary ? PRIMARIES.get(c) : String.format("%06X", channel.rgbColor().orElse(none));
			channels.add(ordered("label", name.isEmpty() ? "Channel " + (c + 1) : name, "color", color, "window",
				window(c), "active", true));
		}
		final Plane shown = scene.defaultPlane();
		final boolean grey = layout.sizeC() == 1 && scene.channels().get(0).rgbColor().isEmpty();
		return ordered("channels", channels, "rdefs",
			ordered("defaultT", shown.t(), "defaultZ", shown.z(), "model", grey ? "greyscale" : "color"));
	}

	/** The range of a channel that states one; all that colours can be; else what the coarsest level has. */
	private Map<String, Object> window(final int channel) {
		final PixelType type = layout.type();
		final double step = Math.pow(2, type.bits());
		final double least = type.isSigned() ? -step / 2 : 0;
		final DisplayRange all = type.isFloating() ? new DisplayRange(0, 1) : new DisplayRange(least, least + step - 1);
		final boolean whole = layout.rgb() || ChannelDisplay.isShownWhole(scene);
		final Channel stated = scene.channels().get(layout.rgb() ? 0 : channel);
		final DisplayRange shown = stated.shown().orElse(whole ? all : ranges.getOrDefault(channel, all));
		final DisplayRange possible = type.isFloating() ? shown : all;
		return ordered("min", number(possible.min()), "max", number(possible.max()), "start",
			number(Math.max(shown.min(), possible.min())), "end", number(Math.min(shown.max(), possible.max())));
	}

	private static Number number(final double value) {
		return value == (long) value ? (Number) (long) value : (Number) value;
	}
}
