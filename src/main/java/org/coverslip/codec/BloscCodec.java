package org.coverslip.codec;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

import io.airlift.compress.MalformedInputException;
import io.airlift.compress.snappy.SnappyDecompressor;

/**
 * Frames of Blosc 1, which put bytes, or bits, of equal significance together and compress them block by block with one
 * of several compressions. Read only.
 * <p>
 * The frame (README_CHUNK_FORMAT of c-blosc): 16 bytes of head; where each block begins, in 4 bytes; blocks in any
 * order, each of one stream, or of one for each byte of an element, behind their lengths.
 */
public final class BloscCodec implements ByteCodec {

	private static final String WHAT = "Blosc data";
	private static final int HEAD = 16;
	private static final int SHUFFLED = 1;
	private static final int STORED = 2;
	private static final int BITS_SHUFFLED = 4;
	private static final int NOT_SPLIT = 16;
	/** Blocks of wider elements, or with shorter streams, are never split. */
	private static final int WIDEST_SPLIT = 16;
	private static final int SHORTEST_SPLIT = 128;

	/** The head of a frame. */
	private record Head(int flags, int typeSize, int length, int blockSize, int frame) {

		static Head of(final byte[] bytes) throws CodecException {
			if (bytes.length < HEAD) throw new CodecException(WHAT + " is cut off");
			final ByteBuffer head = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
			final int version = head.get();
			if (version < 1 || version > 2)
				throw new CodecException(WHAT + " of version " + version + ", of which only 1 and 2 are known");
			head.get();
			final Head of =
				new Head(head.get() & 0xff, head.get() & 0xff, head.getInt(), head.getInt(), head.getInt());
			if (of.typeSize == 0 || of.length < 0 || of.frame < HEAD || of.frame > bytes.length
				|| of.length > 0 && of.blockSize <= 0)
				throw new CodecException(WHAT + " has a damaged head");
			return of;
		}

		int blocks() {
			return (int) ((length + (long) blockSize - 1) / blockSize);
		}
	}

	@Override
	public byte[] decode(final byte[] encoded, final int decodedLength) throws IOException {
		final Head head = Head.of(encoded);
		if (head.length < decodedLength) throw DecodedLength.tooFew(WHAT, head.length, decodedLength);
		// a block of zeros takes some bytes of Zstandard
		DecodedLength.check(WHAT, encoded.length, head.length, 1 << 15);
		final byte[] out = new byte[head.length];
		if (head.length == 0) return out;
		if ((head.flags & STORED) != 0) {
			if (head.frame < HEAD + head.length) throw new CodecException(WHAT + " is cut off");
			System.arraycopy(encoded, HEAD, out, 0, head.length);
		}
		else decodeBlocks(encoded, head, out);
		return head.length == decodedLength ? out : Arrays.copyOf(out, decodedLength);
	}

	private static void decodeBlocks(final byte[] encoded, final Head head, final byte[] out) throws IOException {
		if (head.frame < HEAD + 4L * head.blocks()) throw new CodecException(WHAT + " is cut off");
		final ByteBuffer frame = ByteBuffer.wrap(encoded, 0, head.frame).order(ByteOrder.LITTLE_ENDIAN);
		final byte[] block = new byte[Math.min(head.blockSize, head.length)];
		for (int i = 0; i < head.blocks(); i++) {
			final int start = i * head.blockSize;
			final int length = Math.min(head.blockSize, head.length - start);
			decodeBlock(frame, frame.getInt(HEAD + 4 * i), head, block, length);
			if ((head.flags & BITS_SHUFFLED) != 0) unshuffleBits(block, length, head.typeSize, out, start);
			else if ((head.flags & SHUFFLED) != 0 && head.typeSize > 1)
				unshuffleBytes(block, length, head.typeSize, out, start);
			else System.arraycopy(block, 0, out, start, length);
		}
	}

	private static void decodeBlock(final ByteBuffer frame, final int position, final Head head, final byte[] block,
		final int length) throws IOException
	{
		final boolean split = (head.flags & NOT_SPLIT) == 0 && head.typeSize <= WIDEST_SPLIT
			&& head.blockSize / head.typeSize >= SHORTEST_SPLIT && length == head.blockSize;
		final int streams = split ? head.typeSize : 1;
		final int each = length / streams;
		int at = position;
		for (int i = 0; i < streams; i++) {
			if (at < HEAD || at > frame.limit() - Integer.BYTES) throw new CodecException(WHAT + " is cut off");
			final int bytes = frame.getInt(at);
			at += Integer.BYTES;
			if (bytes < 0 || bytes > frame.limit() - at) throw new CodecException(WHAT + " is cut off");
			if (bytes == each) System.arraycopy(frame.array(), at, block, i * each, each);
			else decodeStream(head.flags >> 5, frame.array(), at, bytes, block, i * each, each);
			at += bytes;
		}
	}

	private static void decodeStream(final int compression, final byte[] in, final int start, final int length,
		final byte[] out, final int outStart, final int outLength) throws IOException
	{
		switch (compression) {
			case 0 -> BloscLz.decode(in, start, length, out, outStart, outLength);
			case 1 -> Lz4Codec.decodeBlock(in, start, length, out, outStart, outLength);
			case 2 -> decodeSnappy(in, start, length, out, outStart, outLength);
			case 3 -> put(new DeflateCodec().decode(Arrays.copyOfRange(in, start, start + length), outLength), out,
				outStart);
			case 4 -> put(new ZstdCodec().decode(Arrays.copyOfRange(in, start, start + length), outLength), out,
				outStart);
			default -> throw new CodecException(WHAT + " of an unknown compression, number " + compression);
		}
	}

	private static void put(final byte[] bytes, final byte[] out, final int start) {
		System.arraycopy(bytes, 0, out, start, bytes.length);
	}

	private static void decodeSnappy(final byte[] in, final int start, final int length, final byte[] out,
		final int outStart, final int outLength) throws CodecException
	{
		try {
			final int found = new SnappyDecompressor().decompress(in, start, length, out, outStart, outLength);
			if (found != outLength) throw DecodedLength.tooFew(WHAT, found, outLength);
		}
		catch (final MalformedInputException | IllegalArgumentException | IndexOutOfBoundsException e) {
			throw new CodecException(WHAT + " is damaged: " + e.getMessage(), e);
		}
	}

	/** First come the first bytes of all elements, then the second ones; what is left of an element is as it was. */
	private static void unshuffleBytes(final byte[] block, final int length, final int typeSize, final byte[] out,
		final int start)
	{
		final int elements = length / typeSize;
		for (int b = 0; b < typeSize; b++)
			for (int i = 0, j = start + b; i < elements; i++, j += typeSize)
				out[j] = block[b * elements + i];
		final int whole = elements * typeSize;
		System.arraycopy(block, whole, out, start + whole, length - whole);
	}

	/** The same with bits, the lowest first; eight elements give a byte. Blocks of other numbers are as they were. */
	private static void unshuffleBits(final byte[] block, final int length, final int typeSize, final byte[] out,
		final int start)
	{
		final int elements = length / typeSize;
		final int whole = elements % 8 == 0 ? elements * typeSize : 0;
		Arrays.fill(out, start, start + whole, (byte) 0);
		final int row = elements / 8;
		for (int bit = 0; whole > 0 && bit < 8 * typeSize; bit++) {
			final int value = 1 << bit % 8;
			for (int i = 0; i < row; i++) {
				final int bits = block[bit * row + i];
				for (int k = 0; bits != 0 && k < 8; k++)
					if ((bits >> k & 1) != 0) out[start + (8 * i + k) * typeSize + bit / 8] |= value;
			}
		}
		System.arraycopy(block, whole, out, start + whole, length - whole);
	}
}
