package org.coverslip.codec;

import java.util.Optional;

import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;

import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;

/** WebP through libwebp where that is installed, by way of JNA, on 64-bit machines. Thread-safe. */
final class LibWebp {

	private final String name;

	private LibWebp(final String name) {
		this.name = name;
	}

	/** The library, if it is in the system. Looked for once. */
	static Optional<LibWebp> best() {
		return Found.BEST;
	}

	private static LibWebp of(final NativeLibrary library) {
		final int version = Api.WebPGetDecoderVersion();
		return new LibWebp("libwebp " + (version >> 16) + "." + (version >> 8 & 0xff) + "." + (version & 0xff) + " ("
			+ CodecLibrary.place(library) + ")");
	}

	/** The library's version and where it comes from. */
	String name() {
		return name;
	}

	/**
	 * Decodes an image of 3 or 4 samples a pixel.
	 *
	 * @param shape
	 *            the size that the stream's head says
	 */
	PixelBlock decode(final byte[] encoded, final BlockShape shape) throws CodecException {
		final PixelBlock block = PixelBlock.zeros(shape);
		final int length = shape.length();
		final int stride = shape.width() * shape.samples();
		try (Memory in = new Memory(encoded.length); Memory out = new Memory(length)) {
			in.write(0, encoded, 0, encoded.length);
			final Pointer done = shape.samples() == 3 ? Api.WebPDecodeRGBInto(in, encoded.length, out, length, stride)
				: Api.WebPDecodeRGBAInto(in, encoded.length, out, length, stride);
			if (done == null) throw new CodecException("the WebP stream is damaged");
			out.read(0, block.bytes(), 0, length);
		}
		return block;
	}

	private static final class Found {

		static final Optional<LibWebp> BEST =
			CodecLibrary.find64(Api.class, library -> Optional.of(LibWebp.of(library)),
			"webp", "libwebp.so.7", "/opt/homebrew/lib/libwebp.dylib");
	}

	/** The functions of webp/decode.h, mapped directly; sizes are 64 bits wide. */
	private static final class Api {

		private Api() {}

		static native int WebPGetDecoderVersion();

		static native Pointer WebPDecodeRGBInto(Pointer data, long size, Pointer out, long outSize, int stride);

		static native Pointer WebPDecodeRGBAInto(Pointer data, long size, Pointer out, long outSize, int stride);
	}
}
