package org.coverslip.format.lif;

import java.nio.ByteBuffer;

import org.coverslip.codec.SampleUnpacker;
import org.coverslip.pixel.PixelType;

/** How a sample is stored; all are little-endian. */
enum SampleFormat {
	UINT8(1, PixelType.UINT8), UINT16(2, PixelType.UINT16), UINT32(4, PixelType.UINT32), //
	FLOAT16(2, PixelType.FLOAT32), FLOAT32(4, PixelType.FLOAT32), FLOAT64(8, PixelType.FLOAT64);

	private final int bytes;
	private final PixelType type;

	SampleFormat(final int bytes, final PixelType type) {
		this.bytes = bytes;
		this.type = type;
	}

	/** Stored bytes of a sample. */
	int bytes() {
		return bytes;
	}

	/** What holds its values. */
	PixelType type() {
		return type;
	}

	/** Whether samples are stored as they are in memory. */
	boolean isPlain() {
		return bytes == type.bytes();
	}

	/**
	 * The value of a stored sample.
	 *
	 * @param bytes
	 *            little-endian
	 */
	double value(final ByteBuffer bytes, final int at) {
		return switch (this) {
			case UINT8 -> bytes.get(at) & 0xff;
			case UINT16 -> bytes.getShort(at) & 0xffff;
			case UINT32 -> bytes.getInt(at) & 0xffffffffL;
			case FLOAT16 -> SampleUnpacker.half(bytes.getShort(at));
			case FLOAT32 -> bytes.getFloat(at);
			case FLOAT64 -> bytes.getDouble(at);
		};
	}
}
