package org.coverslip.export;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.coverslip.geom.Region;
import org.coverslip.slide.AssociatedImage;
import org.coverslip.slide.Channel;
import org.coverslip.slide.Level;
import org.coverslip.slide.PixelSize;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.SlideMetadata;

/** What a slide is, in words for people and as JSON for programs. */
public final class SlideReport {

	private final Slide slide;

	private SlideReport(final Slide slide) {
		this.slide = slide;
	}

	public static SlideReport of(final Slide slide) {
		return new SlideReport(slide);
	}

	/** As one JSON object in one line; see {@link #toMap()}. */
	public String toJson() {
		return JsonText.of(toMap());
	}

	/**
	 * As an object for {@link JsonText}. What the file does not state is null; colours are "#RRGGBB"; {@code x, y} are
	 * the scene's place on the slide's canvas and {@code bounds} its non-empty area, in level-0 pixels; pixel sizes are
	 * micrometres per pixel, {@code pixelSizeZ} the distance of neighbouring focal planes; {@code defaultZ} is the
	 * focal plane that is shown where none is asked for; {@code categorical} tells whether pixels are names of classes
	 * rather than amounts; {@code notShown} has a sentence for each kind of thing that the file holds and the slide
	 * leaves out.
	 */
	public Map<String, Object> toMap() {
		final SlideMetadata metadata = slide.metadata();
		final Map<String, Object> json = new LinkedHashMap<>();
		json.put("path", metadata.location());
		json.put("format", metadata.format());
		json.put("vendor", metadata.vendor().orElse(null));
		final List<Object> scenes = new ArrayList<>();
		for (final Scene scene : slide.scenes())
			scenes.add(sceneJson(scenes.size(), scene));
		json.put("scenes", scenes);
		json.put("associatedImages", slide.associatedImages().stream().map(SlideReport::associatedJson).toList());
		json.put("notShown", metadata.notShown());
		json.put("properties", metadata.properties());
		return json;
	}

	private static Map<String, Object> sceneJson(final int index, final Scene scene) {
		final Map<String, Object> json = new LinkedHashMap<>();
		json.put("index", index);
		json.put("name", scene.name());
		json.put("x", scene.originX0());
		json.put("y", scene.originY0());
		json.put("width", scene.width());
		json.put("height", scene.height());
		json.put("rgb", scene.isRgb());
		json.put("pixelType", pixelType(scene));
		json.put("categorical", scene.isCategorical());
		json.put("channels", scene.channels().stream().map(SlideReport::channelJson).toList());
		json.put("sizeZ", scene.sizeZ());
		json.put("sizeT", scene.sizeT());
		json.put("pixelSizeX", scene.pixelSize().map(PixelSize::xUm).orElse(null));
		json.put("pixelSizeY", scene.pixelSize().map(PixelSize::yUm).orElse(null));
		json.put("pixelSizeZ", scene.pixelSizeZ().isPresent() ? scene.pixelSizeZ().getAsDouble() : null);
		json.put("defaultZ", scene.defaultPlane().z());
		json.put("objectivePower", scene.objectivePower().isPresent() ? scene.objectivePower().getAsDouble() : null);
		json.put("bounds", boundsJson(scene.bounds()));
		json.put("levels", scene.levels().stream().map(SlideReport::levelJson).toList());
		return json;
	}

	private static Map<String, Object> channelJson(final Channel channel) {
		final Map<String, Object> json = new LinkedHashMap<>();
		json.put("name", channel.name());
		json.put("color", channel.rgbColor().isPresent() ? String.format("#%06X", channel.rgbColor().getAsInt())
			: null);
		return json;
	}

	private static Map<String, Object> boundsJson(final Region bounds) {
		final Map<String, Object> json = new LinkedHashMap<>();
		json.put("x", bounds.x());
		json.put("y", bounds.y());
		json.put("width", bounds.width());
		json.put("height", bounds.height());
		return json;
	}

	private static Map<String, Object> levelJson(final Level level) {
		final Map<String, Object> json = new LinkedHashMap<>();
		json.put("width", level.width());
		json.put("height", level.height());
		json.put("downsample", level.downsample());
		json.put("tileWidth", level.tileWidth());
		json.put("tileHeight", level.tileHeight());
		json.put("compression", level.compression());
		return json;
	}

	private static Map<String, Object> associatedJson(final AssociatedImage image) {
		final Map<String, Object> json = new LinkedHashMap<>();
		json.put("name", image.name());
		json.put("width", image.shape().width());
		json.put("height", image.shape().height());
		return json;
	}

	/** Several lines: the file, its scenes with their levels, the associated images, all properties. */
	public String toText() {
		final StringBuilder text = new StringBuilder();
		rows().forEach((name, value) -> text.append(name).append(": ")
			.append(value.strip().replaceAll("\\s*\\R\\s*", " / ")).append('\n'));
		return text.toString().stripTrailing();
	}

	/** Names and values: the file, its scenes with their levels, the associated images, all properties. */
	public Map<String, String> rows() {
		final SlideMetadata metadata = slide.metadata();
		final Map<String, String> rows = new LinkedHashMap<>();
		rows.put("path", metadata.location());
		rows.put("format", metadata.format() + metadata.vendor().map(vendor -> " (" + vendor + ")").orElse(""));
		for (int i = 0; i < slide.scenes().size(); i++)
			addScene(rows, i, slide.scenes().get(i));
		for (final AssociatedImage image : slide.associatedImages())
			rows.put("associated image " + image.name(), image.shape().width() + " x " + image.shape().height());
		for (int i = 0; i < metadata.notShown().size(); i++)
			rows.put("not shown" + (i == 0 ? "" : " " + (i + 1)), metadata.notShown().get(i));
		rows.putAll(metadata.properties());
		return rows;
	}

	private static void addScene(final Map<String, String> rows, final int index, final Scene scene) {
		final String name = "scene " + index;
		rows.put(name, (scene.name().isEmpty() ? "" : "\"" + scene.name() + "\", ") + summary(scene));
		if (!scene.bounds().equals(scene.level(0).region())) rows.put(name + ", bounds", scene.bounds().toString());
		for (int c = 0; scene.channels().size() > 1 && c < scene.channels().size(); c++)
			rows.put(name + ", channel " + c, scene.channels().get(c).name());
		for (int i = 0; i < scene.levels().size(); i++)
			rows.put(name + ", level " + i, summary(scene.level(i)));
	}

	/** A scene in one line, e.g. "46000 x 32914, RGB uint8, 0.499 x 0.499 µm/px, 20x". */
	public static String summary(final Scene scene) {
		final StringBuilder text = new StringBuilder();
		text.append(scene.width()).append(" x ").append(scene.height()).append(", ");
		if (scene.isRgb()) text.append("RGB ");
		text.append(pixelType(scene));
		if (scene.isCategorical()) text.append(" classes");
		if (scene.channels().size() > 1) text.append(", ").append(scene.channels().size()).append(" channels");
		if (scene.sizeZ() > 1) {
			text.append(", ").append(scene.sizeZ()).append(" z");
			scene.pixelSizeZ().ifPresent(step -> text.append(' ').append(number(step)).append(" µm apart"));
		}
		if (scene.sizeT() > 1) text.append(", ").append(scene.sizeT()).append(" t");
		scene.pixelSize().ifPresent(
			size -> text.append(", ").append(number(size.xUm())).append(" x ").append(number(size.yUm()))
			.append(" µm/px"));
		scene.objectivePower().ifPresent(power -> text.append(", ").append(number(power)).append('x'));
		return text.toString();
	}

	/** A level in one line, e.g. "11500 x 8228, 1/4.0001, JPEG tiles of 256 x 256". */
	public static String summary(final Level level) {
		final String tiles = level.tileWidth() == 0 ? " tiles of various sizes"
			: " tiles of " + level.tileWidth() + " x " + level.tileHeight();
		return level.width() + " x " + level.height() + ", 1/" + number(level.downsample()) + ", " + level.compression()
			+ tiles;
	}

	private static String pixelType(final Scene scene) {
		return scene.pixelType().name().toLowerCase(Locale.ROOT);
	}

	/** With four decimals, and at least three digits that are not zeros in front. */
	private static String number(final double value) {
		if (value > 0 && value < 0.1)
			return new BigDecimal(value).round(new MathContext(3)).stripTrailingZeros().toPlainString();
		final String text = String.format(Locale.ROOT, "%.4f", value);
		return text.replaceAll("0+$", "").replaceAll("\\.$", "");
	}
}
