package org.coverslip.codec.jpeg;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

import org.coverslip.geom.UniformTileGrid;
import org.coverslip.io.ByteSource;
import org.coverslip.pixel.BlockShape;

/**
 * A large JPEG stream, read piece by piece: what lies between two restart markers depends on nothing
 * else, and with the stream's head in front, in which the size is that of the piece, it is a small JPEG. Thread-safe.
 * <p>
 * An image without restart markers, or with such as do not divide its rows evenly, is one piece.
 */
public final class JpegIntervalImage {

	/** The largest size that libjpeg takes, in each direction; larger ones that a stream states are wrong. */
	public static final int LARGEST_SIZE = 65500;

	/**
	 * A block of 64 pixels takes a bit at least: streams that say more are damaged, and no memory is taken for them.
	 */
	public static final long MOST_PIXELS_PER_BYTE = 8 * 64;

	private static final byte[] END = { (byte) 0xff, (byte) JpegSegments.EOI };

	private final ByteSource stream;
	private final JpegScanHead head;
	private final long width;
	private final long height;
	private final UniformTileGrid grid;
	private final byte[] pieceHead;
	private final JpegRestartMarkers markers;

	private JpegIntervalImage(final ByteSource stream, final JpegScanHead head, final long width, final long height,
		final UniformTileGrid grid, final JpegRestartMarkers markers)
	{
		this.stream = stream;
		this.head = head;
		this.width = width;
		this.height = height;
		this.grid = grid;
		this.markers = markers;
		pieceHead = head.forPart(grid.tileWidth(), grid.tileHeight());
	}

	/**
	 * Finds how a stream is divided.
	 *
	 * @param stream
	 *            stays the caller's; is read when pieces are, from any thread
	 * @param head
	 *            of the same stream
	 * @param width
	 *            pixels in a row, as the container says; of an image of one piece the JPEG's own size counts where it
	 *            states one, since small images of real slides differ by a pixel
	 * @param height
	 *            rows, likewise
	 * @throws DamagedJpegException
	 *             if its size is another, or it cannot be of so many intervals
	 */
	public static JpegIntervalImage of(final ByteSource stream, final JpegScanHead head, final long width,
		final long height, final JpegRestartHints hints) throws IOException
	{
		final long end = stream.size();
		final JpegHeader header = head.header();
		final boolean sizeCounts = width <= LARGEST_SIZE && height <= LARGEST_SIZE && head.isSized();
		final Optional<UniformTileGrid> divided = divided(head, width, height);
		if (divided.isEmpty())
			return sizeCounts ? ofOnePiece(stream, head, header.width(), header.height())
				: ofOnePiece(stream, head, width, height);
		if (sizeCounts && (header.width() != width || header.height() != height))
			throw new DamagedJpegException(0, "a JPEG of " + width + " x " + height + " pixels",
				header.width() + " x " + header.height());
		final UniformTileGrid grid = divided.get();
		// an interval has a byte of data and a marker at least
		final long most = Math.min(JpegRestartMarkers.MOST_INTERVALS, 1 + (end - head.dataStart()) / 3);
		if (grid.tileCount() > most)
			throw new DamagedJpegException(0, "at most " + most + " restart intervals", grid.tileCount() + "");
		return new JpegIntervalImage(stream, head, width, height, grid,
			new JpegRestartMarkers(stream, head.dataStart(), end, (int) grid.tileCount(), hints));
	}

	private static JpegIntervalImage ofOnePiece(final ByteSource stream, final JpegScanHead head, final long width,
		final long height) throws IOException
	{
		if (width > LARGEST_SIZE || height > LARGEST_SIZE
			|| !BlockShape.fits(width, height, head.header().components().size()))
			throw new DamagedJpegException(0, "restart markers in an image of " + width + " x " + height + " pixels",
				"none");
		if (width * height > MOST_PIXELS_PER_BYTE * stream.size())
			throw new DamagedJpegException(0, "a JPEG of " + width + " x " + height + " pixels",
				stream.size() + " bytes");
		return new JpegIntervalImage(stream, head, width, height,
			UniformTileGrid.covering(width, height, (int) width, (int) height),
			new JpegRestartMarkers(stream, head.dataStart(), stream.size(), 1, JpegRestartHints.NONE));
	}

	/** The intervals' places, if each row of units is divided into equal intervals, or an interval is of whole rows. */
	private static Optional<UniformTileGrid> divided(final JpegScanHead head, final long width, final long height) {
		final JpegHeader header = head.header();
		final long interval = header.restartInterval();
		if (interval == 0 || !head.isDivisible()) return Optional.empty();
		final UniformTileGrid units = UniformTileGrid.covering(width, height, header.mcuWidth(), header.mcuHeight());
		if (interval > units.columns() || units.columns() % interval != 0) return Optional.empty();
		final long tileWidth = interval * header.mcuWidth();
		if (tileWidth > LARGEST_SIZE) return Optional.empty();
		final UniformTileGrid grid = UniformTileGrid.covering(width, height, (int) tileWidth, header.mcuHeight());
		return grid.tileCount() > 1 ? Optional.of(grid) : Optional.empty();
	}

	/** Pixels in a row. */
	public long width() {
		return width;
	}

	/** Rows. */
	public long height() {
		return height;
	}

	/** What the head says of the samples; its size is not to be trusted. */
	public JpegHeader header() {
		return head.header();
	}

	/** Where the pieces lie; the last ones of rows and columns may reach over the image. */
	public UniformTileGrid grid() {
		return grid;
	}

	/** Where in the stream the coded data of a piece begin, for messages. */
	public long position(final int piece) throws IOException {
		return markers.start(piece);
	}

	/**
	 * One piece as a JPEG stream of the grid's tile size. Reads nothing but it, where its position is known.
	 *
	 * @throws DamagedJpegException
	 *             if it is not where it should be
	 */
	public byte[] piece(final int piece) throws IOException {
		while (true) {
			final byte[] spliced = spliced(piece);
			if (spliced != null) return spliced;
			if (!markers.distrust()) throw new DamagedJpegException(markers.start(piece),
				"restart markers around interval " + piece, "other bytes");
		}
	}

	/** Head, data and end; null if the data do not lie between the right markers. */
	private byte[] spliced(final int piece) throws IOException {
		final boolean last = piece == markers.count() - 1;
		final int markerBefore = piece == 0 ? 0 : 2;
		final long start = markers.start(piece);
		final long length = markers.start(piece + 1) - (last ? 0 : 2) - start;
		if (length < 0 || length > mostBytes()) {
			if (markers.distrust()) return spliced(piece);
			throw new DamagedJpegException(start, "at most " + mostBytes() + " bytes in restart interval " + piece,
				length + "");
		}
		final byte[] spliced = new byte[pieceHead.length + (int) length + 2];
		final int dataAt = pieceHead.length;
		final int dataEnd = dataAt + (int) length;
		final ByteBuffer into =
			ByteBuffer.wrap(spliced, dataAt - markerBefore, markerBefore + (int) length + (last ? 0 : 2));
		stream.read(start - markerBefore, into);
		if (into.hasRemaining())
			throw new DamagedJpegException(start, length + " bytes of a JPEG", "the end of the file");
		if (piece > 0 && !isMarker(spliced, dataAt - 2, JpegRestartMarkers.markerBehind(piece - 1))
			|| !last && !isMarker(spliced, dataEnd, JpegRestartMarkers.markerBehind(piece))) return null;
		System.arraycopy(pieceHead, 0, spliced, 0, pieceHead.length);
		System.arraycopy(END, 0, spliced, dataEnd, 2);
		return spliced;
	}

	private static boolean isMarker(final byte[] stream, final int at, final int code) {
		return stream[at] == (byte) 0xff && stream[at + 1] == (byte) code;
	}

	/**
	 * A coded coefficient takes 32 bits at most, Huffman code and value, and twice that with stuffed bytes: no piece
	 * has more than 8 bytes a sample.
	 */
	private long mostBytes() {
		return Math.min(Integer.MAX_VALUE - 8L - pieceHead.length,
			4096 + 8L * grid.tileWidth() * grid.tileHeight() * head.header().components().size());
	}
}
