package org.coverslip.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

import io.airlift.compress.MalformedInputException;
import io.airlift.compress.lz4.Lz4Decompressor;

/**
 * One LZ4 block (lz4_Block_format.md of LZ4), as numcodecs writes it for Zarr: behind its decoded length in 4 bytes,
 * low byte first. The only class that names the library's LZ4, io.airlift:aircompressor.
 */
public final class Lz4Codec implements ByteCodec {

	private static final String WHAT = "LZ4 data";
	/** A byte of a length stands for at most 255 bytes more. */
	static final int MOST_PER_BYTE = 255;

	@Override
	public byte[] decode(final byte[] encoded, final int decodedLength) throws CodecException {
		if (encoded.length < Integer.BYTES) throw new CodecException(WHAT + " is cut off");
		final int stated = ByteBuffer.wrap(encoded).order(ByteOrder.LITTLE_ENDIAN).getInt();
		if (stated < decodedLength) throw DecodedLength.tooFew(WHAT, stated, decodedLength);
		DecodedLength.check(WHAT, encoded.length, stated, MOST_PER_BYTE);
		final byte[] out = new byte[stated];
		decodeBlock(encoded, Integer.BYTES, encoded.length - Integer.BYTES, out, 0, stated);
		return stated == decodedLength ? out : Arrays.copyOf(out, decodedLength);
	}

	/** A block without the length before it, which must give exactly so many bytes. */
	static void decodeBlock(final byte[] encoded, final int start, final int length, final byte[] out,
		final int outStart, final int outLength) throws CodecException
	{
		try {
			final int found = new Lz4Decompressor().decompress(encoded, start, length, out, outStart, outLength);
			if (found != outLength) throw DecodedLength.tooFew(WHAT, found, outLength);
		}
		catch (final MalformedInputException | IllegalArgumentException | IndexOutOfBoundsException e) {
			throw new CodecException(WHAT + " is damaged: " + e.getMessage(), e);
		}
	}
}
