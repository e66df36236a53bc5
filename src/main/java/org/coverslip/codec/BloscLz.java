package org.coverslip.codec;

/**
 * BloscLZ, the compression that Blosc brings along: literals and references to what was decoded, like FastLZ
 * (README_CHUNK_FORMAT of c-blosc; the code of {@code blosclz_decompress} defines it).
 */
final class BloscLz {

	private static final String WHAT = "BloscLZ data";
	private static final int SHORTEST = 3;
	/** Up to so far back a reference says it in 13 bits; from there on it takes 16 bits more. */
	private static final int NEAR = 8191;
	private static final int LONG_LENGTH = 7;

	private final byte[] in;
	private final byte[] out;
	private int at;
	private final int end;
	private int to;
	private final int outEnd;

	private BloscLz(final byte[] in, final int start, final int length, final byte[] out, final int outStart,
		final int outLength)
	{
		this.in = in;
		this.out = out;
		at = start;
		end = start + length;
		to = outStart;
		outEnd = outStart + outLength;
	}

	/** Decodes a stream that must give exactly so many bytes. */
	static void decode(final byte[] in, final int start, final int length, final byte[] out, final int outStart,
		final int outLength) throws CodecException
	{
		new BloscLz(in, start, length, out, outStart, outLength).run(outStart);
	}

	private void run(final int outStart) throws CodecException {
		int control = next() & 31;
		while (true) {
			if (control >= 32) reference(control, outStart);
			else literals(control + 1);
			if (at >= end) break;
			control = next();
		}
		if (to != outEnd) throw new CodecException(WHAT + " gives " + (outEnd - to) + " bytes too few");
	}

	private int next() throws CodecException {
		if (at >= end) throw new CodecException(WHAT + " is cut off");
		return in[at++] & 0xff;
	}

	private void literals(final int count) throws CodecException {
		if (count > end - at) throw new CodecException(WHAT + " is cut off");
		if (count > outEnd - to) throw tooMuch();
		System.arraycopy(in, at, out, to, count);
		at += count;
		to += count;
	}

	private void reference(final int control, final int outStart) throws CodecException {
		int length = control >> 5;
		if (length == LONG_LENGTH) {
			int more;
			do {
				more = next();
				length += more;
				if (length > out.length) throw tooMuch();
			} while (more == 255);
		}
		length += SHORTEST - 1;
		int distance = (control & 31) << 8;
		final int low = next();
		if (low == 255 && distance == 31 << 8) {
			distance = next() << 8;
			distance += next() + NEAR;
		}
		else distance += low;
		distance++;
		if (distance > to - outStart) throw new CodecException(WHAT + " refers to what was not there");
		if (length > outEnd - to) throw tooMuch();
		for (int i = 0; i < length; i++, to++)
			out[to] = out[to - distance];
	}

	private static CodecException tooMuch() {
		return new CodecException(WHAT + " gives more than there is room for");
	}
}
