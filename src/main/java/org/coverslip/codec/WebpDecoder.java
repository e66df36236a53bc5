package org.coverslip.codec;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStreamImpl;

import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;

/**
 * WebP, still images: TIFF compression 50001. Gives RGB, or RGB and straight alpha where 4 samples are expected.
 * <p>
 * Where libwebp is installed, it decodes. Else lossless images are decoded in Java by
 * com.twelvemonkeys.imageio:imageio-webp, which this class alone names, and lossy ones are refused: its version 3.12.0
 * makes other pictures of them, from a grey level of difference in the mean up to black (seen on streams of libwebp
 * 1.2.4, {@code cwebp -m 0}).
 */
public final class WebpDecoder implements ImageDecoder {

	private final Optional<LibWebp> library;

	/** A decoder by the best means that are here. */
	public WebpDecoder() {
		this(LibWebp.best());
	}

	private WebpDecoder(final Optional<LibWebp> library) {
		this.library = library;
	}

	/** A decoder in Java. */
	public static WebpDecoder ofJava() {
		return new WebpDecoder(Optional.empty());
	}

	/** What decodes, for the log. */
	public String name() {
		return library.map(LibWebp::name).orElse("TwelveMonkeys WebP (Java)");
	}

	@Override
	public PixelBlock decode(final byte[] encoded, final BlockShape expected) throws CodecException {
		final int samples = expected.samples();
		final long size = size(encoded);
		final int width = (int) (size >> 32);
		final int height = (int) size;
		if (width != expected.width() || height != expected.height() || samples != 3 && samples != 4
			|| expected.type() != PixelType.UINT8)
			throw new CodecException("a WebP of " + expected + " is expected, found " + width + " x " + height
				+ " pixels of RGB or RGB and alpha, " + PixelType.UINT8);
		final int lossy = lossyChunk(encoded);
		if (lossy > 0 && frameSize(encoded, lossy) != size)
			throw new CodecException("the WebP file says another size than its image");
		if (library.isPresent()) return library.get().decode(encoded, expected);
		if (lossy > 0) throw new CodecException("lossy WebP is only decoded where libwebp is installed");
		final BufferedImage image = read(encoded, expected.pixels());
		if (image.getWidth() != width || image.getHeight() != height)
			throw new CodecException("the WebP stream gives another image than its head says");
		final PixelBlock block = PixelBlock.zeros(expected);
		final Raster raster = image.getRaster();
		final int bands = raster.getNumBands();
		if (bands != 3 && bands != 4) throw new CodecException("the WebP stream gives " + bands + " samples a pixel");
		final int[] row = new int[width * bands];
		for (int y = 0, to = 0; y < height; y++) {
			raster.getPixels(0, y, width, 1, row);
			for (int x = 0; x < width; x++)
				for (int s = 0; s < samples; s++)
					block.bytes()[to++] = s < bands ? (byte) row[x * bands + s] : (byte) 0xff;
		}
		return block;
	}

	/** Where the frame of a lossy image begins, or -1 for a lossless one. */
	private static int lossyChunk(final byte[] b) throws CodecException {
		long at = 12;
		while (at + 8 <= b.length) {
			final int chunk = (int) at;
			if (is(b, chunk, "VP8 ")) return chunk + 8;
			if (is(b, chunk, "VP8L")) return -1;
			final long length = word(b, chunk + 4) | (long) word(b, chunk + 6) << 16;
			at += 8 + length + (length & 1);
		}
		throw new CodecException("the WebP file holds no image");
	}

	private static BufferedImage read(final byte[] encoded, final int pixels) throws CodecException {
		final ImageReader reader = new WebPImageReaderSpi().createReaderInstance(null);
		try {
			reader.setInput(new FiniteInput(encoded, pixels), true, true);
			return reader.read(0);
		}
		catch (final IOException | RuntimeException e) {
			throw new CodecException("the WebP stream is damaged: "
				+ (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()), e);
		}
		finally {
			reader.dispose();
		}
	}

	/**
	 * An array as an image stream, whose end cannot be overlooked: the library's reader of bits reads zeros there,
	 * without end.
	 */
	private static final class FiniteInput extends ImageInputStreamImpl {

		private final byte[] bytes;
		private long patience;

		/**
		 * @param pixels
		 *            of the image: a flat one asks for symbols of no bits, and so for bytes that it does not need, for
		 *            each
		 */
		FiniteInput(final byte[] bytes, final int pixels) {
			this.bytes = bytes;
			this.patience = 1000 + 8L * pixels;
		}

		private int end() {
			if (--patience < 0)
				throw new UncheckedIOException(
					new EOFException("it ends after " + bytes.length + " bytes, within its data"));
			return -1;
		}

		@Override
		public int read() {
			bitOffset = 0;
			return streamPos < bytes.length ? bytes[(int) streamPos++] & 0xff : end();
		}

		@Override
		public int read(final byte[] dst, final int offset, final int length) {
			bitOffset = 0;
			if (streamPos >= bytes.length) return end();
			final int n = Math.min(length, bytes.length - (int) streamPos);
			System.arraycopy(bytes, (int) streamPos, dst, offset, n);
			streamPos += n;
			return n;
		}

		@Override
		public long length() {
			return bytes.length;
		}
	}

	/**
	 * Width and height from the first chunk (RFC 9649, sections 2.4 to 2.7), the width in the upper half; so that no
	 * image is decoded that is larger than expected.
	 */
	private static long size(final byte[] b) throws CodecException {
		if (b.length < 30 || !is(b, 0, "RIFF") || !is(b, 8, "WEBP"))
			throw new CodecException("the stream does not begin as a WebP file (RIFF, WEBP)");
		if (is(b, 12, "VP8 ")) return frameSize(b, 20);
		if (is(b, 12, "VP8L")) {
			if (b[20] != 0x2f) throw new CodecException("the lossless WebP stream lacks its signature");
			final int bits = word(b, 21) | word(b, 23) << 16;
			return pair((bits & 0x3fff) + 1, (bits >>> 14 & 0x3fff) + 1);
		}
		if (is(b, 12, "VP8X")) {
			if ((b[20] & 2) != 0) throw new CodecException("animated WebP is not supported");
			return pair((word(b, 24) | (b[26] & 0xff) << 16) + 1, (word(b, 27) | (b[29] & 0xff) << 16) + 1);
		}
		throw new CodecException("the WebP stream begins with an unknown chunk");
	}

	/** That of a lossy frame (RFC 6386, section 9.1). */
	private static long frameSize(final byte[] b, final int at) throws CodecException {
		if (b.length < at + 10 || (b[at] & 1) != 0 || b[at + 3] != (byte) 0x9d || b[at + 4] != 1 || b[at + 5] != 0x2a)
			throw new CodecException("the WebP stream does not begin with a key frame");
		return pair(word(b, at + 6) & 0x3fff, word(b, at + 8) & 0x3fff);
	}

	private static long pair(final int width, final int height) {
		return (long) width << 32 | height;
	}

	private static int word(final byte[] b, final int at) {
		return b[at] & 0xff | (b[at + 1] & 0xff) << 8;
	}

	private static boolean is(final byte[] b, final int at, final String name) {
		for (int i = 0; i < name.length(); i++)
			if (b[at + i] != name.charAt(i)) return false;
		return true;
	}
}
