package org.coverslip.format.zeiss;

import java.util.Arrays;

import org.coverslip.codec.CodecException;
import org.coverslip.codec.LzwCodec;
import org.coverslip.codec.SampleLayout;
import org.coverslip.codec.SampleUnpacker;
import org.coverslip.codec.ZstdCodec;
import org.coverslip.codec.jpeg.JpegColours;
import org.coverslip.codec.jpeg.JpegDecoder;
import org.coverslip.codec.jpegxr.JpegXrDecoder;
import org.coverslip.codec.jpegxr.JpegXrImage;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;

/** Turns the bytes of a sub-block into samples: grey, or red, green and blue. */
final class SubBlockDecoder {

	static final int NONE = 0;
	static final int JPEG = 1;
	static final int LZW = 2;
	static final int JPEG_XR = 4;
	static final int ZSTD_0 = 5;
	static final int ZSTD_1 = 6;

	/**
	 * The only kind of chunk that the head of a zstd1 stream can have: its one byte says in bit 0 whether bytes are
	 * packed.
	 */
	private static final int PACKING = 1;

	private SubBlockDecoder() {}

	/** The common name of a compression. */
	static String name(final int compression) {
		return switch (compression) {
			case NONE -> "none";
			case JPEG -> "JPEG";
			case LZW -> "LZW";
			case JPEG_XR -> "JPEG XR";
			case ZSTD_0, ZSTD_1 -> "Zstandard";
			default -> "compression " + compression;
		};
	}

	/** Whether there is a decoder. */
	static boolean isKnown(final int compression) {
		return compression == NONE || compression == JPEG || compression == LZW || compression == JPEG_XR
			|| compression == ZSTD_0
			|| compression == ZSTD_1;
	}

	/**
	 * Whether the bytes are not compressed, whatever the directory says: some writers put raw pixels into sub-blocks
	 * marked as JPEG XR (libCZI and czifile recognise them like this).
	 */
	static boolean isRaw(final byte[] bytes, final SubBlock block) {
		if (block.compression() == NONE) return true;
		if (bytes.length != block.pixels().bytes(block.storedWidth(), block.storedHeight())) return false;
		return switch (block.compression()) {
			case JPEG -> !begins(bytes, 0xff, 0xd8, 0xff);
			case JPEG_XR -> !JpegXrImage.begins(bytes);
			case ZSTD_0 -> !begins(bytes, 0x28, 0xb5, 0x2f, 0xfd);
			default -> false;
		};
	}

	private static boolean begins(final byte[] bytes, final int... magic) {
		for (int i = 0; i < magic.length; i++)
			if (i >= bytes.length || bytes[i] != (byte) magic[i]) return false;
		return true;
	}

	/**
	 * Decodes a sub-block.
	 *
	 * @param bytes
	 *            its pixel data, no longer used by the caller
	 * @return a block of the stored size with 1 or 3 samples
	 * @throws CodecException
	 *             if the bytes are damaged, or their compression is not {@link #isKnown}
	 */
	static PixelBlock decode(final byte[] bytes, final SubBlock block) throws CodecException {
		if (isRaw(bytes, block)) return samples(bytes, block);
		final int length = (int) block.pixels().bytes(block.storedWidth(), block.storedHeight());
		return switch (block.compression()) {
			case JPEG -> jpeg(bytes, block);
			case JPEG_XR -> new JpegXrDecoder().decode(bytes, shown(block));
			case LZW -> samples(new LzwCodec().decode(bytes, length), block);
			case ZSTD_0 -> samples(new ZstdCodec().decode(bytes, length), block);
			case ZSTD_1 -> samples(zstd1(bytes, block, length), block);
			default -> throw new CodecException(name(block.compression()) + " is not supported");
		};
	}

	/** Colours are as the stream's own markers say: red, green and blue, unlike in uncompressed pixels. */
	private static PixelBlock jpeg(final byte[] bytes, final SubBlock block) throws CodecException {
		return JpegDecoder.of(JpegColours.ofStreams()).decode(bytes, shown(block));
	}

	/** The shape that image codecs give: colours with red first, without alpha. */
	private static BlockShape shown(final SubBlock block) {
		return new BlockShape(block.storedWidth(), block.storedHeight(), block.pixels().samples(),
			block.pixels().type());
	}

	/**
	 * A zstd1 stream begins with a head: its own length, and what was done to the pixels before they were compressed.
	 * <p>
	 * Source: libCZI (decoder_zstd.cpp), OpenSlide 4.0.1.
	 */
	private static byte[] zstd1(final byte[] bytes, final SubBlock block, final int length) throws CodecException {
		final int head = bytes.length == 0 ? 0 : bytes[0] & 0xff;
		if (head != 1 && head != 3 || head >= bytes.length)
			throw new CodecException("zstd1 data begin with a head of 1 or 3 bytes, found " + head + " in "
				+ bytes.length + " bytes");
		if (head == 3 && bytes[1] != PACKING)
			throw new CodecException("zstd1 data are prepared in way " + (bytes[1] & 0xff) + ", which is not known");
		final byte[] decoded = new ZstdCodec().decode(Arrays.copyOfRange(bytes, head, bytes.length), length);
		if (head == 1 || (bytes[2] & 1) == 0) return decoded;
		if (block.pixels().type() != PixelType.UINT16)
			throw new CodecException("zstd1 data of " + block.pixels()
				+ " pixels have their bytes packed, which is for 16-bit samples only");
		return joinBytes(decoded);
	}

	/** Turns all low bytes followed by all high bytes into samples of two bytes, the low one first. */
	private static byte[] joinBytes(final byte[] packed) {
		final int half = packed.length / 2;
		final byte[] joined = new byte[packed.length];
		for (int i = 0; i < half; i++) {
			joined[2 * i] = packed[i];
			joined[2 * i + 1] = packed[half + i];
		}
		return joined;
	}

	private static PixelBlock samples(final byte[] bytes, final SubBlock block) throws CodecException {
		final CziPixels pixels = block.pixels();
		final PixelBlock stored =
			SampleUnpacker.unpack(bytes, SampleLayout.littleEndian(pixels.type()), block.storedWidth(),
			block.storedHeight(), pixels.storedSamples());
		return pixels.isColour() ? redFirst(stored) : stored;
	}

	/**
	 * Reorders blue, green, red to red, green, blue; an alpha sample is dropped, since Zeiss' own programs ignore it.
	 */
	private static PixelBlock redFirst(final PixelBlock blueFirst) {
		final int n = blueFirst.samples();
		final PixelBlock rgb = n == 3 ? blueFirst : PixelBlock.zeros(blueFirst.shape().withSamples(3));
		final int count = rgb.shape().length();
		switch (rgb.type()) {
			case UINT8 -> {
				final byte[] in = blueFirst.bytes();
				final byte[] out = rgb.bytes();
				for (int i = 0, from = 0; i < count; i += 3, from += n) {
					final byte blue = in[from];
					out[i + 1] = in[from + 1];
					out[i] = in[from + 2];
					out[i + 2] = blue;
				}
			}
			case UINT16 -> {
				final short[] samples = rgb.shorts();
				for (int i = 0; i < count; i += 3) {
					final short blue = samples[i];
					samples[i] = samples[i + 2];
					samples[i + 2] = blue;
				}
			}
			default -> {
				final float[] samples = rgb.floats();
				for (int i = 0; i < count; i += 3) {
					final float blue = samples[i];
					samples[i] = samples[i + 2];
					samples[i + 2] = blue;
				}
			}
		}
		return rgb;
	}
}
