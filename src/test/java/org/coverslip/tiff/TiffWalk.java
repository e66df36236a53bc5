package org.coverslip.tiff;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The plainest possible reading of a TIFF in memory, so that tests of the writer do not lean on the reader. */
public final class TiffWalk {

	private static final int[] TYPE_BYTES = { 0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8 };

	private final ByteBuffer file;
	private final boolean big;

	public TiffWalk(final ByteBuffer file) {
		this.file = file.duplicate().order(file.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
		big = this.file.getShort(2) == 43;
	}

	public boolean isBig() {
		return big;
	}

	/** The positions of the main chain's directories. */
	public List<Long> chain() {
		final List<Long> chain = new ArrayList<>();
		for (long ifd = offset(big ? 8 : 4); ifd != 0; ifd = next(ifd))
			chain.add(ifd);
		return chain;
	}

	/** The position of the directory after this one, or 0. */
	public long next(final long ifd) {
		return offset((int) ifd + (big ? 8 + 20 * fieldCount(ifd) : 2 + 12 * fieldCount(ifd)));
	}

	public boolean has(final long ifd, final int tag) {
		return entry(ifd, tag) >= 0;
	}

	/** The values of a BYTE, SHORT, LONG or offset field. */
	public long[] numbers(final long ifd, final int tag) {
		final ByteBuffer bytes = ByteBuffer.wrap(bytes(ifd, tag)).order(file.order());
		final int width = TYPE_BYTES[file.getShort(entry(ifd, tag) + 2)];
		final long[] numbers = new long[bytes.capacity() / width];
		for (int i = 0; i < numbers.length; i++)
			numbers[i] = switch (width) {
				case 1 -> bytes.get() & 0xff;
				case 2 -> bytes.getShort() & 0xffff;
				case 4 -> Integer.toUnsignedLong(bytes.getInt());
				default -> bytes.getLong();
			};
		return numbers;
	}

	/** The first value, or {@code absent} where there is no such field. */
	public long number(final long ifd, final int tag, final long absent) {
		return has(ifd, tag) ? numbers(ifd, tag)[0] : absent;
	}

	/** The numerator through the denominator of a RATIONAL field's first value. */
	public double rational(final long ifd, final int tag) {
		final ByteBuffer bytes = ByteBuffer.wrap(bytes(ifd, tag)).order(file.order());
		return (double) Integer.toUnsignedLong(bytes.getInt()) / Integer.toUnsignedLong(bytes.getInt());
	}

	/** The text without its NUL. */
	public String text(final long ifd, final int tag) {
		final byte[] bytes = bytes(ifd, tag);
		return new String(bytes, 0, bytes.length - 1, StandardCharsets.UTF_8);
	}

	/** A field's bytes in the file's order. */
	public byte[] bytes(final long ifd, final int tag) {
		final int entry = entry(ifd, tag);
		if (entry < 0) throw new AssertionError("no tag " + tag);
		final long count = big ? file.getLong(entry + 4) : file.getInt(entry + 4);
		final int length = (int) (count * TYPE_BYTES[file.getShort(entry + 2)]);
		final int value = entry + (big ? 12 : 8);
		return slice(length <= (big ? 8 : 4) ? value : offset(value), length);
	}

	public byte[] slice(final long position, final long length) {
		final byte[] bytes = new byte[(int) length];
		file.get((int) position, bytes);
		return bytes;
	}

	private int entry(final long ifd, final int tag) {
		for (int i = 0; i < fieldCount(ifd); i++) {
			final int entry = (int) ifd + (big ? 8 + 20 * i : 2 + 12 * i);
			if ((file.getShort(entry) & 0xffff) == tag) return entry;
		}
		return -1;
	}

	private int fieldCount(final long ifd) {
		return big ? (int) file.getLong((int) ifd) : file.getShort((int) ifd) & 0xffff;
	}

	private long offset(final int position) {
		return big ? file.getLong(position) : Integer.toUnsignedLong(file.getInt(position));
	}
}
