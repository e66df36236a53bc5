package org.coverslip.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import org.coverslip.pixel.PixelBlock;

/** Samples to bytes, little-endian: the reverse of {@link SampleUnpacker} for {@link SampleLayout#littleEndian}. */
public final class SamplePacker {

	private SamplePacker() {}

	/**
	 * The bytes of a block, interleaved, row by row, without padding.
	 *
	 * @return for samples of 8 bits the block's own array, which is not to be written to
	 * @throws IllegalArgumentException
	 *             if the bytes are more than an array can hold
	 */
	public static byte[] pack(final PixelBlock block) {
		if (block.type().bytes() == 1) return block.bytes();
		final long length = block.shape().byteCount();
		if (length > Integer.MAX_VALUE - 8)
			throw new IllegalArgumentException("a block of " + block.shape()
				+ " has more bytes than an array can hold");
		final byte[] bytes = new byte[(int) length];
		final ByteBuffer out = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
		switch (block.type()) {
			case UINT16, INT16 -> out.asShortBuffer().put(block.shorts());
			case UINT32, INT32 -> out.asIntBuffer().put(block.ints());
			case FLOAT32 -> out.asFloatBuffer().put(block.floats());
			case FLOAT64 -> out.asDoubleBuffer().put(block.doubles());
			case UINT8, INT8 -> throw new AssertionError(block.type());
		}
		return bytes;
	}
}
