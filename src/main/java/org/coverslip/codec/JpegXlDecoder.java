package org.coverslip.codec;

import java.util.Optional;

import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;

/**
 * JPEG XL (ISO/IEC 18181), codestreams and files: TIFF compressions 50002 (GDAL's libtiff) and 52546 (DNG 1.7). Through
 * libjxl by way of JNA, where that is found.
 * <p>
 * Samples of 8 and 16 bits and floats of 32 bits, as the container says; the stream's orientation is not applied. The
 * layouts of {@code JxlBasicInfo} and {@code JxlPixelFormat} are those of codestream_header.h and types.h since version
 * 0.5.
 */
public final class JpegXlDecoder implements ImageDecoder {

	private static final int SUCCESS = 0;
	private static final int NEED_IMAGE_OUT_BUFFER = 5;
	private static final int BASIC_INFO = 0x40;
	private static final int FULL_IMAGE = 0x1000;

	/** More than {@code JxlBasicInfo} takes. */
	private static final int INFO_BYTES = 1024;
	private static final int INFO_WIDTH = 4;
	private static final int INFO_HEIGHT = 8;
	private static final int INFO_COLOURS = 52;
	private static final int INFO_EXTRA = 56;

	private static final int TYPE_FLOAT = 0;
	private static final int TYPE_UINT8 = 2;
	private static final int TYPE_UINT16 = 3;

	private JpegXlDecoder() {}

	/**
	 * @throws CodecException
	 *             if the library is not here; the message is a phrase that says so
	 */
	public static JpegXlDecoder find() throws CodecException {
		if (Found.NAME.isEmpty())
			throw new CodecException("JPEG XL, for which the library libjxl is not installed here");
		return new JpegXlDecoder();
	}

	/** Where the library is, if there is one. */
	public static Optional<String> library() {
		return Found.NAME;
	}

	@Override
	public PixelBlock decode(final byte[] encoded, final BlockShape expected) throws CodecException {
		final Pointer decoder = Api.JxlDecoderCreate(null);
		if (decoder == null) throw new OutOfMemoryError("libjxl gives no decoder");
		try (Memory in = new Memory(Math.max(1, encoded.length))) {
			in.write(0, encoded, 0, encoded.length);
			if (Api.JxlDecoderSubscribeEvents(decoder, BASIC_INFO | FULL_IMAGE) != SUCCESS
				|| Api.JxlDecoderSetKeepOrientation(decoder, 1) != SUCCESS
				|| Api.JxlDecoderSetInput(decoder, in, encoded.length) != SUCCESS) throw damaged();
			Api.JxlDecoderCloseInput(decoder);
			if (Api.JxlDecoderProcessInput(decoder) != BASIC_INFO) throw damaged();
			check(decoder, expected);
			if (Api.JxlDecoderProcessInput(decoder) != NEED_IMAGE_OUT_BUFFER) throw damaged();
			return pixels(decoder, expected);
		}
		finally {
			Api.JxlDecoderDestroy(decoder);
		}
	}

	private static void check(final Pointer decoder, final BlockShape expected) throws CodecException {
		try (Memory info = new Memory(INFO_BYTES)) {
			if (Api.JxlDecoderGetBasicInfo(decoder, info) != SUCCESS) throw damaged();
			final int samples = info.getInt(INFO_COLOURS) + Math.min(1, info.getInt(INFO_EXTRA));
			if (info.getInt(INFO_WIDTH) != expected.width() || info.getInt(INFO_HEIGHT) != expected.height()
				|| samples != expected.samples())
				throw new CodecException("a JPEG XL of " + expected + " is expected, found "
					+ Integer.toUnsignedString(info.getInt(INFO_WIDTH))
					+ " x " + Integer.toUnsignedString(info.getInt(INFO_HEIGHT)) + " x " + samples);
		}
	}

	private static PixelBlock pixels(final Pointer decoder, final BlockShape expected) throws CodecException {
		final PixelBlock block = PixelBlock.zeros(expected);
		final long bytes = (long) expected.length() * expected.type().bytes();
		try (Memory format = new Memory(24); Memory size = new Memory(8); Memory out = new Memory(bytes)) {
			format.clear(); // native byte order, no padding of rows
			format.setInt(0, expected.samples());
			format.setInt(4, type(expected.type()));
			if (Api.JxlDecoderImageOutBufferSize(decoder, format, size) != SUCCESS || size.getLong(0) != bytes
				|| Api.JxlDecoderSetImageOutBuffer(decoder, format, out, bytes) != SUCCESS
				|| Api.JxlDecoderProcessInput(decoder) != FULL_IMAGE) throw damaged();
			switch (expected.type()) {
				case UINT8 -> out.read(0, block.bytes(), 0, expected.length());
				case UINT16 -> out.read(0, block.shorts(), 0, expected.length());
				default -> out.read(0, block.floats(), 0, expected.length());
			}
			return block;
		}
	}

	private static int type(final PixelType type) throws CodecException {
		return switch (type) {
			case UINT8 -> TYPE_UINT8;
			case UINT16 -> TYPE_UINT16;
			case FLOAT32 -> TYPE_FLOAT;
			default -> throw new CodecException("JPEG XL has no samples of type " + type);
		};
	}

	private static CodecException damaged() {
		return new CodecException("the JPEG XL stream is damaged or cut off");
	}

	private static final class Found {

		static final Optional<String> NAME = CodecLibrary.find64(Api.class,
			library -> Optional.of(CodecLibrary.place(library)), "jxl", "libjxl.so.0.7", "libjxl.so.0.11",
			"libjxl.so.0.10", "libjxl.so.0.9", "libjxl.so.0.8", "/opt/homebrew/lib/libjxl.dylib");
	}

	/** The functions of jxl/decode.h, mapped directly; sizes are 64 bits wide. */
	private static final class Api {

		private Api() {}

		static native Pointer JxlDecoderCreate(Pointer memory);

		static native void JxlDecoderDestroy(Pointer decoder);

		static native int JxlDecoderSubscribeEvents(Pointer decoder, int events);

		static native int JxlDecoderSetKeepOrientation(Pointer decoder, int keep);

		static native int JxlDecoderSetInput(Pointer decoder, Pointer data, long size);

		static native void JxlDecoderCloseInput(Pointer decoder);

		static native int JxlDecoderProcessInput(Pointer decoder);

		static native int JxlDecoderGetBasicInfo(Pointer decoder, Pointer info);

		static native int JxlDecoderImageOutBufferSize(Pointer decoder, Pointer format, Pointer size);

		static native int JxlDecoderSetImageOutBuffer(Pointer decoder, Pointer format, Pointer buffer, long size);
	}
}
