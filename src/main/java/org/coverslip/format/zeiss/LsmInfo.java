package org.coverslip.format.zeiss;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

import org.coverslip.format.tiff.PlaneAxes;
import org.coverslip.format.tiff.PlaneAxes.Axis;
import org.coverslip.io.ByteSource;
import org.coverslip.io.SlideFormatException;
import org.coverslip.slide.Channel;
import org.coverslip.slide.PixelSize;
import org.coverslip.tiff.Ifd;
import org.coverslip.tiff.TiffFile;

/**
 * Tag 34412 of a Zeiss LSM: a little-endian structure whose first number is its version, with sizes, voxel sizes in
 * metres, and the position of the channels' names and colours.
 * <p>
 * Source: Zeiss's "LSM 5/7/8x0 image file format description", as tifffile 2023.2 lists its fields.
 *
 * @param sizeZ
 *            focal planes, &gt; 0
 * @param sizeC
 *            channels, &gt; 0
 * @param sizeT
 *            time points, &gt; 0
 * @param timeFirst
 *            whether all time points of a focal plane come before the next focal plane in the file
 * @param pixelSize
 *            if stated
 * @param pixelSizeZ
 *            micrometres, if stated
 * @param channels
 *            names and colours; may be fewer than {@code sizeC}
 */
record LsmInfo(int sizeZ, int sizeC, int sizeT, boolean timeFirst, Optional<PixelSize> pixelSize,
	OptionalDouble pixelSizeZ,
	List<Channel> channels)
{

	static final int TAG = 34412;
	private static final int MAGIC_OLD = 0x0300494c;
	private static final int MAGIC = 0x0400494c;
	/** The least size that includes all that is read here. */
	private static final int LEAST_BYTES = 112;
	private static final int MOST_BYTES = 1 << 16;
	private static final int MOST = 1 << 20;
	private static final double UM_PER_METRE = 1e6;
	/** Scan types in which time points come first: series of planes, of points and of means. */
	private static final List<Integer> TIME_FIRST = List.of(3, 5, 7, 9);
	private static final int LARGEST_COLORS = 1 << 16;
	private static final int MOST_CHANNELS = 1024;

	/** Whether a directory has the structure. */
	static boolean isIn(final Ifd first) throws IOException {
		if (first.count(TAG) < LEAST_BYTES || first.count(TAG) > MOST_BYTES) return false;
		final int magic = ByteBuffer.wrap(first.bytes(TAG)).order(ByteOrder.LITTLE_ENDIAN).getInt(0);
		return magic == MAGIC || magic == MAGIC_OLD;
	}

	/** Reads the structure of a directory that has it. */
	static LsmInfo of(final TiffFile tiff) throws IOException {
		final Ifd first = tiff.ifds().get(0);
		final ByteBuffer info = ByteBuffer.wrap(first.bytes(TAG)).order(ByteOrder.LITTLE_ENDIAN);
		final int[] sizes = new int[3];
		for (int i = 0; i < sizes.length; i++) {
			sizes[i] = info.getInt(16 + 4 * i);
			if (sizes[i] < 1 || sizes[i] > MOST)
				throw new SlideFormatException(tiff.file(), first.field(TAG).offset() + 16 + 4 * i,
					"a size of 1 to " + MOST, sizes[i] + "");
		}
		final double x = info.getDouble(40) * UM_PER_METRE;
		final double y = info.getDouble(48) * UM_PER_METRE;
		final double z = info.getDouble(56) * UM_PER_METRE;
		return new LsmInfo(sizes[0], sizes[1], sizes[2], TIME_FIRST.contains(info.getShort(88) & 0xffff),
			PixelSize.isValid(x) && PixelSize.isValid(y) ? Optional.of(new PixelSize(x, y)) : Optional.empty(),
			PixelSize.isValid(z) ? OptionalDouble.of(z) : OptionalDouble.empty(),
			channels(tiff.source(), info.getInt(108) & 0xffffffffL));
	}

	/**
	 * The structure of names and colours: its size, the number of names and of colours, and where each begins in it;
	 * colours are four bytes beginning with red, names are preceded by their lengths. A faulty structure is no reason
	 * to refuse the file.
	 */
	private static List<Channel> channels(final ByteSource source, final long at) throws IOException {
		if (at <= 0 || at > source.size() - 24) return List.of();
		final ByteBuffer head = ByteBuffer.wrap(source.readFully(at, 24)).order(ByteOrder.LITTLE_ENDIAN);
		final int size = head.getInt(0);
		final int count = head.getInt(4);
		if (size < 24 || size > LARGEST_COLORS || size > source.size() - at || count < 1 || count > MOST_CHANNELS
			|| count != head.getInt(8))
			return List.of();
		final ByteBuffer all = ByteBuffer.wrap(source.readFully(at, size)).order(ByteOrder.LITTLE_ENDIAN);
		final int colors = all.getInt(12);
		int name = all.getInt(16);
		if (colors < 24 || colors > size - 4 * count || name < 24 || name > size) return List.of();
		final List<Channel> channels = new ArrayList<>();
		for (int c = 0; c < count; c++) {
			final int color = colors + 4 * c;
			final int length = name <= size - 4 ? all.getInt(name) : 0;
			final boolean fits = length > 0 && length <= size - 4 - name;
			final String text = fits ? new String(all.array(), name + 4, length, StandardCharsets.ISO_8859_1)
				.split("\0", 2)[0].strip() : "";
			if (fits) name += 4 + length;
			channels.add(
				new Channel(text.isEmpty() ? "Channel " + (c + 1) : text, OptionalInt.of((all.get(color) & 0xff) << 16
				| (all.get(color + 1) & 0xff) << 8 | all.get(color + 2) & 0xff)));
		}
		return channels;
	}

	/**
	 * How the pages follow one another.
	 *
	 * @param samples
	 *            samples of each page: usually all channels
	 * @param pages
	 *            the number of pages; those beyond one recording are further positions
	 */
	PlaneAxes axes(final int samples, final int pages) {
		final List<Axis> axes = new ArrayList<>();
		axes.add(timeFirst ? new Axis('T', sizeT) : new Axis('Z', sizeZ));
		if (samples < sizeC) axes.add(new Axis('C', sizeC));
		axes.add(timeFirst ? new Axis('Z', sizeZ) : new Axis('T', sizeT));
		final long one = new PlaneAxes(axes).count();
		axes.add(new Axis('P', (int) Math.max(1, (pages + one - 1) / one)));
		return new PlaneAxes(axes);
	}
}
