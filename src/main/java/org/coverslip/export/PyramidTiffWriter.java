package org.coverslip.export;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.coverslip.export.PyramidTiffOptions.Compression;
import org.coverslip.export.PyramidTiffOptions.Dialect;
import org.coverslip.geom.Region;
import org.coverslip.geom.TileLayout.PlacedTile;
import org.coverslip.geom.UniformTileGrid;
import org.coverslip.io.OutputFile;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.AssociatedImage;
import org.coverslip.slide.Plane;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.ProgressMeter;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Workers;
import org.coverslip.tiff.IfdBuilder;
import org.coverslip.tiff.TiffTag;
import org.coverslip.tiff.TiffWriter.Kind;
import org.coverslip.tiff.TiffWriter;

/**
 * Writes a region of a scene as a pyramidal TIFF.
 * <p>
 * Each level is made of 2 x 2 pixels of the one before, as {@link LevelRule} says, down to the first that fits into one
 * tile. A scene is read once, on several threads, and memory does not grow with its size. Where nothing is stored, RGB
 * scenes show their background and others 0.
 * <p>
 * The file appears under its name when it is complete, and replaces an older one then; if writing fails or is canceled,
 * nothing is left behind. None of the files from which the scene is read is ever replaced.
 */
public final class PyramidTiffWriter {

	private final Scene scene;
	private final PyramidTiffOptions options;
	private final PyramidPlan plan;
	private final TiffWriter writer;
	private final ProgressMeter progress;
	private final TileStore store;

	private PyramidTiffWriter(final Scene scene, final PyramidTiffOptions options, final PyramidPlan plan,
		final TiffWriter writer, final ProgressMeter progress)
	{
		this.scene = scene;
		this.options = options;
		this.plan = plan;
		this.writer = writer;
		this.progress = progress;
		store = new TileStore(writer, plan.computed().get(0).coding().encoder());
	}

	/**
	 * Writes.
	 *
	 * @param scene
	 *            of an open slide
	 * @param region0
	 *            in level-0 pixels; the part outside of the scene is cut off
	 * @param target
	 *            the file, in a folder that exists
	 * @param progress
	 *            counts tiles of all levels
	 * @return the region that was written, in level-0 pixels: cut off at the scene's edges and, if the options say so,
	 * aligned
	 * @throws IllegalArgumentException
	 *             with one sentence, if the options do not suit the scene, or the target is one of the slide's files;
	 *             nothing has been written then
	 * @throws java.util.concurrent.CancellationException
	 *             if the listener canceled
	 * @throws java.io.InterruptedIOException
	 *             if the thread was interrupted
	 * @throws IOException
	 *             if the slide cannot be read or the file cannot be written
	 */
	public static Region write(final Scene scene, final Region region0, final PyramidTiffOptions options,
		final Path target,
		final ProgressListener progress) throws IOException
	{
		scene.checkOpen();
		if (options.dialect() == Dialect.SVS) checkAperio(scene, options);
		final PyramidPlan plan = PyramidPlan.of(scene, region0, options);
		final List<Plane> planes = OmeXml.planes(scene);
		final ProgressMeter meter = new ProgressMeter(progress, Math.multiplyExact(planes.size(), plan.tileCount()));
		try (OutputFile file = OutputFile.create(target, scene.files())) {
			final Kind kind = switch (options.bigTiff()) {
				case AUTO -> Kind.AS_NEEDED;
				case ALWAYS -> Kind.BIG;
				case NEVER -> Kind.CLASSIC;
			};
			final TiffWriter writer = TiffWriter.create(file, ByteOrder.LITTLE_ENDIAN, kind);
			new PyramidTiffWriter(scene, options, plan, writer, meter).write(planes);
			meter.checkCanceled();
			file.commit();
		}
		meter.finish();
		return plan.region0();
	}

	private static void checkAperio(final Scene scene, final PyramidTiffOptions options) {
		final boolean onePlane = scene.channels().size() == 1 && scene.sizeZ() == 1 && scene.sizeT() == 1;
		if (!onePlane || scene.pixelType() != PixelType.UINT8)
			throw new IllegalArgumentException(
				"the SVS dialect holds one plane of 8-bit samples, which this image is not; choose another dialect");
		// OpenSlide 3.4.1 knows Aperio's two numbers for JPEG 2000 only, both of them for three samples
		if (options.compression() == Compression.JPEG2000 && scene.level(0).samples() == 1)
			throw new IllegalArgumentException(
				"the SVS dialect holds JPEG 2000 of colours only, and this image is grey; choose another compression "
				+ "or dialect");
	}

	private void write(final List<Plane> planes) throws IOException {
		final Overview overview = new Overview(plan.computed());
		final List<List<TileTable>> tables = new ArrayList<>();
		for (final Plane plane : planes)
			tables.add(write(plane, overview));
		final PyramidDirectories directories = new PyramidDirectories(scene, plan, options);
		if (options.dialect() != Dialect.SVS) {
			writer.writeChain(directories.chain(tables, associatedImages()));
			return;
		}
		final AssociatedDirectories images = besides();
		writer.writeChain(directories.aperioChain(tables.get(0), thumbnail(images, overview), aperioImages(images)));
	}

	/** Writes the tiles of a plane. */
	private List<TileTable> write(final Plane plane, final Overview overview) throws IOException {
		final List<TileTable> tables = new ArrayList<>();
		for (final TargetLevel level : plan.levels())
			tables.add(new TileTable(level.stored().tileCount()));
		for (int i = 0; i < plan.copied().size(); i++) {
			final TargetLevel level = plan.levels().get(i);
			if (level.isStoredAsMade())
				new TileCopy(plan.copied().get(i), level.grid(), writer, tables.get(i)).run(plane,
				options.threads(), new BlankTile(scene, level, writer), progress);
			else writeAnew(plane, plan.copied().get(i), level, tables.get(i));
		}
		final List<UniformTileGrid> grids = plan.computed().stream().map(TargetLevel::grid).toList();
		final boolean onlyRead = plan.indexOfComputed(0) < 0;
		if (onlyRead && grids.size() == 1 && options.dialect() != Dialect.SVS) return tables;
		try (PlaneReader reader = new PlaneReader(scene, plan.baseLevel(), plan.baseRegion(), grids.get(0), 0)) {
			final QuadtreePass pass =
				new QuadtreePass(plan.computed(), options.levels().of(scene).halving(),
					(col, row) -> new QuadtreePass.Tile(reader.tile(plane, col, row), 0, 0),
					(level, col, row, tile) -> {
					if (options.dialect() == Dialect.SVS) overview.accept(level, col, row, tile);
					final int index = plan.indexOfComputed(level);
					if (index < 0) return;
					store(store, plan.levels().get(index), col, row, tile, tables.get(index));
					progress.add(1);
				});
			pass.run(options.threads(), reader.order(), progress);
		}
		return tables;
	}

	/** A level of the slide in other tiles than the slide's. */
	private void writeAnew(final Plane plane, final CopiedLevel from, final TargetLevel level, final TileTable table)
		throws IOException
	{
		final TileStore encoded = new TileStore(writer, level.coding().encoder());
		try (PlaneReader reader = new PlaneReader(scene, from.index(), from.region(), level.grid(), 0)) {
			final TileOrder order = reader.order();
			Workers.run(options.threads(), () -> {
				progress.checkCanceled();
				final Optional<TileOrder.Cell> cell = order.next();
				if (cell.isEmpty()) return false;
				store(encoded, level, cell.get().col(), cell.get().row(),
					reader.tile(plane, cell.get().col(), cell.get().row()), table);
				progress.add(1);
				return true;
			});
		}
	}

	/** Stores a tile, in the parts in which its level is stored. */
	private static void store(final TileStore store, final TargetLevel level, final long col, final long row,
		final PixelBlock tile,
		final TileTable table) throws IOException
	{
		final UniformTileGrid stored = level.stored();
		if (level.isStoredAsMade()) {
			table.set(stored.index(col, row), store.store(tile));
			return;
		}
		final Region place = new Region(col * level.tileWidth(), row * level.tileHeight(), tile.width(), tile.height());
		for (final PlacedTile part : stored.tilesIn(place.intersect(Region.ofSize(level.width(), level.height()))))
			table.set(part.index(), store.store(part(tile, part.region().translate(-place.x(), -place.y()))));
	}

	/** A part of a tile, whose padding goes on as far as needed. */
	private static PixelBlock part(final PixelBlock tile, final Region region) {
		final Region inside = region.intersect(Region.ofSize(tile.width(), tile.height()));
		final PixelBlock part = PixelBlock.zeros(
			new BlockShape((int) region.width(), (int) region.height(), tile.samples(), tile.type()));
		tile.copyTo((int) inside.x(), (int) inside.y(), part, 0, 0, (int) inside.width(), (int) inside.height());
		TilePadding.fill(part, (int) inside.width(), (int) inside.height());
		return part;
	}

	private AssociatedDirectories besides() {
		return AssociatedDirectories.beside(plan.levels().get(0), scene.level(0).samples() * scene.pixelType().bytes(),
			writer,
			options);
	}

	private List<IfdBuilder> associatedImages() throws IOException {
		final AssociatedDirectories images = besides();
		final boolean jpeg = plan.levels().get(0).coding().compression() == TiffTag.COMPRESSION_JPEG;
		final List<IfdBuilder> ifds = new ArrayList<>();
		for (final AssociatedImage image : options.associatedImages()) {
			progress.checkCanceled();
			ifds.add(images.write(image.read(), jpeg).longs(TiffTag.NEW_SUBFILE_TYPE, 0)
				.ascii(TiffTag.IMAGE_DESCRIPTION, image.name()));
		}
		return ifds;
	}

	/**
	 * An Aperio file's second directory is a thumbnail: the one that is carried along, if it shows what is written and
	 * is smaller than the last level, or else one made of the pyramid.
	 */
	private IfdBuilder thumbnail(final AssociatedDirectories images, final Overview overview) throws IOException {
		PixelBlock pixels = overview.pixels();
		final TargetLevel last = plan.levels().get(plan.levels().size() - 1);
		for (final AssociatedImage image : options.associatedImages())
			if (image.name().equals("thumbnail") && plan.region0().equals(scene.level(0).region())
				&& image.shape().width() < last.width() && image.shape().height() < last.height()) pixels =
				image.read();
		return described(images, pixels, "thumbnail", 0);
	}

	/** Label and macro, which an Aperio file tells apart by NewSubfileType; it has no place for others. */
	private List<IfdBuilder> aperioImages(final AssociatedDirectories images) throws IOException {
		final List<IfdBuilder> ifds = new ArrayList<>();
		for (final AssociatedImage image : options.associatedImages())
			if (image.name().equals("label")) ifds.add(described(images, image.read(), image.name(), 1));
		for (final AssociatedImage image : options.associatedImages())
			if (image.name().equals("macro")) ifds.add(described(images, image.read(), image.name(), 9));
		return ifds;
	}

	private IfdBuilder described(final AssociatedDirectories images, final PixelBlock pixels, final String name,
		final int subfileType) throws IOException
	{
		return images.write(pixels, true).longs(TiffTag.NEW_SUBFILE_TYPE, subfileType).ascii(TiffTag.IMAGE_DESCRIPTION,
			new AperioText(scene, plan, options).associated(name, pixels.width(), pixels.height()));
	}
}
