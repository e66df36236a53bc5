package org.coverslip.codec;

import java.util.Arrays;
import java.util.OptionalLong;

import io.airlift.compress.MalformedInputException;
import io.airlift.compress.zstd.ZstdCompressor;
import io.airlift.compress.zstd.ZstdDecompressor;

/** Zstandard (RFC 8878): TIFF compression 50000. The only class that names the library, io.airlift:aircompressor. */
public final class ZstdCodec implements ByteCodec, ByteEncoder {

	private static final String WHAT = "Zstandard data";
	/** A block of one repeated byte takes 4 bytes and stands for at most 128 KiB (RFC 8878, section 3.1.1.2). */
	private static final int MOST_PER_BYTE = 128 * 1024 / 4;
	/**
	 * Frames may hold more than is asked for, as the last strip of some writers does; up to this they are decoded
	 * whole.
	 */
	private static final int SURPLUS = 64 << 20;

	@Override
	public byte[] decode(final byte[] encoded, final int decodedLength) throws CodecException {
		DecodedLength.check(WHAT, encoded.length, decodedLength, MOST_PER_BYTE);
		try {
			final long stated = ZstdDecompressor.getDecompressedSize(encoded, 0, encoded.length);
			final boolean surplus = stated > decodedLength;
			if (surplus && stated - decodedLength > SURPLUS)
				throw new CodecException(WHAT + " holds " + stated + " bytes where " + decodedLength + " are expected");
			final byte[] out = new byte[surplus ? Math.toIntExact(stated) : decodedLength];
			final int n = new ZstdDecompressor().decompress(encoded, 0, encoded.length, out, 0, out.length);
			if (n < decodedLength) throw DecodedLength.tooFew(WHAT, n, decodedLength);
			return surplus ? Arrays.copyOf(out, decodedLength) : out;
		}
		catch (final MalformedInputException | IllegalArgumentException | IndexOutOfBoundsException | ArithmeticException e) {
			throw new CodecException(WHAT + " is damaged: " + e.getMessage(), e);
		}
	}

	/**
	 * The length that the head of a stream states for its content.
	 *
	 * @param offset
	 *            where the stream begins, 0 &le; offset &le; {@code bytes.length}
	 * @return empty if it states none, or does not begin as a stream
	 */
	public static OptionalLong statedLength(final byte[] bytes, final int offset) {
		try {
			final long stated = ZstdDecompressor.getDecompressedSize(bytes, offset, bytes.length - offset);
			return stated < 0 ? OptionalLong.empty() : OptionalLong.of(stated);
		}
		catch (final MalformedInputException | IllegalArgumentException | IndexOutOfBoundsException e) {
			return OptionalLong.empty();
		}
	}

	@Override
	public byte[] encode(final byte[] decoded) {
		final ZstdCompressor compressor = new ZstdCompressor();
		final byte[] out = new byte[compressor.maxCompressedLength(decoded.length)];
		return Arrays.copyOf(out, compressor.compress(decoded, 0, decoded.length, out, 0, out.length));
	}
}
