package org.coverslip.format.generic;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

import org.coverslip.format.tiff.TiffPalette;
import org.coverslip.tiff.Ifd;

/**
 * What ImageJ keeps in tags of its own: a label for each image, and each channel's lookup table.
 * <p>
 * Tag 50838 has the sizes of the blocks of tag 50839. The first block is a head: "IJIJ" as a number, then for each kind
 * of block its name, four letters as a number, and how many blocks follow. Labels ("labl") are text of 16 bits a
 * letter; a table ("luts") has 256 reds, greens and blues. Numbers are in the file's byte order. Source: files of
 * ImageJ 1.54p, and tifffile's {@code imagej_metadata}.
 *
 * @param labels
 *            of the images, in their order; may be fewer
 * @param colors
 *            of the channels: the last colour of a table that begins with black; empty for other tables
 */
record ImageJMetadata(List<String> labels, List<OptionalInt> colors) {

	private static final int SIZES = 50838;
	private static final int BLOCKS = 50839;
	private static final int MAGIC = 0x494a494a;
	private static final int LABELS = 0x6c61626c;
	private static final int TABLES = 0x6c757473;
	private static final int TABLE_BYTES = 768;
	private static final int MOST_BYTES = 64 << 20;
	private static final int WHITE = 0xffffff;

	private static final ImageJMetadata NONE = new ImageJMetadata(List.of(), List.of());

	/** Reads them; empty where they are missing or cannot be understood. */
	static ImageJMetadata of(final Ifd first) throws IOException {
		if (!first.has(SIZES) || !first.has(BLOCKS) || first.count(BLOCKS) > MOST_BYTES || first.count(
			SIZES) > MOST_BYTES / 4) return NONE;
		final long[] sizes = first.longs(SIZES);
		final ByteBuffer blocks = ByteBuffer.wrap(first.bytes(BLOCKS));
		if (blocks.remaining() < 4 || sizes[0] < 4 || sizes[0] > blocks.remaining()) return NONE;
		if (blocks.getInt(0) != MAGIC) blocks.order(ByteOrder.LITTLE_ENDIAN);
		if (blocks.getInt(0) != MAGIC) return NONE;
		final List<String> labels = new ArrayList<>();
		final List<OptionalInt> colors = new ArrayList<>();
		int block = 1;
		int at = (int) sizes[0];
		for (int kind = 4; kind + 8 <= sizes[0]; kind += 8) {
			final int type = blocks.getInt(kind);
			for (int i = blocks.getInt(kind + 4); i > 0 && block < sizes.length; i--, block++) {
				if (sizes[block] < 0 || sizes[block] > blocks.capacity() - at)
					return new ImageJMetadata(labels, colors);
				if (type == LABELS) labels.add(text(blocks, at, (int) sizes[block]));
				if (type == TABLES && sizes[block] == TABLE_BYTES) colors.add(color(blocks, at));
				at += (int) sizes[block];
			}
		}
		return new ImageJMetadata(labels, distinct(colors));
	}

	private static String text(final ByteBuffer blocks, final int at, final int length) {
		final StringBuilder text = new StringBuilder();
		for (int i = 0; i + 1 < length; i += 2)
			text.append(blocks.getChar(at + i));
		return text.toString();
	}

	private static OptionalInt color(final ByteBuffer blocks, final int at) {
		final int[] rgb = new int[TABLE_BYTES];
		for (int i = 0; i < rgb.length; i++)
			rgb[i] = blocks.get(at + i) & 0xff;
		return TiffPalette.rampColor(rgb, 255);
	}

	/** Where all channels are grey, nobody chose their colours. */
	private static List<OptionalInt> distinct(final List<OptionalInt> colors) {
		final boolean chosen = colors.stream().anyMatch(color -> color.isPresent() && color.getAsInt() != WHITE);
		return chosen ? colors : colors.stream().map(color -> OptionalInt.empty()).toList();
	}

	/**
	 * Names of the channels: what the labels of all images of a channel have in common, in their first lines and
	 * without ImageJ's own "c:1/3 z:1/5 - "; "" for a channel whose images have no label in common.
	 */
	List<String> channelNames(final int sizeC) {
		final List<Set<String>> names = new ArrayList<>();
		for (int c = 0; c < sizeC; c++)
			names.add(new LinkedHashSet<>());
		for (int i = 0; i < labels.size(); i++)
			names.get(i % sizeC)
				.add(labels.get(i).split("\\R", 2)[0].strip().replaceFirst("^([czt]:\\d+/\\d+ ?)+(- )?", "").strip());
		return names.stream().map(set -> set.size() == 1 ? set.iterator().next() : "").toList();
	}
}
