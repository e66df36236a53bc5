package org.coverslip.codec.jpeg2000;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

import com.sun.jna.Callback;
import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;

import org.coverslip.codec.CodecException;
import org.coverslip.codec.CodecLibrary;

/**
 * JPEG 2000 through OpenJPEG 2.5 or later (libopenjp2), by way of JNA, on 64-bit machines.
 * <p>
 * The layouts of {@code opj_image_t} and {@code opj_image_comp_t} are those of openjpeg.h since 2.0 (soname 7); a known
 * image is decoded when the library is found, and if it does not come out right the library is not used.
 */
final class OpenJpeg implements Jpeg2000Backend {

	private static final int FORMAT_CODESTREAM = 0;
	/** More than {@code opj_dparameters_t} takes, two paths of 4096 characters and some numbers. */
	private static final int PARAMETER_BYTES = 16 << 10;
	private static final long IMAGE_COMPONENT_COUNT = 16;
	private static final long IMAGE_COMPONENTS = 24;
	private static final long COMPONENT_WIDTH = 8;
	private static final long COMPONENT_HEIGHT = 12;
	private static final long COMPONENT_DATA = 48;
	private static final long COMPONENT_BYTES = 64;

	/** 4 x 3 pixels of one 8-bit component, values 10 · y + x, lossless, written by opj_compress 2.5.0. */
	private static final byte[] PROBE = HexFormat.of()
		.parseHex(
		"ff4fff510029000000000004000000030000000000000000000000040000000300000000000000000001070101ff52000c000000010000"
		+ "04040001ff5c00044040ff640025000143726561746564206279204f70656e4a5045472076657273696f6e20322e352e30ff9000"
		+ "0a00000000001d0001ff93df806006a5fccd81e5171ff019c8acffd9");
	private static final int[] PROBED = { 0, 1, 2, 3, 10, 11, 12, 13, 20, 21, 22, 23 };

	private final String name;
	private final ThreadLocal<Source> sources = ThreadLocal.withInitial(Source::new);

	private OpenJpeg(final String name) {
		this.name = name;
	}

	/** Looks for the library in the system. */
	static Optional<Jpeg2000Backend> find() {
		return CodecLibrary.find64(Api.class, OpenJpeg::proved, "openjp2", "libopenjp2.so.7",
			"/opt/homebrew/lib/libopenjp2.dylib");
	}

	private static Optional<Jpeg2000Backend> proved(final NativeLibrary library) throws CodecException {
		library.getFunction("opj_decoder_set_strict_mode"); // since 2.5: streams that are cut off are refused
		final OpenJpeg found =
			new OpenJpeg("OpenJPEG " + Api.opj_version() + " (" + CodecLibrary.place(library) + ")");
		return Arrays.equals(found.decode(PROBE, Jpeg2000Header.parse(PROBE))[0], PROBED) ? Optional.of(found)
			: Optional.empty();
	}

	@Override
	public String name() {
		return name;
	}

	@Override
	public int[][] decode(final byte[] codestream, final Jpeg2000Header header) throws CodecException {
		final Source source = sources.get();
		final Pointer codec = Api.opj_create_decompress(FORMAT_CODESTREAM);
		if (codec == null) throw new OutOfMemoryError("OpenJPEG gives no decoder");
		Pointer stream = null;
		final PointerByReference image = new PointerByReference();
		try {
			Api.opj_set_error_handler(codec, source.errors, null);
			Api.opj_set_default_decoder_parameters(source.parameters);
			stream = source.open(codestream);
			if (Api.opj_setup_decoder(codec, source.parameters) == 0 || Api.opj_read_header(stream, codec, image) == 0
				|| Api.opj_decode(codec, stream, image.getValue()) == 0 || Api.opj_end_decompress(codec, stream) == 0)
				throw new CodecException("the JPEG 2000 stream is damaged: " + source.complaint());
			return planes(image.getValue(), header);
		}
		finally {
			if (image.getValue() != null) Api.opj_image_destroy(image.getValue());
			if (stream != null) Api.opj_stream_destroy(stream);
			Api.opj_destroy_codec(codec);
			source.close();
		}
	}

	private static int[][] planes(final Pointer image, final Jpeg2000Header header) throws CodecException {
		final int n = header.components().size();
		if (image.getInt(IMAGE_COMPONENT_COUNT) != n)
			throw new CodecException("the JPEG 2000 stream gives another image than its head says");
		final Pointer components = image.getPointer(IMAGE_COMPONENTS);
		final int[][] planes = new int[n][];
		for (int c = 0; c < n; c++) {
			final Pointer component = components.share(c * COMPONENT_BYTES);
			final int width = header.components().get(c).width();
			final int height = header.components().get(c).height();
			final Pointer data = component.getPointer(COMPONENT_DATA);
			if (data == null || component.getInt(COMPONENT_WIDTH) != width || component.getInt(
				COMPONENT_HEIGHT) != height)
				throw new CodecException("the JPEG 2000 stream gives another image than its head says");
			planes[c] = data.getIntArray(0, Math.multiplyExact(width, height));
		}
		return planes;
	}

	/** What a thread reads from, and what it was told: OpenJPEG calls back for both, in the thread that called it. */
	private static final class Source {

		final Memory parameters = new Memory(PARAMETER_BYTES);
		private byte[] bytes = new byte[0];
		private long position;
		private String message;

		final MessageCallback errors = (text, user) -> {
			if (message == null) message = text.trim();
		};

		private final ReadCallback read = (buffer, length, user) -> {
			if (position >= bytes.length) return -1;
			final int n = (int) Math.min(length, bytes.length - position);
			buffer.write(0, bytes, (int) position, n);
			position += n;
			return n;
		};

		private final SkipCallback skip = (count, user) -> {
			final long to = Math.max(0, Math.min(bytes.length, position + count));
			final long skipped = to - position;
			position = to;
			return skipped == 0 && count != 0 ? -1 : skipped;
		};

		private final SeekCallback seek = (to, user) -> {
			if (to < 0 || to > bytes.length) return 0;
			position = to;
			return 1;
		};

		/** A stream of the library's over the bytes. */
		Pointer open(final byte[] codestream) {
			bytes = codestream;
			position = 0;
			message = null;
			// the library asks for as much as its buffer holds: one call for a tile
			final Pointer stream = Api.opj_stream_create(Math.max(1024, Math.min(1 << 20, codestream.length)), 1);
			if (stream == null) throw new OutOfMemoryError("OpenJPEG gives no stream");
			Api.opj_stream_set_user_data(stream, null, null);
			Api.opj_stream_set_user_data_length(stream, codestream.length);
			Api.opj_stream_set_read_function(stream, read);
			Api.opj_stream_set_skip_function(stream, skip);
			Api.opj_stream_set_seek_function(stream, seek);
			return stream;
		}

		String complaint() {
			return message == null ? "OpenJPEG gives no reason" : message;
		}

		void close() {
			bytes = new byte[0];
		}
	}

	/** {@code opj_msg_callback} */
	private interface MessageCallback extends Callback {

		void invoke(String message, Pointer user);
	}

	/** {@code opj_stream_read_fn} */
	private interface ReadCallback extends Callback {

		long invoke(Pointer buffer, long length, Pointer user);
	}

	/** {@code opj_stream_skip_fn} */
	private interface SkipCallback extends Callback {

		long invoke(long count, Pointer user);
	}

	/** {@code opj_stream_seek_fn} */
	private interface SeekCallback extends Callback {

		int invoke(long position, Pointer user);
	}

	/** The functions of openjpeg.h, mapped directly; sizes are 64 bits wide. */
	private static final class Api {

		private Api() {}

		static native String opj_version();

		static native Pointer opj_create_decompress(int format);

		static native void opj_destroy_codec(Pointer codec);

		static native void opj_set_default_decoder_parameters(Pointer parameters);

		static native int opj_setup_decoder(Pointer codec, Pointer parameters);

		static native int opj_set_error_handler(Pointer codec, MessageCallback handler, Pointer user);

		static native Pointer opj_stream_create(long bufferSize, int isInput);

		static native void opj_stream_destroy(Pointer stream);

		static native void opj_stream_set_user_data(Pointer stream, Pointer data, Pointer free);

		static native void opj_stream_set_user_data_length(Pointer stream, long length);

		static native void opj_stream_set_read_function(Pointer stream, ReadCallback function);

		static native void opj_stream_set_skip_function(Pointer stream, SkipCallback function);

		static native void opj_stream_set_seek_function(Pointer stream, SeekCallback function);

		static native int opj_read_header(Pointer stream, Pointer codec, PointerByReference image);

		static native int opj_decode(Pointer codec, Pointer stream, Pointer image);

		static native int opj_end_decompress(Pointer codec, Pointer stream);

		static native void opj_image_destroy(Pointer image);
	}
}
