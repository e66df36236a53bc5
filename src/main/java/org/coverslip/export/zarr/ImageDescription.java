package org.coverslip.export.zarr;

import static org.coverslip.export.zarr.ArrayDescription.ordered;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.coverslip.export.JsonText;
import org.coverslip.export.walk.LevelSize;
import org.coverslip.export.zarr.OmeZarrOptions.Version;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.Channel;
import org.coverslip.slide.PixelSize;
import org.coverslip.slide.Plane;
import org.coverslip.slide.Scene;

/**
 * The description of an image: OME-Zarr 0.4 and 0.5, "multiscales", "omero" and "image-label" metadata.
 * <p>
 * What omero's windows show is known when the pixels have been written; {@link #show} collects it and is thread-safe.
 */
final class ImageDescription {

	private static final List<String> PRIMARIES = List.of("FF0000", "00FF00", "0000FF");
	private static final List<String> PRIMARY_NAMES = List.of("Red", "Green", "Blue");
	/** Of channels that have none; in an order in which three of them are no RGB. */
	private static final int[] COLORS = { 0x0000ff, 0x00ff00, 0xff0000, 0xffffff, 0x00ffff, 0xff00ff, 0xffff00 };
	private static final int BYTE_MOST = 255;

	private final String name;
	private final Scene scene;
	private final ArrayLayout layout;
	private final List<LevelSize> levels;
	private final OmeZarrOptions options;
	/** Of each channel the smallest and the largest value. */
	private final double[][] ranges;

	/**
	 * @param name
	 *            of the image, if the scene has none
	 */
	ImageDescription(final String name, final Scene scene, final ArrayLayout layout, final List<LevelSize> levels,
		final OmeZarrOptions options)
	{
		this.name = scene.name().isEmpty() ? name : scene.name();
		this.scene = scene;
		this.layout = layout;
		this.levels = levels;
		this.options = options;
		ranges = new double[layout.sizeC()][];
		for (int c = 0; c < ranges.length; c++)
			ranges[c] = new double[] { Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY };
	}

	/** Notes that a channel has values from {@code least} to {@code most}; those of 8 bits need not be noted. */
	void show(final int channel, final double least, final double most) {
		synchronized (ranges) {
			ranges[channel][0] = Math.min(ranges[channel][0], least);
			ranges[channel][1] = Math.max(ranges[channel][1], most);
		}
	}

	/** The contents of {@code .zattrs}. */
	String zattrs() {
		return JsonText.of(ome());
	}

	/** The contents of the group's {@code zarr.json}. */
	String zarrJson() {
		final Map<String, Object> ome = ordered("version", Version.V0_5.number());
		ome.putAll(ome());
		return JsonText.of(ordered("zarr_format", 3, "node_type", "group", "attributes", ordered("ome", ome)));
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
		if (isLabel()) ome.put("image-label", four ? ordered("version", Version.V0_4.number()) : Map.of());
		else ome.put("omero", omero());
		return ome;
	}

	/** Whether values are names of classes, of which programs make colours of their own. */
	private boolean isLabel() {
		return scene.isCategorical() && layout.sizeC() == 1 && !layout.type().isFloating();
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

	/** All that bytes can be; of other types what the coarsest level has. */
	private Map<String, Object> window(final int channel) {
		final PixelType type = layout.type();
		final double step = Math.pow(2, type.bits());
		final double min = type.isSigned() ? -step / 2 : 0;
		final double max = min + step - 1;
		double start = min;
		double end = type.bytes() == 1 ? max : BYTE_MOST;
		if (type.bytes() > 1) synchronized (ranges) {
			if (ranges[channel][0] <= ranges[channel][1]) {
				start = ranges[channel][0];
				end = Math.max(ranges[channel][1], start + (type.isFloating() ? Math.ulp(start) : 1));
			}
		}
		final boolean floating = type.isFloating();
		return ordered("min", number(floating ? start : min), "max", number(floating ? end : max), "start",
			number(start), "end", number(end));
	}

	private static Number number(final double value) {
		return value == (long) value ? (Number) (long) value : (Number) value;
	}
}
