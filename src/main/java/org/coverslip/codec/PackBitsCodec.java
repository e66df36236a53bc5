package org.coverslip.codec;

import java.util.Arrays;

/** Run lengths of bytes: TIFF compression 32773, TIFF 6.0 specification, section 9. */
public final class PackBitsCodec implements ByteCodec, ByteEncoder {

	private static final String WHAT = "PackBits data";
	private static final int LONGEST = 128;

	private final int rowBytes;

	/** A codec whose encoder lets runs go on from one row to the next, which every decoder reads. */
	public PackBitsCodec() {
		this(Integer.MAX_VALUE);
	}

	/**
	 * @param rowBytes
	 *            bytes in a row: the specification has the encoder begin each row with a new run
	 */
	public PackBitsCodec(final int rowBytes) {
		if (rowBytes <= 0) throw new IllegalArgumentException("rows of " + rowBytes + " bytes");
		this.rowBytes = rowBytes;
	}

	@Override
	public byte[] decode(final byte[] encoded, final int decodedLength) throws CodecException {
		DecodedLength.check(WHAT, encoded.length, decodedLength, LONGEST);
		final byte[] out = new byte[decodedLength];
		int read = 0;
		int written = 0;
		while (written < decodedLength) {
			if (read == encoded.length) throw DecodedLength.tooFew(WHAT, written, decodedLength);
			final int count = encoded[read++];
			if (count == -128) continue;
			final boolean run = count < 0;
			final int n = Math.min(run ? 1 - count : 1 + count, decodedLength - written);
			if (encoded.length - read < (run ? 1 : n)) throw DecodedLength.tooFew(WHAT, written, decodedLength);
			if (run) Arrays.fill(out, written, written + n, encoded[read++]);
			else {
				System.arraycopy(encoded, read, out, written, n);
				read += n;
			}
			written += n;
		}
		return out;
	}

	@Override
	public byte[] encode(final byte[] decoded) {
		final int rows = (int) Math.max(1, ((long) decoded.length + rowBytes - 1) / rowBytes);
		final byte[] out = new byte[Math.addExact(decoded.length, decoded.length / LONGEST + rows + 1)];
		int written = 0;
		for (long row = 0; row < decoded.length; row += rowBytes)
			written = encodeRow(decoded, (int) row, (int) Math.min(decoded.length, row + rowBytes), out, written);
		return Arrays.copyOf(out, written);
	}

	/** Runs of three and more, and of two where no literal is open; a literal is as long as no such run begins. */
	private static int encodeRow(final byte[] in, final int from, final int to, final byte[] out, final int start) {
		int written = start;
		int read = from;
		while (read < to) {
			int run = 1;
			while (run < LONGEST && read + run < to && in[read + run] == in[read])
				run++;
			if (run >= 2) {
				out[written++] = (byte) (1 - run);
				out[written++] = in[read];
				read += run;
				continue;
			}
			int end = read + 1;
			while (end < to && end - read < LONGEST
				&& !(end + 2 < to && in[end] == in[end + 1] && in[end] == in[end + 2]))
				end++;
			out[written++] = (byte) (end - read - 1);
			System.arraycopy(in, read, out, written, end - read);
			written += end - read;
			read = end;
		}
		return written;
	}
}
