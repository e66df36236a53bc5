package org.coverslip.export.dicom;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.coverslip.codec.CodecException;
import org.coverslip.codec.SamplePacker;
import org.coverslip.dicom.TransferSyntax;
import org.coverslip.export.walk.EncodedTile;
import org.coverslip.export.walk.PyramidSink;
import org.coverslip.export.walk.WrittenLevel;
import org.coverslip.io.OutputFile;
import org.coverslip.io.OutputFolder;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.AssociatedImage;
import org.coverslip.slide.Plane;
import org.coverslip.slide.RegionPixels;
import org.coverslip.slide.Scene;

/** A whole-slide image in DICOM that is being written: frames as they come, their data sets when all are there. */
final class DicomSink implements PyramidSink {

	/** What associated images are in DICOM; there is no place for others. */
	private static final Map<String, String> FLAVORS =
		Map.of("label", "LABEL", "macro", "OVERVIEW", "overview", "OVERVIEW", "thumbnail", "THUMBNAIL");
	private static final int WHITE = 0xffffff;
	private static final long BASIC_LIMIT = 1L << 32;
	private static final double NO_RATIO_YET = 1;

	private final Scene scene;
	private final List<DicomLevel> levels;
	private final InstanceAttributes attributes;
	private final OutputFolder folder;
	private final FrameShelf shelf;
	private final List<FrameFile> files = new ArrayList<>();
	private final Map<String, AssociatedImage> beside = new LinkedHashMap<>();

	/**
	 * @param folder
	 *            closed with the sink
	 */
	DicomSink(final Scene scene, final List<DicomLevel> levels, final InstanceAttributes attributes,
		final OutputFolder folder) throws IOException
	{
		this.scene = scene;
		this.levels = levels;
		this.attributes = attributes;
		this.folder = folder;
		shelf = new FrameShelf(folder.place("level").getParent());
	}

	/** The first of each flavour. */
	@Override
	public void associated(final AssociatedImage image) {
		final String flavor = FLAVORS.get(image.name());
		if (flavor != null) beside.putIfAbsent(flavor, image);
	}

	@Override
	public void beginLevel(final int level, final WrittenLevel form) throws IOException {
		final DicomLevel what = levels.get(level);
		final int head = head(level, NO_RATIO_YET).length;
		final OutputFile file = OutputFile.create(folder.place("level_" + level + ".dcm"));
		final long frames = frames(what);
		if (!what.coding().isEncapsulated()) files.add(
			new UncompressedFrames(file, head, frameLength(what), scene.pixelType().bytes() == 2));
		else files.add(new EncapsulatedFrames(file, shelf, head, Math.toIntExact(frames), isLarge(what)));
	}

	private long frames(final DicomLevel level) {
		return level.size().grid().tileCount() * scene.channels().size() * scene.sizeZ();
	}

	private long frameLength(final DicomLevel level) {
		return (long) level.size().tileWidth() * level.size().tileHeight() * scene.level(0).samples()
			* scene.pixelType().bytes();
	}

	/** Whether the frames might reach 4 GiB: none takes more than twice the bytes of its samples, and its tables. */
	private boolean isLarge(final DicomLevel level) {
		return frames(level) * (2 * frameLength(level) + 4096) >= BASIC_LIMIT;
	}

	private byte[] head(final int level, final double ratio) throws IOException {
		final DicomLevel what = levels.get(level);
		return attributes.fileHead(attributes.instance("level " + level), what.coding().syntax(),
			attributes.level(level + 1, what, ratio));
	}

	@Override
	public void put(final int level, final Plane plane, final long col, final long row, final EncodedTile tile)
		throws IOException
	{
		final DicomLevel what = levels.get(level);
		final long first = ((long) plane.channel() * scene.sizeZ() + plane.z()) * what.size().grid().tileCount();
		files.get(level).put(first + what.size().grid().index(col, row), frame(level, col, row, tile.bytes()));
	}

	private byte[] frame(final int level, final long col, final long row, final byte[] tile) throws IOException {
		try {
			return levels.get(level).coding().frames().frame(tile);
		}
		catch (final CodecException e) {
			throw new IOException("the tile in column " + col + ", row " + row + " of level " + level
				+ " cannot be copied: " + e.getMessage() + "; choose a compression", e);
		}
	}

	/** Never called: each place has its frame, that of an absent tile shows the background. */
	@Override
	public void absent(final int level, final Plane plane, final long col, final long row) {
		throw new IllegalStateException("no frame at " + col + ", " + row + " of level " + level);
	}

	@Override
	public void finish() throws IOException {
		for (int i = 0; i < files.size(); i++) {
			final double samples = (double) frames(levels.get(i)) * frameLength(levels.get(i));
			files.get(i).finish(head(i, samples / Math.max(1, files.get(i).frameBytes())));
		}
		int number = levels.size();
		for (final Map.Entry<String, AssociatedImage> image : beside.entrySet())
			write(image.getKey(), ++number, samples(image.getValue().read()));
		shelf.close();
		folder.commit();
	}

	/** As one frame of its samples, which every program reads and which loses nothing. */
	private void write(final String flavor, final int number, final PixelBlock image) throws IOException {
		final byte[] head = attributes.fileHead(attributes.instance(flavor), TransferSyntax.EXPLICIT,
			attributes.beside(flavor, number, image.shape()));
		final byte[] bytes = SamplePacker.pack(image);
		try (UncompressedFrames file = new UncompressedFrames(
			OutputFile.create(folder.place(flavor.toLowerCase(Locale.ROOT) + ".dcm")), head.length,
			bytes.length, false)) {
			file.put(0, bytes);
			file.finish(head);
		}
	}

	/** Of 8 bits, without alpha. */
	private static PixelBlock samples(final PixelBlock image) {
		PixelBlock block = image;
		if (block.type() != PixelType.UINT8) {
			block = PixelBlock.zeros(new BlockShape(image.width(), image.height(), image.samples(), PixelType.UINT8));
			for (int i = 0; i < block.shape().length(); i++)
				block.bytes()[i] = (byte) ((int) image.value(i) >> 8);
		}
		return block.samples() == 4 || block.samples() == 2 ? RegionPixels.of(block).over(WHITE) : block;
	}

	@Override
	public void abort() throws IOException {
		close();
	}

	@Override
	public void close() throws IOException {
		try {
			for (final FrameFile file : files)
				file.close();
			shelf.close();
		}
		finally {
			folder.close();
		}
	}
}
