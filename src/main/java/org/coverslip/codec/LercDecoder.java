package org.coverslip.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;

/**
 * LERC, Esri's limited error raster compression: TIFF compression 34887, alone or inside Deflate or Zstandard. Through
 * libLerc by way of JNA, where that is found.
 * <p>
 * As libtiff has it (tif_lerc.c): chunky samples are the depth of one band; pixels that the blob masks out are 0, or
 * NaN in floating point; of images with opacity the last sample may be left to the mask. The functions are those of
 * Lerc_c_api.h since version 3.
 */
public final class LercDecoder implements ImageDecoder {

	/** Values of LercParameters' second number: what the blob is wrapped in. */
	private static final int PLAIN = 0;
	private static final int IN_DEFLATE = 1;
	private static final int IN_ZSTD = 2;

	private static final int INFO_INTS = 10;
	private static final int INFO_DEPTH = 2;
	private static final int INFO_COLUMNS = 3;
	private static final int INFO_ROWS = 4;
	private static final int INFO_BANDS = 5;
	private static final int INFO_BLOB = 7;
	private static final int INFO_MASKS = 8;
	/** More than a blob takes for pixels that it stores as they are. */
	private static final int OVERHEAD = 64 << 10;

	private final int wrapping;
	private final ByteOrder order;

	private LercDecoder(final int wrapping, final ByteOrder order) {
		this.wrapping = wrapping;
		this.order = order;
	}

	/**
	 * @param parameters
	 *            of the tag LercParameters (50674): version, and 0, 1 or 2 for none, Deflate or Zstandard around the
	 *            blob; may be empty
	 * @param order
	 *            of the file: libtiff swaps the bytes of the samples of a big-endian file before it encodes them, and
	 *            swaps back what the blob decodes to (TIFFWriteEncodedTile, tif_write.c)
	 * @throws CodecException
	 *             if the library is not here, or it is wrapped otherwise; the message is a phrase that says so
	 */
	public static LercDecoder of(final long[] parameters, final ByteOrder order) throws CodecException {
		if (Found.NAME.isEmpty()) throw new CodecException("LERC, for which the library libLerc is not installed here");
		final long wrapping = parameters.length > 1 ? parameters[1] : PLAIN;
		if (wrapping < PLAIN || wrapping > IN_ZSTD) throw new CodecException("LERC inside compression " + wrapping);
		return new LercDecoder((int) wrapping, order);
	}

	/** Where the library is, if there is one. */
	public static Optional<String> library() {
		return Found.NAME;
	}

	@Override
	public PixelBlock decode(final byte[] encoded, final BlockShape expected) throws CodecException {
		final byte[] blob = unwrapped(encoded, expected);
		try (Memory in = new Memory(Math.max(1, blob.length)); Memory info = new Memory(4 * INFO_INTS)) {
			in.write(0, blob, 0, blob.length);
			if (Api.lerc_getBlobInfo(in, blob.length, info, null, INFO_INTS, 0) != 0) throw damaged();
			final int[] is = info.getIntArray(0, INFO_INTS);
			final int samples = expected.samples();
			final boolean opacityInMask = is[INFO_DEPTH] == samples - 1 && samples > 1;
			if (is[INFO_COLUMNS] != expected.width() || is[INFO_ROWS] != expected.height() || is[INFO_BANDS] != 1
				|| is[INFO_DEPTH] != samples && !opacityInMask || is[INFO_BLOB] > blob.length || is[INFO_MASKS] > 1)
				throw new CodecException("LERC of " + expected + " is expected, found " + is[INFO_COLUMNS] + " x "
					+ is[INFO_ROWS] + " x "
					+ is[INFO_DEPTH] + ", " + is[INFO_BANDS] + " band(s)");
			return decode(in, blob.length, expected, is[INFO_DEPTH], is[INFO_MASKS]);
		}
	}

	private PixelBlock decode(final Memory in, final int length, final BlockShape expected, final int depth,
		final int masks)
		throws CodecException
	{
		final PixelType type = expected.type();
		final BlockShape stored = expected.withSamples(depth);
		final int pixels = expected.pixels();
		try (Memory out = new Memory((long) stored.length() * type.bytes()); Memory valid = new Memory(pixels)) {
			if (Api.lerc_decode(in, length, masks, masks == 0 ? null : valid, depth, expected.width(),
				expected.height(), 1, number(type),
				out) != 0) throw damaged();
			final PixelBlock block = PixelBlock.zeros(stored);
			final ByteBuffer values = out.getByteBuffer(0, out.size()).order(order);
			switch (type) {
				case UINT8, INT8 -> values.get(block.bytes());
				case UINT16, INT16 -> values.asShortBuffer().get(block.shorts());
				case UINT32, INT32 -> values.asIntBuffer().get(block.ints());
				case FLOAT32 -> values.asFloatBuffer().get(block.floats());
				case FLOAT64 -> values.asDoubleBuffer().get(block.doubles());
			}
			final byte[] mask = masks == 0 ? null : valid.getByteArray(0, pixels);
			if (depth == expected.samples()) return masked(block, mask);
			return withOpacity(block, expected, mask);
		}
	}

	/** Floating point has no value where the mask says so. */
	private static PixelBlock masked(final PixelBlock block, final byte[] mask) {
		if (mask == null || !block.type().isFloating()) return block;
		final int n = block.samples();
		for (int i = 0; i < mask.length; i++) {
			if (mask[i] != 0) continue;
			for (int s = i * n; s < (i + 1) * n; s++)
				if (block.type() == PixelType.FLOAT32) block.floats()[s] = Float.NaN;
				else block.doubles()[s] = Double.NaN;
		}
		return block;
	}

	private static PixelBlock withOpacity(final PixelBlock block, final BlockShape expected, final byte[] mask)
		throws CodecException {
		if (expected.type() != PixelType.UINT8)
			throw new CodecException("LERC whose mask stands for opacity has 8 bits, not " + expected.type());
		final PixelBlock all = PixelBlock.zeros(expected);
		final int n = expected.samples();
		for (int i = 0; i < expected.pixels(); i++) {
			System.arraycopy(block.bytes(), i * (n - 1), all.bytes(), i * n, n - 1);
			all.bytes()[i * n + n - 1] = (byte) (mask == null || mask[i] != 0 ? 255 : 0);
		}
		return all;
	}

	private byte[] unwrapped(final byte[] encoded, final BlockShape expected) throws CodecException {
		final long most = (long) expected.length() * expected.type().bytes() + expected.pixels() + OVERHEAD;
		if (wrapping == IN_DEFLATE) return DeflateCodec.decodeAll(encoded, (int) Math.min(Integer.MAX_VALUE - 8, most));
		if (wrapping == IN_ZSTD) return ZstdCodec.decodeAll(encoded, (int) Math.min(Integer.MAX_VALUE - 8, most));
		return encoded;
	}

	/** lerc's own numbers of the types of samples. */
	private static int number(final PixelType type) {
		return switch (type) {
			case INT8 -> 0;
			case UINT8 -> 1;
			case INT16 -> 2;
			case UINT16 -> 3;
			case INT32 -> 4;
			case UINT32 -> 5;
			case FLOAT32 -> 6;
			case FLOAT64 -> 7;
		};
	}

	private static CodecException damaged() {
		return new CodecException("the LERC blob is damaged");
	}

	private static final class Found {

		static final Optional<String> NAME = CodecLibrary.find64(Api.class,
			library -> Optional.of(CodecLibrary.place(library)), "Lerc", "libLerc.so.4", "libLerc.so.3",
			"/opt/homebrew/lib/libLerc.dylib");
	}

	/** The functions of Lerc_c_api.h, mapped directly. */
	private static final class Api {

		private Api() {}

		static native int lerc_getBlobInfo(Pointer blob, int length, Pointer info, Pointer range, int infoLength,
			int rangeLength);

		static native int lerc_decode(Pointer blob, int length, int masks, Pointer valid, int depth, int columns,
			int rows, int bands,
			int type, Pointer out);
	}
}
