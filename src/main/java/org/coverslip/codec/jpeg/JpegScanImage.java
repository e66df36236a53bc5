package org.coverslip.codec.jpeg;

import java.io.IOException;

import org.coverslip.codec.CodecException;
import org.coverslip.io.ByteSource;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;

/**
 * A sequential JPEG image of any size, decoded in tiles: the entropy-coded data are passed over once, without decoding
 * the picture, to learn where each part begins; then each tile is cut out as a stream of its own and decoded.
 * <p>
 * Where the chroma is coarser than the luminance, a decoder mixes neighbours; so a tile is decoded with one unit more
 * on each side, and is the same, to the last bit, as in the picture decoded as a whole. Memory is some bytes for each
 * 512 x 8 pixels or more, and a tile. Thread-safe.
 */
public final class JpegScanImage {

	/** Pixels that a tile has in each direction, or fewer to be a multiple of the units. */
	private static final int TILE = 512;
	private static final int READ_AT_ONCE = 16 << 10;

	private final ByteSource stream;
	private final JpegScanHead head;
	private final JpegScanIndex index;
	private final JpegDecoder decoder;
	private final BlockShape tile;
	private final int unitColumns;
	private final int unitRows;
	private final int margin;

	private JpegScanImage(final ByteSource stream, final JpegScanHead head) throws CodecException {
		this.stream = stream;
		this.head = head;
		final JpegHeader header = head.header();
		final JpegColour colour = header.colour();
		decoder = JpegDecoder.of(colour);
		final int unitWidth = header.mcuWidth();
		final int unitHeight = header.mcuHeight();
		tile = new BlockShape(TILE / unitWidth * unitWidth, TILE / unitHeight * unitHeight, samples(header),
			PixelType.UINT8);
		unitColumns = (header.width() - 1) / unitWidth + 1;
		unitRows = (header.height() - 1) / unitHeight + 1;
		margin = isSubsampled(header) ? 1 : 0;
		index = new JpegScanIndex(stream, head, JpegScanUnits.of(head), unitColumns, unitRows, tile.width() / unitWidth,
			margin);
	}

	/**
	 * @param stream
	 *            stays the caller's; is read when tiles are
	 * @param head
	 *            of the same stream; {@link JpegScanHead#isDivisible()}
	 * @throws CodecException
	 *             if the head is damaged
	 */
	public static JpegScanImage of(final ByteSource stream, final JpegScanHead head) throws CodecException {
		if (!head.isDivisible()) throw new IllegalArgumentException("a JPEG of several scans or more than 8 bits");
		return new JpegScanImage(stream, head);
	}

	/** Samples of a decoded pixel, as {@link JpegHeader#colour()} has them. */
	private static int samples(final JpegHeader header) {
		return header.colour().samples() == 0 ? header.components().size() : header.colour().samples();
	}

	private static boolean isSubsampled(final JpegHeader header) {
		final JpegHeader.Component first = header.components().get(0);
		return header.components().stream()
			.anyMatch(c -> c.horizontal() != first.horizontal() || c.vertical() != first.vertical());
	}

	/** The shape of a tile; those at the right and lower border of the image are smaller. */
	public BlockShape tile() {
		return tile;
	}

	/**
	 * Decodes the tile in a column and row of tiles.
	 *
	 * @return what lies within the image, 8-bit grey or RGB
	 * @throws CodecException
	 *             if the stream is damaged there or before
	 */
	public PixelBlock read(final int column, final int row) throws IOException {
		final JpegHeader header = head.header();
		final int unitWidth = header.mcuWidth();
		final int unitHeight = header.mcuHeight();
		final int firstRow = Math.max(0, row * (tile.height() / unitHeight) - margin);
		final int endRow = Math.min(unitRows, (row + 1) * (tile.height() / unitHeight) + margin);
		final int firstColumn = index.column(column);
		final int endColumn = Math.min(unitColumns, (column + 1) * (tile.width() / unitWidth) + margin);
		index.require(endRow);
		final int width = Math.min(header.width(), endColumn * unitWidth) - firstColumn * unitWidth;
		final int height = Math.min(header.height(), endRow * unitHeight) - firstRow * unitHeight;
		final JpegScanCut cut = new JpegScanCut(head, width, height);
		final JpegScanBits bits = new JpegScanBits(stream, READ_AT_ONCE);
		for (int r = firstRow; r < endRow; r++)
			index.copy(r, column, endColumn, bits, cut);
		final PixelBlock decoded =
			decoder.decode(cut.finish(), new BlockShape(width, height, tile.samples(), tile.type()));
		final int x = column * tile.width() - firstColumn * unitWidth;
		final int y = row * tile.height() - firstRow * unitHeight;
		return decoded.crop(x, y, Math.min(tile.width(), width - x), Math.min(tile.height(), height - y));
	}
}
