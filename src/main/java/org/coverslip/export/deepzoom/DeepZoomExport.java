package org.coverslip.export.deepzoom;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.coverslip.codec.TileEncoder;
import org.coverslip.export.JsonText;
import org.coverslip.export.SlideFingerprint;
import org.coverslip.export.deepzoom.DeepZoomOptions.Container;
import org.coverslip.export.image.PictureEncoder;
import org.coverslip.export.walk.LevelSize;
import org.coverslip.export.walk.ExportOptions.Export;
import org.coverslip.export.walk.PyramidSink;
import org.coverslip.export.walk.Shortcut;
import org.coverslip.export.walk.WalkPlan;
import org.coverslip.export.walk.WalkPlan.Computation;
import org.coverslip.export.walk.WalkPlan.Edges;
import org.coverslip.export.walk.WrittenLevel;
import org.coverslip.geom.Region;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.Plane;
import org.coverslip.slide.Scene;

/** One Deep Zoom pyramid that is about to be written, in the tiles of {@link DeepZoomLayout}. */
final class DeepZoomExport implements Export, Shortcut {

	/** As in libvips: samples that differ from the background by no more than this are background. */
	private static final int BLANK_TOLERANCE = 5;

	private final Scene scene;
	private final DeepZoomOptions options;
	private final Region region0;
	private final DeepZoomLayout layout;
	private final Optional<KeptTiles> kept;
	private final Path target;
	private final String name;

	private DeepZoomExport(final Scene scene, final Region region0, final DeepZoomOptions options, final Path target)
		throws IOException
	{
		this.scene = options.background().isPresent() ? scene.withBackground(options.background().getAsInt()) : scene;
		this.options = options;
		this.region0 = region0;
		this.target = target;
		layout = options.layout(region0);
		kept = options.keepsTiles() ? Optional.of(KeptTiles.of(scene, region0, options)) : Optional.empty();
		name = name(target);
	}

	/** What an export to a target is called, without ending. */
	static String name(final Path target) {
		return target.getFileName().toString().replaceAll("(?i)(?<=.)\\.(dzi|html|zip|szi)$", "");
	}

	/** See {@link DeepZoomOptions#prepare}. */
	static DeepZoomExport of(final Scene scene, final Region wanted, final DeepZoomOptions options, final Path target)
		throws IOException
	{
		scene.checkPlane(options.plane(scene));
		if (scene.pixelType() != PixelType.UINT8)
			throw new IllegalArgumentException("a browser shows samples of 8 bits, and this image has "
				+ scene.pixelType());
		final Region all = scene.level(0).region();
		final Region inside = wanted.intersect(all);
		if (inside.isEmpty())
			throw new IllegalArgumentException("the region of " + wanted + " lies outside of the image of "
				+ all.width() + " x " + all.height() + " pixels");
		final Region region0 = options.limitsToBounds() ? scene.bounds().intersect(inside) : inside;
		if (region0.isEmpty())
			throw new IllegalArgumentException("the slide says that it is empty; export it without its bounds");
		return new DeepZoomExport(scene, region0, options, target.toAbsolutePath());
	}

	@Override
	public WalkPlan plan() {
		final TileEncoder encoder =
			new PictureEncoder(options.format(), options.quality(), scene.level(0).samples());
		final List<LevelSize> sizes = sizes();
		return new WalkPlan(scene, region0, List.of(options.plane(scene)),
			sizes.stream().map(size -> new WrittenLevel(size, size.grid(), encoder)).toList(), List.of(),
			new Computation(0, region0, sizes, options.halving(), new Edges(false, options.overlap()), this,
				(level, col, row, tile) -> {}),
			options.associatedImages(), options.threads());
	}

	/** Finest first, the last of one pixel. */
	private List<LevelSize> sizes() {
		final List<LevelSize> sizes = new ArrayList<>();
		sizes.add(new LevelSize(layout.width(), layout.height(), layout.tileSize(), layout.tileSize()));
		while (sizes.size() < layout.levelCount())
			sizes.add(sizes.get(sizes.size() - 1).half());
		return sizes;
	}

	@Override
	public Optional<byte[]> stored(final int level, final Plane plane, final long col, final long row)
		throws IOException
	{
		return level == 0 && kept.isPresent() ? kept.get().tile(col, row) : Optional.empty();
	}

	/** Levels of one tile are never left out, since viewers begin with them. */
	@Override
	public boolean isLeftOut(final int level, final PixelBlock tile) {
		if (!options.skipsBlank() || layout.tileCount(layout.levelCount() - 1 - level) == 1) return false;
		final byte[] samples = tile.bytes();
		final int n = tile.samples();
		for (int i = 0; i < samples.length; i++) {
			final int background = n == 1 ? 0 : scene.background() >> 16 - 8 * (i % n) & 0xff;
			if (Math.abs((samples[i] & 0xff) - background) > BLANK_TOLERANCE) return false;
		}
		return true;
	}

	@Override
	public Path target() {
		return options.archive(target).orElse(target.resolveSibling(name + ".dzi"));
	}

	@Override
	public boolean isDone() throws IOException {
		return options.container() == Container.FOLDER
			&& DeepZoomFolder.isComplete(target.getParent(), parts(), recordPath(), record());
	}

	@Override
	public PyramidSink open() throws IOException {
		return new DeepZoomSink(scene, layout, options, name, files());
	}

	private DeepZoomFiles files() throws IOException {
		return switch (options.container()) {
			case FOLDER -> DeepZoomFolder.open(target.getParent(), name, parts(), recordPath(), record());
			case ZIP, SZI -> DeepZoomArchive.create(options.archive(target).orElseThrow(), name, scene.files());
		};
	}

	private List<String> parts() {
		return List.of(name + "_files", name + ".html", name + ".dzi");
	}

	private String recordPath() {
		return name + "_files/coverslip.json";
	}

	/** Everything that the tiles and the page depend on. */
	private String record() throws IOException {
		final Map<String, Object> record = new LinkedHashMap<>();
		record.put("source", options.source());
		record.put("slide", SlideFingerprint.of(scene.files()));
		record.put("title", options.title());
		record.put("scene", scene.name());
		record.put("plane", options.plane(scene).toString());
		record.put("region", region0.toString());
		record.put("tileSize", options.tileSize());
		record.put("overlap", options.overlap());
		record.put("format", options.format().ending());
		record.put("quality", options.quality());
		record.put("keepTiles", options.keepsTiles());
		record.put("halving", options.halving().toString());
		record.put("skipBlank", options.skipsBlank());
		record.put("background", String.format("%06x", scene.background()));
		return JsonText.of(record) + "\n";
	}
}
