package org.coverslip.format.dicom;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import org.coverslip.dicom.TransferSyntax;
import org.coverslip.io.ByteSource;

/** Tells fragments that begin a frame from those that continue one, by how compressed streams begin. */
enum FrameStart {

	/** JPEG, lossless JPEG, JPEG-LS: the marker SOI and another marker (T.81 B.2.1, T.87 C.1.1). */
	JPEG {

		@Override
		boolean isAt(final ByteBuffer head) {
			return head.remaining() >= 2 && head.getShort(0) == (short) 0xffd8
				&& (head.remaining() == 2 || head.get(2) == (byte) 0xff);
		}
	},
	/** JPEG 2000: the markers SOC and SIZ (T.800 A.4.1), or the box that a JP2 file begins with. */
	JPEG_2000 {

		@Override
		boolean isAt(final ByteBuffer head) {
			return head.remaining() >= 8
				&& (head.getInt(0) == 0xff4fff51 || head.getInt(0) == 12 && head.getInt(4) == 0x6a502020);
		}
	},
	/** JPEG XL: the signature of a codestream or of a file's first box (ISO/IEC 18181-2). */
	JPEG_XL {

		@Override
		boolean isAt(final ByteBuffer head) {
			return head.remaining() >= 2 && head.getShort(0) == (short) 0xff0a
				|| head.remaining() >= 8 && head.getInt(0) == 12 && head.getInt(4) == 0x4a584c20;
		}
	},
	/** RLE: 1 to 15 segments, the first of which follows the head of 64 bytes (PS3.5 G.5). */
	RUN_LENGTHS {

		@Override
		boolean isAt(final ByteBuffer head) {
			final ByteBuffer little = head.duplicate().order(ByteOrder.LITTLE_ENDIAN);
			return little.remaining() >= 8 && little.getInt(0) >= 1 && little.getInt(0) <= 15 && little.getInt(4) == 64;
		}
	},
	/** Nothing tells: each fragment is a frame. */
	EACH {

		@Override
		boolean isAt(final ByteBuffer head) {
			return true;
		}
	};

	private static final int HEAD = 8;

	/** Whether a fragment with this beginning, of at most 8 bytes, begins a frame. */
	abstract boolean isAt(ByteBuffer head);

	/** Whether the fragment at a position does. */
	boolean isAt(final ByteSource source, final long position, final long length) throws IOException {
		return isAt(ByteBuffer.wrap(source.readFully(position, Math.min(HEAD, length))));
	}

	static FrameStart of(final TransferSyntax.Coding coding) {
		return switch (coding) {
			case JPEG, JPEG_LS -> JPEG;
			case JPEG_2000, HTJ2K -> JPEG_2000;
			case JPEG_XL -> JPEG_XL;
			case RUN_LENGTHS -> RUN_LENGTHS;
			case NATIVE, DEFLATE -> EACH;
		};
	}
}
