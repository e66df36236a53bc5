package org.coverslip.format.hamamatsu;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Path;
import java.util.Optional;

import org.coverslip.codec.jpeg.JpegHeader;
import org.coverslip.geom.UniformTileGrid;
import org.coverslip.io.ByteSource;
import org.coverslip.io.SlideFormatException;
import org.coverslip.pixel.BlockShape;
import org.coverslip.slide.SlideLifetime;

/**
 * A large JPEG stream inside a file, read piece by piece: what lies between two restart markers depends on nothing
 * else, and with the stream's head in front, in which the size is that of the piece, it is a small JPEG. Thread-safe.
 * <p>
 * An image without restart markers, or with such as do not divide its rows evenly, is one piece.
 */
final class IntervalJpeg {

	/**
	 * A block of 64 pixels takes a bit at least: streams that say more are damaged, and no memory is taken for them.
	 */
	static final long MOST_PIXELS_PER_BYTE = 8 * 64;

	private static final byte[] END = { (byte) 0xff, (byte) 0xd9 };

	private final ByteSource source;
	private final Path path;
	private final SlideLifetime lifetime;
	private final JpegHead head;
	private final long width;
	private final long height;
	private final UniformTileGrid grid;
	private final byte[] pieceHead;
	private final RestartMarkers markers;

	private IntervalJpeg(final ByteSource source, final Path path, final SlideLifetime lifetime, final JpegHead head,
		final long width, final long height, final UniformTileGrid grid, final RestartMarkers markers)
	{
		this.source = source;
		this.path = path;
		this.lifetime = lifetime;
		this.head = head;
		this.width = width;
		this.height = height;
		this.grid = grid;
		this.markers = markers;
		pieceHead = head.withSize(grid.tileWidth(), grid.tileHeight());
	}

	/**
	 * Reads the head of a stream and finds how it is divided.
	 *
	 * @param start
	 *            where the stream begins
	 * @param length
	 *            its bytes
	 * @param width
	 *            pixels in a row, as the container says; of an image of one piece the JPEG's own size counts where it
	 *            states one, since small images of real slides differ by a pixel
	 * @param height
	 *            rows, likewise
	 * @throws SlideFormatException
	 *             if there is no JPEG, or its size is another, or it cannot be of so many intervals
	 */
	static IntervalJpeg of(final ByteSource source, final Path path, final SlideLifetime lifetime, final long start,
		final long length, final long width, final long height, final RestartHints hints) throws IOException
	{
		final long size = source.size();
		if (start < 0 || length < 0 || length > size || start > size - length)
			throw new SlideFormatException(path, start, length + " bytes of JPEG", "the end of the file");
		final long end = start + length;
		final JpegHead head = JpegHead.read(source, path, start, end);
		final boolean sizeIsStated = width <= JpegHead.LARGEST_SIZE && height <= JpegHead.LARGEST_SIZE
			&& head.statedWidth() > 0 && head.statedHeight() > 0;
		final Optional<UniformTileGrid> divided = divided(head, width, height);
		if (divided.isEmpty()) {
			final long w = sizeIsStated ? head.statedWidth() : width;
			final long h = sizeIsStated ? head.statedHeight() : height;
			if (w > JpegHead.LARGEST_SIZE || h > JpegHead.LARGEST_SIZE
				|| !BlockShape.fits(w, h, head.header().components().size()))
				throw new SlideFormatException(path, start,
					"restart markers in an image of " + w + " x " + h + " pixels", "none");
			if (w * h > MOST_PIXELS_PER_BYTE * length)
				throw new SlideFormatException(path, start, "a JPEG of " + w + " x " + h + " pixels",
					length + " bytes");
			final UniformTileGrid whole = UniformTileGrid.covering(w, h, (int) w, (int) h);
			return new IntervalJpeg(source, path, lifetime, head, w, h, whole,
				new RestartMarkers(source, path, lifetime, head.dataStart(), end, 1, RestartHints.NONE));
		}
		if (sizeIsStated && (head.statedWidth() != width || head.statedHeight() != height))
			throw new SlideFormatException(path, start, "a JPEG of " + width + " x " + height + " pixels",
				head.statedWidth() + " x " + head.statedHeight());
		final UniformTileGrid grid = divided.get();
		// an interval has a byte of data and a marker at least
		final long most = Math.min(RestartMarkers.MOST_INTERVALS, 1 + (end - head.dataStart()) / 3);
		if (grid.tileCount() > most)
			throw new SlideFormatException(path, start, "at most " + most + " restart intervals",
				grid.tileCount() + "");
		return new IntervalJpeg(source, path, lifetime, head, width, height, grid,
			new RestartMarkers(source, path, lifetime, head.dataStart(), end, (int) grid.tileCount(), hints));
	}

	/** The intervals' places, if each row of units is divided into equal intervals, or an interval is of whole rows. */
	private static Optional<UniformTileGrid> divided(final JpegHead head, final long width, final long height) {
		final JpegHeader header = head.header();
		final long interval = header.restartInterval();
		if (interval == 0 || !head.isInOneScan()) return Optional.empty();
		final UniformTileGrid units = UniformTileGrid.covering(width, height, header.mcuWidth(), header.mcuHeight());
		if (interval > units.columns() || units.columns() % interval != 0) return Optional.empty();
		final long tileWidth = interval * header.mcuWidth();
		if (tileWidth > JpegHead.LARGEST_SIZE) return Optional.empty();
		final UniformTileGrid grid = UniformTileGrid.covering(width, height, (int) tileWidth, header.mcuHeight());
		return grid.tileCount() > 1 ? Optional.of(grid) : Optional.empty();
	}

	/** Pixels in a row. */
	long width() {
		return width;
	}

	/** Rows. */
	long height() {
		return height;
	}

	/** What the head says of the samples; its size is not to be trusted. */
	JpegHeader header() {
		return head.header();
	}

	/** Where the pieces lie; the last ones of rows and columns may reach over the image. */
	UniformTileGrid grid() {
		return grid;
	}

	/** Where the coded data of a piece begin, for messages. */
	long position(final int piece) throws IOException {
		return markers.start(piece);
	}

	/** One piece as a JPEG stream of the grid's tile size. Reads nothing but it, where its position is known. */
	byte[] stream(final int piece) throws IOException {
		lifetime.checkOpen();
		try {
			while (true) {
				final byte[] stream = spliced(piece);
				if (stream != null) return stream;
				if (!markers.distrust())
					throw new SlideFormatException(path, markers.start(piece),
						"restart markers around interval " + piece, "other bytes");
			}
		}
		catch (final ClosedChannelException e) {
			lifetime.checkOpen();
			throw e;
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
			throw new SlideFormatException(path, start,
				"at most " + mostBytes() + " bytes in restart interval " + piece, length + "");
		}
		final byte[] stream = new byte[pieceHead.length + (int) length + 2];
		final int dataAt = pieceHead.length;
		final int dataEnd = dataAt + (int) length;
		final ByteBuffer into =
			ByteBuffer.wrap(stream, dataAt - markerBefore, markerBefore + (int) length + (last ? 0 : 2));
		source.read(start - markerBefore, into);
		if (into.hasRemaining())
			throw new SlideFormatException(path, start, length + " bytes of a JPEG", "the end of the file");
		if (piece > 0 && !isMarker(stream, dataAt - 2, RestartMarkers.markerBehind(piece - 1))
			|| !last && !isMarker(stream, dataEnd, RestartMarkers.markerBehind(piece))) return null;
		System.arraycopy(pieceHead, 0, stream, 0, pieceHead.length);
		System.arraycopy(END, 0, stream, dataEnd, 2);
		return stream;
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
