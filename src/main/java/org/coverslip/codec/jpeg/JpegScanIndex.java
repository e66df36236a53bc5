package org.coverslip.codec.jpeg;

import java.io.IOException;
import java.util.Arrays;

import org.coverslip.codec.CodecException;
import org.coverslip.io.ByteSource;

/**
 * Where in a JPEG stream the units of an image are: checkpoints at even distances in each row of units, from which
 * decoding can begin. The stream is passed over once, as far as it is asked for; what is known is read without a lock.
 * Thread-safe.
 * <p>
 * A checkpoint takes 8 bytes and 2 a component. Nothing is allocated ahead of the stream.
 */
final class JpegScanIndex {

	private static final int READ_AT_ONCE = 128 << 10;

	private final ByteSource stream;
	private final JpegScanUnits units;
	private final long dataStart;
	private final int columns;
	private final int rows;
	private final int step;
	private final int lead;
	private final int restartInterval;
	/** Of each known row: position times 8 plus the bit, at each checkpoint. */
	private final long[][] positions;
	/** Of each known row: the last DC value of each component, at each checkpoint. */
	private final short[][] values;
	private volatile int known;
	private CodecException failure;
	private JpegScanBits bits;
	private int[] last;

	/**
	 * @param columns
	 *            units in a row
	 * @param rows
	 *            rows of units
	 * @param step
	 *            units from one checkpoint to the next
	 * @param lead
	 *            units by which each checkpoint but a row's first comes before a multiple of {@code step}
	 */
	JpegScanIndex(final ByteSource stream, final JpegScanHead head, final JpegScanUnits units, final int columns,
		final int rows,
		final int step, final int lead)
	{
		this.stream = stream;
		this.units = units;
		this.dataStart = head.dataStart();
		this.columns = columns;
		this.rows = rows;
		this.step = step;
		this.lead = lead;
		restartInterval = head.header().restartInterval();
		positions = new long[rows][];
		values = new short[rows][];
	}

	/** The number of the first unit in a row that the given checkpoint is at. */
	int column(final int checkpoint) {
		return checkpoint == 0 ? 0 : checkpoint * step - lead;
	}

	private int checkpoints() {
		return 1 + Math.max(0, columns + lead - 1) / step;
	}

	/**
	 * Passes over the stream as far as rows 0 to {@code count - 1} need it.
	 *
	 * @throws CodecException
	 *             if it is damaged before the end of these
	 */
	void require(final int count) throws IOException {
		if (known >= count) return;
		synchronized (this) {
			if (known >= count) return;
			if (failure != null) throw new CodecException(failure.getMessage(), failure);
			boolean sound = false;
			try {
				if (bits == null) begin();
				while (known < count)
					scanRow(known);
				sound = true;
				if (known == rows) bits = null;
			}
			catch (final CodecException e) {
				failure = e;
				throw e;
			}
			finally {
				// a read that failed may succeed the next time, from the beginning
				if (!sound) bits = null;
			}
		}
	}

	private void begin() throws IOException {
		bits = new JpegScanBits(stream, READ_AT_ONCE);
		bits.seek(dataStart, 0, READ_AT_ONCE);
		last = new int[units.components()];
		known = 0;
	}

	private void scanRow(final int row) throws IOException {
		final int n = units.components();
		final long[] places = new long[checkpoints()];
		final short[] dc = new short[places.length * n];
		int checkpoint = 0;
		int next = 0;
		for (int col = 0; col < columns; col++) {
			restartIfDue(bits, last, row, col);
			if (col == next) {
				places[checkpoint] = bits.position() << 3 | bits.bit() & 7;
				for (int i = 0; i < n; i++) {
					if (last[i] != (short) last[i])
						throw new CodecException("the JPEG stream is damaged: a DC value of " + last[i]);
					dc[checkpoint * n + i] = (short) last[i];
				}
				next = column(++checkpoint);
			}
			units.skip(bits, last);
		}
		positions[row] = places;
		values[row] = dc;
		known = row + 1;
	}

	/** Passes the restart marker that is due before a unit, and forgets the DC values. */
	private void restartIfDue(final JpegScanBits from, final int[] dc, final int row, final int col)
		throws IOException {
		if (restartInterval == 0) return;
		final long unit = (long) row * columns + col;
		if (unit == 0 || unit % restartInterval != 0) return;
		from.restart((int) (unit / restartInterval - 1 & 7));
		Arrays.fill(dc, 0);
	}

	/**
	 * Copies units of one row that {@link #require} made known.
	 *
	 * @param checkpoint
	 *            at which they begin
	 * @param end
	 *            number of the unit behind the last one
	 * @param from
	 *            any reader of the stream
	 */
	void copy(final int row, final int checkpoint, final int end, final JpegScanBits from, final JpegScanCut cut)
		throws IOException {
		final int n = units.components();
		final long place = positions[row][checkpoint];
		final int[] dc = new int[n];
		for (int i = 0; i < n; i++)
			dc[i] = values[row][checkpoint * n + i];
		from.seek(place >>> 3, (int) place & 7, lengthFrom(row, checkpoint));
		final int start = column(checkpoint);
		for (int col = start; col < end; col++) {
			if (col > start) restartIfDue(from, dc, row, col);
			units.copy(from, dc, cut);
		}
	}

	/** Bytes from a checkpoint to the next, or a large number where that is not known. */
	private long lengthFrom(final int row, final int checkpoint) {
		final long place = positions[row][checkpoint];
		if (checkpoint + 1 < positions[row].length) return (positions[row][checkpoint + 1] - place >>> 3) + 1;
		return row + 1 < known ? (positions[row + 1][0] - place >>> 3) + 1 : READ_AT_ONCE;
	}
}
