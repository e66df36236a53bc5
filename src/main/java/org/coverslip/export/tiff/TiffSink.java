package org.coverslip.export.tiff;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import org.coverslip.export.tiff.PyramidTiffOptions.Dialect;
import org.coverslip.export.tiff.TileTable.StoredTile;
import org.coverslip.export.walk.EncodedTile;
import org.coverslip.export.walk.PyramidSink;
import org.coverslip.export.walk.WrittenLevel;
import org.coverslip.io.OutputFile;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.slide.AssociatedImage;
import org.coverslip.slide.Plane;
import org.coverslip.slide.Scene;
import org.coverslip.tiff.IfdBuilder;
import org.coverslip.tiff.TiffTag;
import org.coverslip.tiff.TiffWriter;
import org.coverslip.tiff.TiffWriter.Kind;

/**
 * A pyramidal TIFF that is being written. Tiles are appended as they arrive; directories are written at the end, when
 * the tiles' positions are known and whether the file must be a BigTIFF.
 * <p>
 * A shared tile is stored once: all its places, in all levels, point to the same bytes.
 */
final class TiffSink implements PyramidSink {

	private final Scene scene;
	private final PyramidTiffOptions options;
	private final PyramidPlan plan;
	private final Optional<PyramidOverview> overview;
	private final OutputFile file;
	private final TiffWriter writer;
	private final List<AssociatedImage> images = new ArrayList<>();
	private final Map<Plane, List<TileTable>> tables = new LinkedHashMap<>();
	/** By their bytes, since the parts of a pyramid that were made apart have arrays of their own. */
	private final ConcurrentMap<ByteBuffer, StoredTile> shared = new ConcurrentHashMap<>();

	private TiffSink(final Scene scene, final PyramidTiffOptions options, final PyramidPlan plan,
		final Optional<PyramidOverview> overview, final OutputFile file, final TiffWriter writer)
	{
		this.scene = scene;
		this.options = options;
		this.plan = plan;
		this.overview = overview;
		this.file = file;
		this.writer = writer;
		for (final Plane plane : OmeXml.planes(scene))
			tables.put(plane, new ArrayList<>());
	}

	/**
	 * @param overview
	 *            becomes an Aperio file's thumbnail; complete when the sink is finished
	 */
	static TiffSink open(final Scene scene, final PyramidTiffOptions options, final PyramidPlan plan,
		final Optional<PyramidOverview> overview, final Path target) throws IOException
	{
		final Kind kind = switch (options.bigTiff()) {
			case AUTO -> Kind.AS_NEEDED;
			case ALWAYS -> Kind.BIG;
			case NEVER -> Kind.CLASSIC;
		};
		final OutputFile file = OutputFile.create(target, scene.files());
		try {
			return new TiffSink(scene, options, plan, overview, file,
				TiffWriter.create(file, ByteOrder.LITTLE_ENDIAN, kind));
		}
		catch (IOException | RuntimeException | Error e) {
			file.close();
			throw e;
		}
	}

	@Override
	public void associated(final AssociatedImage image) {
		images.add(image);
	}

	@Override
	public void beginLevel(final int level, final WrittenLevel form) {
		for (final List<TileTable> ofPlane : tables.values())
			ofPlane.add(new TileTable(form.stored().tileCount()));
	}

	@Override
	public void put(final int level, final Plane plane, final long col, final long row, final EncodedTile tile)
		throws IOException
	{
		set(level, plane, col, row, tile.isShared() ? shared(tile) : append(tile));
	}

	@Override
	public void absent(final int level, final Plane plane, final long col, final long row) {
		set(level, plane, col, row, StoredTile.ABSENT);
	}

	private void set(final int level, final Plane plane, final long col, final long row, final StoredTile place) {
		tables.get(plane).get(level).set(plan.levels().get(level).stored().index(col, row), place);
	}

	/** The place of a shared tile; the first caller to ask for it writes the tile. */
	private StoredTile shared(final EncodedTile tile) throws IOException {
		final ByteBuffer bytes = ByteBuffer.wrap(tile.bytes());
		final StoredTile known = shared.get(bytes);
		if (known != null) return known;
		synchronized (shared) {
			final StoredTile other = shared.get(bytes);
			if (other != null) return other;
			final StoredTile place = append(tile);
			shared.put(bytes, place);
			return place;
		}
	}

	private StoredTile append(final EncodedTile tile) throws IOException {
		return new StoredTile(writer.append(tile.bytes()), tile.bytes().length);
	}

	/** Writes all tiles of the run that are not shared at once. */
	@Override
	public void putRun(final int level, final Plane plane, final long first, final long columns,
		final List<Optional<EncodedTile>> tiles) throws IOException
	{
		final TileTable table = tables.get(plane).get(level);
		int length = 0;
		for (int i = 0; i < tiles.size(); i++) {
			final EncodedTile tile = tiles.get(i).orElse(null);
			if (tile == null) table.set(first + i, StoredTile.ABSENT);
			else if (tile.isShared()) table.set(first + i, shared(tile));
			else length += even(tile.bytes().length);
		}
		final ByteBuffer together = ByteBuffer.allocate(length);
		final List<StoredTile> places = new ArrayList<>();
		for (final Optional<EncodedTile> tile : tiles) {
			final int at = together.position();
			if (tile.isEmpty() || tile.get().isShared()) {
				places.add(null);
				continue;
			}
			final byte[] bytes = tile.get().bytes();
			together.put(bytes).position(at + even(bytes.length));
			places.add(new StoredTile(at, bytes.length));
		}
		final long position = writer.append(together.clear());
		for (int i = 0; i < places.size(); i++)
			if (places.get(i) != null) table.set(first + i,
				new StoredTile(position + places.get(i).offset(), places.get(i).byteCount()));
	}

	private static int even(final int length) {
		return length + 1 & ~1;
	}

	@Override
	public void finish() throws IOException {
		final PyramidDirectories directories = new PyramidDirectories(scene, plan, options);
		final List<List<TileTable>> planes = List.copyOf(tables.values());
		final AssociatedDirectories beside = AssociatedDirectories.beside(plan.levels().get(0),
			scene.level(0).samples() * scene.pixelType().bytes(), writer, options);
		if (options.dialect() == Dialect.SVS) {
			final IfdBuilder thumbnail = thumbnail(beside);
			writer.writeChain(directories.aperioChain(planes.get(0), thumbnail, aperioImages(beside)));
		}
		else writer.writeChain(directories.chain(planes, images(beside)));
		file.commit();
	}

	private List<IfdBuilder> images(final AssociatedDirectories beside) throws IOException {
		final boolean jpeg = plan.levels().get(0).coding().compression() == TiffTag.COMPRESSION_JPEG;
		final List<IfdBuilder> ifds = new ArrayList<>();
		for (final AssociatedImage image : images)
			ifds.add(beside.write(image.read(), jpeg).longs(TiffTag.NEW_SUBFILE_TYPE, 0)
				.ascii(TiffTag.IMAGE_DESCRIPTION, image.name()));
		return ifds;
	}

	/**
	 * An Aperio file's second directory is a thumbnail: the one carried along, if it shows what is written and is
	 * smaller than the last level, or else one made from the pyramid.
	 */
	private IfdBuilder thumbnail(final AssociatedDirectories beside) throws IOException {
		PixelBlock pixels = overview.orElseThrow().pixels();
		final TargetLevel last = plan.levels().get(plan.levels().size() - 1);
		for (final AssociatedImage image : images)
			if (image.name().equals("thumbnail") && plan.region0().equals(scene.level(0).region())
				&& image.shape().width() < last.width() && image.shape().height() < last.height()) pixels =
				image.read();
		return described(beside, pixels, "thumbnail", 0);
	}

	/** Label and macro, which an Aperio file tells apart by NewSubfileType; it has no place for others. */
	private List<IfdBuilder> aperioImages(final AssociatedDirectories beside) throws IOException {
		final List<IfdBuilder> ifds = new ArrayList<>();
		for (final AssociatedImage image : images)
			if (image.name().equals("label")) ifds.add(described(beside, image.read(), image.name(), 1));
		for (final AssociatedImage image : images)
			if (image.name().equals("macro")) ifds.add(described(beside, image.read(), image.name(), 9));
		return ifds;
	}

	private IfdBuilder described(final AssociatedDirectories beside, final PixelBlock pixels, final String name,
		final int subfileType) throws IOException
	{
		return beside.write(pixels, true).longs(TiffTag.NEW_SUBFILE_TYPE, subfileType).ascii(TiffTag.IMAGE_DESCRIPTION,
			new AperioText(scene, plan, options).associated(name, pixels.width(), pixels.height()));
	}

	@Override
	public void abort() throws IOException {
		file.close();
	}

	@Override
	public void close() throws IOException {
		file.close();
	}
}
