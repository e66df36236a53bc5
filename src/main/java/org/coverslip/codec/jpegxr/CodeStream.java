package org.coverslip.codec.jpegxr;

import org.coverslip.codec.CodecException;

/**
 * A code stream: its headers, and where the parts of its tiles are (T.832: CODED_IMAGE).
 *
 * @param alpha
 *            the header of a second plane, null if there is none
 * @param padded
 *            the whole stream with zeros after it
 * @param index
 *            where each part of each tile begins, counted from {@code base}; null if there is one tile that begins
 *            there
 * @param base
 *            index of the first byte after the headers
 */
record CodeStream(ImageHeader image, PlaneHeader plane, PlaneHeader alpha, byte[] padded, long[] index, long base) {

	/** Each part of a tile begins with this in three bytes, and one more byte. */
	private static final int START_CODE = 1;

	/** The most samples, of all components, in the rows being worked on; they take 128 MiB, two or three times over. */
	private static final long MOST_ROW_SAMPLES = 1 << 25;
	private static final int ROWS_IN_WORK = 24;

	/**
	 * Parses the headers of a stream.
	 *
	 * @param bytes
	 *            a file, or its beginning with the headers
	 * @param start
	 *            where the stream begins
	 * @param end
	 *            where it ends; may be beyond the array
	 */
	static CodeStream parse(final byte[] bytes, final int start, final int end) throws CodecException {
		final int here = Math.min(end, bytes.length);
		final HeaderBits bits = new HeaderBits(bytes, start, here);
		final ImageHeader image = ImageHeader.parse(bytes, start, bits);
		final PlaneHeader plane = PlaneHeader.parse(bits, image.depth());
		final PlaneHeader alpha = image.alpha() ? PlaneHeader.parse(bits, image.depth()) : null;
		if (alpha != null && (alpha.components() != 1 || alpha.bands() != plane.bands()))
			throw new CodecException("the alpha plane of the JPEG XR stream does not fit its image");
		checkSize(image, plane, end - start);
		if (image.firstOperators() && (isOfTiles(plane) || alpha != null && isOfTiles(alpha)))
			throw new CodecException(
				"JPEG XR of the version before the standard with a quantiser for each tile is not supported");
		final long[] index = image.indexed() ? index(image, plane, bits, 8L * (end - start)) : null;
		final long skipped = bits.offset();
		return new CodeStream(image, plane, alpha, BitReader.padded(bytes, start, here), index,
			bits.bytePosition() - start + skipped);
	}

	/** Refuses sizes that cannot be true, before anything is allocated: each macroblock takes a bit or more. */
	private static void checkSize(final ImageHeader image, final PlaneHeader plane, final long length)
		throws CodecException {
		final long columns = image.tiles().macroblockColumns();
		if (columns * image.tiles().macroblockRows() > 8 * length)
			throw new CodecException("the JPEG XR stream of " + length + " bytes is too short for an image of "
				+ image.width() + " x "
				+ image.height() + " pixels");
		if (columns * ImageHeader.MACROBLOCK * ROWS_IN_WORK * plane.components() > MOST_ROW_SAMPLES)
			throw new CodecException("the JPEG XR image is too wide: " + image.width() + " pixels");
	}

	/** Whether each tile has its own high-pass quantisers. */
	private static boolean isOfTiles(final PlaneHeader plane) {
		return plane.bands().hasHighpass() && plane.highpass() == null;
	}

	private static long[] index(final ImageHeader image, final PlaneHeader plane, final HeaderBits bits,
		final long most)
		throws CodecException
	{
		if (bits.read(16) != 1) throw new CodecException("the JPEG XR stream lacks the table of its tiles");
		final long count = (long) image.tiles().across() * image.tiles().down() * parts(image, plane);
		if (count > most)
			throw new CodecException("the JPEG XR stream is too short for a table of " + count + " tiles");
		final long[] index = new long[(int) count];
		for (int i = 0; i < index.length; i++)
			index[i] = bits.offset();
		return index;
	}

	private static int parts(final ImageHeader image, final PlaneHeader plane) {
		return image.frequencyOrder() ? plane.bands().parts() : 1;
	}

	/** Starts the planes on the tiles of a row. */
	void open(final int tileRow, final PlaneDecoder[] planes) throws CodecException {
		final int parts = parts(image, plane);
		for (int column = 0; column < image.tiles().across(); column++) {
			final int first = (tileRow * image.tiles().across() + column) * parts;
			final BitReader[] readers = new BitReader[4];
			for (int part = 0; part < 4; part++) {
				if (part < parts) readers[part] = open(first + part, part);
				else if (!image.frequencyOrder()) readers[part] = readers[0];
			}
			final int trimmedBits = image.trimsFlexbits() && readers[3] != null ? readers[3].read(4) : 0;
			for (final PlaneDecoder each : planes) {
				final TileContext context = each.tile(column);
				context.dcBits = readers[0];
				context.lowpassBits = readers[1];
				context.highpassBits = readers[2];
				context.flexBits = readers[3];
				context.trimmedBits = trimmedBits;
				context.reset();
				each.beginTile(context);
			}
		}
	}

	private BitReader open(final int entry, final int part) throws CodecException {
		final BitReader reader = BitReader.at(padded, base + (index == null ? 0 : index[entry]));
		final int code = reader.read(24);
		reader.read(8);
		// other decoders go on if the part with the lowest bits is damaged
		if (code != START_CODE && part < 3)
			throw new CodecException("the JPEG XR stream is damaged: a tile does not begin with its start code");
		return reader;
	}
}
