package org.coverslip.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/**
 * One LZW stream that is being encoded, as {@link LzwCodec} describes it. For one thread.
 * <p>
 * Each byte waits for the code of the byte before it: for a look into the table of strings, and, where a branch
 * depends on what is found there, for a guess that is wrong at the end of most strings. So the step of a byte has no
 * such branch: it does what a hit and what a miss need, and keeps the results of one of them. And several streams are
 * encoded side by side, each step of one during the wait of the others: four were measured to take 0.6 of the time of
 * one after the other.
 */
final class LzwEncoder {

	/** How many streams are best encoded side by side. */
	static final int STREAMS = 4;

	private static final VarHandle LONGS =
		MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
	/** The encoder starts anew when this code would be the next: the specification keeps 4094 and 4095 free. */
	private static final int LAST = 4094;
	private static final int CODE = LzwCodec.CODES - 1;
	private static final int HASH_BITS = 14;
	/** 2^32 divided by the golden ratio, odd: spreads the keys of the encoder's table. */
	private static final int HASH_FACTOR = 0x9E3779B1;
	/**
	 * Where in the table of strings each byte begins, scattered: looked up beside the chain of prefixes, not within it.
	 */
	private static final int[] BYTE_SLOTS = new int[256];

	static {
		for (int i = 0; i < BYTE_SLOTS.length; i++)
			BYTE_SLOTS[i] = (i + 1) * HASH_FACTOR >>> 32 - HASH_BITS;
	}

	private final byte[] in;
	/**
	 * The table of strings, an open hash of one {@code int} an entry: the key, which is the code of a prefix (12 bits)
	 * and one more than the byte that follows it (8 bits, and a carry), and below it the code of the two together (12
	 * bits); 0 is a free entry.
	 */
	private final int[] table = new int[1 << HASH_BITS];
	/** The codes to be written since the last clear code, each at the place of the code that was defined with it. */
	private final short[] codes = new short[LzwCodec.CODES];
	/** The code that is next to be defined, and in the lowest 12 bits that of the string so far. */
	private int state;

	private final byte[] out;
	private int written;
	/** What is not written yet, from the highest bit on: the clear code at first. */
	private long buffer = (long) LzwCodec.CLEAR << 64 - LzwCodec.MIN_BITS;
	private int held = LzwCodec.MIN_BITS;

	private LzwEncoder(final byte[] in) {
		this.in = in;
		final int n = in.length;
		// each is written with what follows it, eight bytes at a time
		out = new byte[(int) Math.min(Integer.MAX_VALUE - 8, n * 3L / 2 + n / 2048 + 24)];
		state = LzwCodec.FIRST << LzwCodec.MAX_BITS | (n == 0 ? 0 : in[0] & 0xff);
	}

	static byte[] encode(final byte[] decoded) {
		final LzwEncoder encoder = new LzwEncoder(decoded);
		encoder.run(1);
		return encoder.end();
	}

	/** Encodes each by itself, {@link #STREAMS} of them at a time. */
	static List<byte[]> encode(final List<byte[]> decoded) {
		final byte[][] encoded = new byte[decoded.size()][];
		int i = 0;
		for (; i + STREAMS <= encoded.length; i += STREAMS) {
			final LzwEncoder[] encoders =
				decoded.subList(i, i + STREAMS).stream().map(LzwEncoder::new).toArray(LzwEncoder[]::new);
			final int done = runTogether(encoders[0], encoders[1], encoders[2], encoders[3]);
			for (int k = 0; k < STREAMS; k++) {
				encoders[k].run(done);
				encoded[i + k] = encoders[k].end();
			}
		}
		for (; i < encoded.length; i++)
			encoded[i] = encode(decoded.get(i));
		return List.of(encoded);
	}

	/** Takes as many bytes of each stream as the shortest has, and returns how many. */
	private static int runTogether(final LzwEncoder a, final LzwEncoder b, final LzwEncoder c, final LzwEncoder d) {
		final byte[] inA = a.in;
		final int[] tableA = a.table;
		final short[] codesA = a.codes;
		final byte[] inB = b.in;
		final int[] tableB = b.table;
		final short[] codesB = b.codes;
		final byte[] inC = c.in;
		final int[] tableC = c.table;
		final short[] codesC = c.codes;
		final byte[] inD = d.in;
		final int[] tableD = d.table;
		final short[] codesD = d.codes;
		final int n = Math.min(Math.min(inA.length, inB.length), Math.min(inC.length, inD.length));
		int stateA = a.state;
		int stateB = b.state;
		int stateC = c.state;
		int stateD = d.state;
		for (int i = 1; i < n; i++) {
			stateA = step(inA[i], stateA, tableA, codesA);
			if (stateA >>> LzwCodec.MAX_BITS == LAST) stateA = a.clear(stateA);
			stateB = step(inB[i], stateB, tableB, codesB);
			if (stateB >>> LzwCodec.MAX_BITS == LAST) stateB = b.clear(stateB);
			stateC = step(inC[i], stateC, tableC, codesC);
			if (stateC >>> LzwCodec.MAX_BITS == LAST) stateC = c.clear(stateC);
			stateD = step(inD[i], stateD, tableD, codesD);
			if (stateD >>> LzwCodec.MAX_BITS == LAST) stateD = d.clear(stateD);
		}
		a.state = stateA;
		b.state = stateB;
		c.state = stateC;
		d.state = stateD;
		return Math.max(1, n);
	}

	/** Takes the bytes from one on. */
	private void run(final int from) {
		int now = state;
		for (int i = from; i < in.length; i++) {
			now = step(in[i], now, table, codes);
			if (now >>> LzwCodec.MAX_BITS == LAST) now = clear(now);
		}
		state = now;
	}

	/** Takes a byte: either the string so far with it is in the table, or it is put there and a new one begins. */
	private static int step(final byte value, final int state, final int[] table, final short[] codes) {
		final int next8 = value & 0xff;
		final int prefix = state & CODE;
		final int next = state >>> LzwCodec.MAX_BITS;
		final int key = (prefix << 20) + (next8 + 1 << LzwCodec.MAX_BITS);
		int slot = prefix << HASH_BITS - LzwCodec.MAX_BITS ^ BYTE_SLOTS[next8];
		int entry = table[slot];
		int found = entry ^ key;
		// all bits if the entry has another key, else none: the code is what is found then
		int missed = (found >>> LzwCodec.MAX_BITS) + Integer.MAX_VALUE >> 31;
		if ((entry & missed) != 0) {
			slot = slotOf(key, slot, table);
			entry = table[slot];
			found = entry ^ key;
			missed = (found >>> LzwCodec.MAX_BITS) + Integer.MAX_VALUE >> 31;
		}
		codes[next] = (short) prefix;
		table[slot] = entry | (key | next) & missed;
		return next - missed << LzwCodec.MAX_BITS | found ^ (found ^ next8) & missed;
	}

	/** The place of a key, or the free one where it belongs, if the slot has another. */
	private static int slotOf(final int key, final int taken, final int[] table) {
		int slot = taken;
		do
			slot = slot + 1 & (1 << HASH_BITS) - 1;
		while (table[slot] != 0 && (table[slot] ^ key) >>> LzwCodec.MAX_BITS != 0);
		return slot;
	}

	/** Writes the codes and starts anew. */
	private int clear(final int full) {
		writeCodes(LAST);
		write(LzwCodec.CLEAR, LzwCodec.MAX_BITS);
		Arrays.fill(table, 0);
		return LzwCodec.FIRST << LzwCodec.MAX_BITS | full & CODE;
	}

	/** Writes the rest, and returns all. */
	private byte[] end() {
		int next = state >>> LzwCodec.MAX_BITS;
		writeCodes(next);
		if (in.length > 0) {
			write(state & CODE, bits(next));
			// the decoder defines one more code when it reads this one
			next++;
		}
		write(LzwCodec.END, bits(next));
		return Arrays.copyOf(out, written + (held + 7) / 8);
	}

	/** How many bits a code takes when this one is the next to be defined. */
	private static int bits(final int next) {
		return Math.min(LzwCodec.MAX_BITS, Integer.SIZE - Integer.numberOfLeadingZeros(next));
	}

	/** Writes the codes at the places before the end, four at a time. */
	private void writeCodes(final int end) {
		int i = LzwCodec.FIRST;
		while (i < end) {
			final int bits = bits(i);
			final int stop = Math.min(end, 1 << bits);
			for (; i + 4 <= stop; i += 4)
				write(((long) codes[i] << bits | codes[i + 1]) << 2 * bits | (long) codes[i + 2] << bits | codes[i + 3],
					4 * bits);
			for (; i < stop; i++)
				write(codes[i], bits);
		}
	}

	/**
	 * @param bits
	 *            how many, up to 56
	 */
	private void write(final long value, final int bits) {
		held += bits;
		buffer |= value << 64 - held;
		LONGS.set(out, written, buffer);
		final int whole = held >>> 3;
		written += whole;
		buffer <<= whole << 3;
		held &= 7;
	}
}
