package org.coverslip.codec;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.LongByReference;

/**
 * JPEG-LS through CharLS 2 (libcharls), by way of JNA, on 64-bit machines. Thread-safe.
 * <p>
 * The functions are those of charls_jpegls_decoder.h, which did not change since version 2.0 (soname 2); a known image
 * is decoded when the library is found, and if it does not come out right the library is not used.
 */
final class CharLs {

	/** 4 x 3 pixels of 8 bits, values 10 · y + x, lossless, written by CharLS 2.4.1. */
	private static final byte[] PROBE = HexFormat.of()
		.parseHex("ffd8fff7000b080003000401011100ffda0008010100000000ada09a604a80ffd9");
	private static final byte[] PROBED = { 0, 1, 2, 3, 10, 11, 12, 13, 20, 21, 22, 23 };

	/** {@code charls_frame_info}: width, height, bits of a sample, components, 32 bits each. */
	private static final int FRAME_INFO_BYTES = 16;

	/** {@code jpegls_errc::not_enough_memory}. */
	private static final int NOT_ENOUGH_MEMORY = 13;

	private CharLs() {}

	/** Looks for the library in the system. */
	static Optional<CharLs> find() {
		return CodecLibrary.find64(Api.class, library -> proved(), "charls", "libcharls.so.2", "charls-2-x64",
			"/opt/homebrew/lib/libcharls.dylib");
	}

	private static Optional<CharLs> proved() throws CodecException {
		final CharLs found = new CharLs();
		return Arrays.equals(found.decode(PROBE).samples(), PROBED) ? Optional.of(found) : Optional.empty();
	}

	/**
	 * A decoded image.
	 *
	 * @param bits
	 *            of a sample, 2 to 16
	 * @param planar
	 *            whether each component follows the other, else they are interleaved
	 * @param samples
	 *            one byte each up to 8 bits, else two in the machine's order
	 */
	record Decoded(int width, int height, int components, int bits, boolean planar, byte[] samples) {
	}

	Decoded decode(final byte[] stream) throws CodecException {
		final Pointer decoder = Api.charls_jpegls_decoder_create();
		if (decoder == null) throw new OutOfMemoryError("CharLS gives no decoder");
		try (Memory source = new Memory(Math.max(1, stream.length)); Memory info = new Memory(FRAME_INFO_BYTES)) {
			source.write(0, stream, 0, stream.length);
			check(Api.charls_jpegls_decoder_set_source_buffer(decoder, source, stream.length));
			check(Api.charls_jpegls_decoder_read_header(decoder));
			check(Api.charls_jpegls_decoder_get_frame_info(decoder, info));
			final int width = info.getInt(0);
			final int height = info.getInt(4);
			final int components = info.getInt(12);
			final IntByReference interleave = new IntByReference();
			check(Api.charls_jpegls_decoder_get_interleave_mode(decoder, interleave));
			final LongByReference size = new LongByReference();
			check(Api.charls_jpegls_decoder_get_destination_size(decoder, 0, size));
			// a stream of a few bytes cannot hold more: each line of each component takes a bit at least
			if (size.getValue() <= 0 || size.getValue() > Integer.MAX_VALUE - 8
				|| (long) height * components > 8L * stream.length)
				throw new CodecException("a JPEG-LS stream of " + stream.length + " bytes says " + width + " x "
					+ height + " pixels");
			try (Memory out = new Memory(size.getValue())) {
				check(Api.charls_jpegls_decoder_decode_to_buffer(decoder, out, size.getValue(), 0));
				return new Decoded(width, height, components, info.getInt(8), interleave.getValue() == 0,
					out.getByteArray(0, (int) size.getValue()));
			}
		}
		finally {
			Api.charls_jpegls_decoder_destroy(decoder);
		}
	}

	private static void check(final int error) throws CodecException {
		if (error == NOT_ENOUGH_MEMORY) throw new OutOfMemoryError("CharLS has not enough memory");
		if (error != 0)
			throw new CodecException("the JPEG-LS stream is damaged: " + Api.charls_get_error_message(error));
	}

	/** The functions of CharLS, mapped directly; sizes are 64 bits wide. */
	private static final class Api {

		private Api() {}

		static native String charls_get_error_message(int error);

		static native Pointer charls_jpegls_decoder_create();

		static native void charls_jpegls_decoder_destroy(Pointer decoder);

		static native int charls_jpegls_decoder_set_source_buffer(Pointer decoder, Pointer source, long size);

		static native int charls_jpegls_decoder_read_header(Pointer decoder);

		static native int charls_jpegls_decoder_get_frame_info(Pointer decoder, Pointer info);

		static native int charls_jpegls_decoder_get_interleave_mode(Pointer decoder, IntByReference mode);

		static native int charls_jpegls_decoder_get_destination_size(Pointer decoder, int stride, LongByReference size);

		static native int charls_jpegls_decoder_decode_to_buffer(Pointer decoder, Pointer destination, long size,
			int stride);
	}
}
