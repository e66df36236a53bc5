package org.coverslip.export.zarr;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import org.coverslip.export.walk.EncodedTile;
import org.coverslip.export.walk.LevelSize;
import org.coverslip.export.walk.PyramidSink;
import org.coverslip.export.walk.WrittenLevel;
import org.coverslip.export.zarr.OmeZarrOptions.Version;
import org.coverslip.io.OutputFolder;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.slide.AssociatedImage;
import org.coverslip.slide.Plane;

/** An image in OME-Zarr that is being written: its chunks as they come, then what describes them. */
final class OmeZarrSink implements PyramidSink {

	private final ArrayLayout layout;
	private final List<LevelSize> levels;
	private final ImageDescription image;
	private final Supplier<PixelBlock> coarsest;
	private final OmeZarrOptions options;
	private final OutputFolder folder;
	private final Optional<LabelsOfImage.Writing> labels;
	private final ChunkFiles chunks;
	private final List<AssociatedImage> images = new ArrayList<>();

	/**
	 * @param coarsest
	 *            gives the coarsest level of the plane that is being put, when that level is
	 * @param folder
	 *            closed with the sink
	 * @param labels
	 *            of the image to which this is a label image, if it is; likewise
	 */
	OmeZarrSink(final ArrayLayout layout, final List<LevelSize> levels, final ImageDescription image,
		final Supplier<PixelBlock> coarsest, final OmeZarrOptions options, final OutputFolder folder,
		final Optional<LabelsOfImage.Writing> labels)
	{
		this.layout = layout;
		this.levels = levels;
		this.image = image;
		this.coarsest = coarsest;
		this.options = options;
		this.folder = folder;
		this.labels = labels;
		chunks = options.version() == Version.V0_4 ? new SingleChunks(folder)
			: new ShardedChunks(folder, levels.stream().map(layout::chunks).toList(),
				levels.stream().map(layout::chunksOfShard).toList());
	}

	@Override
	public void associated(final AssociatedImage associated) {
		images.add(associated);
	}

	@Override
	public void beginLevel(final int level, final WrittenLevel form) {
		// its description comes when all is there
	}

	/** Only chunks that share a file. */
	@Override
	public boolean needsOrder() {
		return options.version() != Version.V0_4;
	}

	@Override
	public void put(final int level, final Plane plane, final long col, final long row, final EncodedTile tile)
		throws IOException
	{
		final List<ByteBuffer> samples = ChunkEncoder.chunks(tile.bytes());
		for (int s = 0; s < samples.size(); s++)
			chunks.put(level, layout.place(plane, s, col, row),
				Optional.of(samples.get(s)).filter(ByteBuffer::hasRemaining));
		if (level == levels.size() - 1 && coarsest.get() != null) image.show(plane, coarsest.get());
	}

	@Override
	public void absent(final int level, final Plane plane, final long col, final long row) throws IOException {
		for (int s = 0; s < (layout.rgb() ? layout.sizeC() : 1); s++)
			chunks.put(level, layout.place(plane, s, col, row), Optional.empty());
	}

	@Override
	public void finish() throws IOException {
		chunks.finish();
		for (int i = 0; i < levels.size(); i++) {
			final ArrayDescription array = new ArrayDescription(layout, levels.get(i), options.compression());
			if (options.version() == Version.V0_4) write(i + "/.zarray", array.zarr2());
			else write(i + "/zarr.json", array.zarr3());
		}
		final Map<String, Object> carried = new CarriedParts(folder, options, images).write();
		if (options.version() == Version.V0_4) {
			write(".zattrs", image.zattrs(carried));
			write(".zgroup", "{\"zarr_format\": 2}");
		}
		else write("zarr.json", image.zarrJson(carried));
		folder.commit();
		if (labels.isPresent()) labels.get().add(folder.name());
	}

	private void write(final String name, final String json) throws IOException {
		CarriedParts.write(folder, name, json);
	}

	@Override
	public void abort() throws IOException {
		close();
	}

	@Override
	public void close() throws IOException {
		try {
			chunks.close();
		}
		finally {
			folder.close();
			if (labels.isPresent()) labels.get().close();
		}
	}
}
