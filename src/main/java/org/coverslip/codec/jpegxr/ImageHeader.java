package org.coverslip.codec.jpegxr;

import org.coverslip.codec.CodecException;
import org.coverslip.pixel.BlockShape;

/**
 * The header of a code stream (T.832: IMAGE_HEADER), without those of its planes.
 *
 * @param hardTiles
 *            whether each tile is smoothed on its own
 * @param firstOperators
 *            whether the stream is from before the standard (sub-version 0), when the overlap operators were different
 * @param frequencyOrder
 *            whether the bands of a tile are stored separately, one after the other
 * @param indexed
 *            whether there is a table of the tiles' positions
 * @param overlap
 *            steps of smoothing across blocks: 0, 1 or 2
 * @param trimsFlexbits
 *            whether tiles say how many of the lowest bits were left out
 * @param alpha
 *            whether there is a second plane with alpha
 * @param swapsRedAndBlue
 *            whether the first of three packed samples is blue
 * @param width
 *            columns of the image, without margins
 * @param height
 *            rows
 * @param left
 *            columns before the image that are coded but not shown
 * @param top
 *            rows above it
 */
record ImageHeader(boolean hardTiles, boolean firstOperators, boolean frequencyOrder, boolean indexed, int overlap,
	boolean trimsFlexbits, boolean alpha, OutputFormat format, SampleDepth depth, boolean swapsRedAndBlue, int width,
	int height, int left, int top,
	TileGrid tiles)
{

	private static final byte[] SIGNATURE = { 'W', 'M', 'P', 'H', 'O', 'T', 'O', 0 };

	/** Pixels of a macroblock in a row. */
	static final int MACROBLOCK = 16;

	/** Whether a code stream begins here. */
	static boolean begins(final byte[] bytes, final int start, final int end) {
		if (end - start < SIGNATURE.length) return false;
		for (int i = 0; i < SIGNATURE.length; i++)
			if (bytes[start + i] != SIGNATURE[i]) return false;
		return true;
	}

	/** Parses a header, and leaves the reader at that of the first plane. */
	static ImageHeader parse(final byte[] bytes, final int start, final HeaderBits bits) throws CodecException {
		if (!begins(bytes, start, bytes.length))
			throw new CodecException("the JPEG XR stream lacks its signature (WMPHOTO)");
		bits.read(64);
		final int version = (int) bits.read(4);
		final int subVersion = (int) bits.read(4);
		if (version != 1 || (subVersion & 7) > 1)
			throw new CodecException("the JPEG XR stream is of version " + version + "." + subVersion
				+ ", which is not known");
		final boolean tiling = bits.flag();
		final boolean frequencyOrder = bits.flag();
		bits.read(3); // a rotation for display, which decoders leave to others
		final boolean indexed = bits.flag();
		final int overlap = (int) bits.read(2);
		if (overlap == 3) throw new CodecException("the JPEG XR stream has the unknown overlap mode 3");
		final boolean shortSizes = bits.flag();
		bits.flag(); // whether 16 bits are enough for decoding
		final boolean windowing = bits.flag();
		final boolean trimsFlexbits = bits.flag();
		bits.flag(); // reserved
		final boolean redIsHigh = bits.flag();
		bits.flag(); // whether colours are multiplied with alpha
		final boolean alpha = bits.flag();
		final OutputFormat format = OutputFormat.of((int) bits.read(4));
		final SampleDepth depth = SampleDepth.of((int) bits.read(4));
		final long width = bits.read(shortSizes ? 16 : 32) + 1;
		final long height = bits.read(shortSizes ? 16 : 32) + 1;
		final int[] widths = new int[tiling ? (int) bits.read(12) : 0];
		final int[] heights = new int[tiling ? (int) bits.read(12) : 0];
		for (int i = 0; i < widths.length; i++)
			widths[i] = (int) bits.read(shortSizes ? 8 : 16);
		for (int i = 0; i < heights.length; i++)
			heights[i] = (int) bits.read(shortSizes ? 8 : 16);
		if (!indexed && (frequencyOrder || widths.length + heights.length > 0))
			throw new CodecException("the JPEG XR stream does not say where its tiles are");
		final Margins margins = windowing ? Margins.read(bits) : new Margins(0, 0, toWhole(height), toWhole(width));
		bits.align();
		final long codedWidth = margins.left + width + margins.right;
		final long codedHeight = margins.top + height + margins.bottom;
		if ((codedWidth | codedHeight) % MACROBLOCK != 0)
			throw new CodecException("the JPEG XR stream has a coded size of " + codedWidth + " x " + codedHeight
				+ ", not of whole macroblocks");
		if (!BlockShape.fits(codedWidth, codedHeight, 1))
			throw new CodecException("the JPEG XR image of " + width + " x " + height
				+ " pixels is too large for one array");
		return new ImageHeader(subVersion > 7, subVersion == 0, frequencyOrder, indexed, overlap, trimsFlexbits, alpha,
			format, depth,
			depth.isPacked() && !redIsHigh, (int) width, (int) height, margins.left, margins.top,
			TileGrid.of((int) codedWidth / MACROBLOCK, widths,
				(int) codedHeight / MACROBLOCK, heights));
	}

	private static int toWhole(final long size) {
		return (int) (-size & MACROBLOCK - 1);
	}

	/** Pixels around the image. */
	private record Margins(int top, int left, int bottom, int right) {

		static Margins read(final HeaderBits bits) throws CodecException {
			return new Margins((int) bits.read(6), (int) bits.read(6), (int) bits.read(6), (int) bits.read(6));
		}
	}
}
