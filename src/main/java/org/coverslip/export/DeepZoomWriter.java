package org.coverslip.export;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;

import org.coverslip.codec.TileEncoder;
import org.coverslip.export.DeepZoomOptions.Container;
import org.coverslip.geom.Region;
import org.coverslip.geom.UniformTileGrid;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.MemoryBudget;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.ProgressMeter;
import org.coverslip.slide.Scene;
import org.coverslip.tiff.TiffTag;

/**
 * Writes a scene as a Deep Zoom pyramid with a page that shows it in a browser, from the disk and without a network.
 * <p>
 * The tiles are those of {@link DeepZoomLayout}; each level is the mean of 2 x 2 pixels of the one above it. A scene is
 * read once, on several threads, and memory does not grow with its size: tiles that wait for their neighbours go to a
 * temporary file when there are many.
 * <p>
 * Files appear under their names when all are complete. A canceled export leaves nothing behind. If a failure or the
 * program's end stops an export to a folder, an export with the same options goes on with it: tiles that are there are
 * not encoded again. One that is complete is left as it is.
 */
public final class DeepZoomWriter {

	private static final long SHELF_BYTES = MemoryBudget.ofProcess().atMost(64L << 20, 8);
	/** As in libvips: samples that differ by no more from the background are background. */
	private static final int BLANK_TOLERANCE = 5;

	private final Scene scene;
	private final DeepZoomOptions options;
	private final Region region0;
	private final DeepZoomLayout layout;
	private final TileEncoder encoder;
	private final UniformTiles<byte[]> encodedTiles;
	private final Optional<KeptTiles> kept;

	private DeepZoomWriter(final Scene scene, final DeepZoomOptions options) throws IOException {
		this.scene = options.background().isPresent() ? scene.withBackground(options.background().getAsInt()) : scene;
		this.options = options;
		region0 = options.limitsToBounds() ? scene.bounds().intersect(scene.level(0).region())
			: scene.level(0).region();
		if (region0.isEmpty())
			throw new IllegalArgumentException("the slide says that it is empty; export it without its bounds");
		layout = new DeepZoomLayout(region0.width(), region0.height(), options.tileSize(), options.overlap());
		encoder = new PictureEncoder(options.format(), options.quality(), scene.level(0).samples());
		encodedTiles = new UniformTiles<>(encoder::encode);
		kept = options.keepsTiles() ? Optional.of(KeptTiles.of(scene, region0, options)) : Optional.empty();
	}

	/**
	 * Writes.
	 *
	 * @param scene
	 *            of an open slide, with samples of 8 bits
	 * @param target
	 *            the pyramid's name in a folder that exists; an ending {@code .dzi}, {@code .html}, {@code .zip} or
	 *            {@code .szi} is not part of the name
	 * @param progress
	 *            counts tiles of all levels
	 * @return the tiles' geometry
	 * @throws IllegalArgumentException
	 *             with one sentence, if the options do not suit the scene, or another pyramid has that name; nothing
	 *             has been written then
	 * @throws CancellationException
	 *             if the listener canceled
	 * @throws InterruptedIOException
	 *             if the thread was interrupted
	 * @throws IOException
	 *             if the slide cannot be read or the files cannot be written
	 */
	public static DeepZoomLayout write(final Scene scene, final Path target, final DeepZoomOptions options,
		final ProgressListener progress) throws IOException
	{
		scene.checkOpen();
		scene.checkPlane(options.plane(scene));
		if (scene.pixelType() != PixelType.UINT8)
			throw new IllegalArgumentException("a browser shows samples of 8 bits, and this image has "
				+ scene.pixelType());
		return new DeepZoomWriter(scene, options).write(target.toAbsolutePath(), progress);
	}

	private DeepZoomLayout write(final Path target, final ProgressListener progress) throws IOException {
		final String name = target.getFileName().toString().replaceAll("(?i)(?<=.)\\.(dzi|html|zip|szi)$", "");
		final ProgressMeter meter = new ProgressMeter(progress, layout.tileCount());
		if (options.container() != Container.FOLDER) {
			final String ending = options.container() == Container.ZIP ? ".zip" : ".szi";
			try (PyramidFiles files =
				PyramidArchive.create(target.resolveSibling(name + ending), name, scene.files())) {
				fill(files, name, meter);
			}
		}
		else {
			final List<String> parts = List.of(name + "_files", name + ".html", name + ".dzi");
			final String recordPath = name + "_files/coverslip.json";
			if (!PyramidFolder.isComplete(target.getParent(), parts, recordPath, record()))
				try (PyramidFiles files = PyramidFolder.open(target.getParent(), name, parts, recordPath, record())) {
					fill(files, name, meter);
				}
		}
		meter.finish();
		return layout;
	}

	private void fill(final PyramidFiles files, final String name, final ProgressMeter progress) throws IOException {
		try {
			progress.checkCanceled();
			final DeepZoomPage page = new DeepZoomPage(scene, layout, options, name);
			page.write(files);
			writeTiles(files, name, progress);
			final boolean szi = options.container() == Container.SZI;
			files.put(szi ? "scan-properties.xml" : name + "_files/vips-properties.xml",
				new DeepZoomProperties(layout, scene.level(0).samples(), options.properties()).xml(szi)
					.getBytes(StandardCharsets.UTF_8));
			files.put(name + ".dzi", layout.descriptor(options.format().ending()).getBytes(StandardCharsets.UTF_8));
			progress.checkCanceled();
			files.commit();
		}
		catch (final CancellationException | InterruptedIOException e) {
			files.discard();
			throw e;
		}
	}

	private void writeTiles(final PyramidFiles files, final String name, final ProgressMeter progress)
		throws IOException {
		final List<TargetLevel> levels = levels();
		final UniformTileGrid grid = levels.get(0).grid();
		final int finest = layout.levelCount() - 1;
		try (PlaneReader reader = new PlaneReader(scene, 0, region0, grid, layout.overlap());
			MemoryBudget.Reservation memory = MemoryBudget.ofProcess().reserve(SHELF_BYTES, SHELF_BYTES / 4);
			TileShelf shelf = new TileShelf(memory.bytes())) {
			final OverlapJoin join = new OverlapJoin(layout, shelf, (level, col, row, tile) -> {
				final String path =
					name + "_files/" + DeepZoomLayout.tileName(level, col, row) + "." + options.format().ending();
				if (!files.has(path, options.format().lastBytes()) && !isLeftOut(level, tile))
					files.put(path, encoded(level, col, row, tile));
				progress.add(1);
			});
			new QuadtreePass(levels, options.halving(), (col, row) -> {
				final Region tile = layout.tile(finest, col, row);
				final Region core = layout.core(finest, col, row);
				return new QuadtreePass.Tile(reader.area(options.plane(scene), tile), (int) (core.x() - tile.x()),
					(int) (core.y() - tile.y()));
			}, join).run(options.threads(), reader.order(), progress);
		}
	}

	/** Finest first, the last of one pixel. */
	private List<TargetLevel> levels() {
		final TileCoding coding = new TileCoding(encoder, TiffTag.COMPRESSION_NONE, TiffTag.PHOTOMETRIC_RGB, 1);
		final List<TargetLevel> levels = new ArrayList<>();
		levels.add(new TargetLevel(layout.width(), layout.height(), 1, coding, layout.tileSize(), layout.tileSize()));
		while (levels.size() < layout.levelCount())
			levels.add(levels.get(levels.size() - 1).half());
		return levels;
	}

	private byte[] encoded(final int level, final long col, final long row, final PixelBlock tile) throws IOException {
		if (kept.isPresent() && level == layout.levelCount() - 1) {
			final Optional<byte[]> stored = kept.get().tile(col, row);
			if (stored.isPresent()) return stored.get();
		}
		return encodedTiles.of(tile);
	}

	/** Levels of one tile are always there, since viewers begin with them. */
	private boolean isLeftOut(final int level, final PixelBlock tile) {
		if (!options.skipsBlank() || layout.tileCount(level) == 1) return false;
		final byte[] samples = tile.bytes();
		final int n = tile.samples();
		for (int i = 0; i < samples.length; i++) {
			final int background = n == 1 ? 0 : scene.background() >> 16 - 8 * (i % n) & 0xff;
			if (Math.abs((samples[i] & 0xff) - background) > BLANK_TOLERANCE) return false;
		}
		return true;
	}

	/** All that tiles and page depend on. */
	private String record() {
		final Map<String, Object> record = new LinkedHashMap<>();
		record.put("source", options.source());
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
