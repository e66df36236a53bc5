package org.coverslip.export.dicom;

import java.io.IOException;
import java.util.Arrays;

import org.coverslip.codec.CodecException;
import org.coverslip.codec.SamplePacker;
import org.coverslip.codec.TileEncoder;
import org.coverslip.codec.jpeg.JpegColour;
import org.coverslip.codec.jpeg.JpegColours;
import org.coverslip.codec.jpeg.JpegEncoder;
import org.coverslip.codec.jpeg.JpegHeader;
import org.coverslip.codec.jpeg.JpegStream;
import org.coverslip.codec.jpeg.JpegSubsampling;
import org.coverslip.codec.jpeg2000.Jpeg2000Coding;
import org.coverslip.codec.jpeg2000.Jpeg2000Encoder;
import org.coverslip.codec.jpeg2000.Jpeg2000Header;
import org.coverslip.dicom.TransferSyntax;

/**
 * How the frames of an instance are coded.
 *
 * @param syntax
 *            of the instance
 * @param photometric
 *            what the components are, as PS3.3 C.7.6.3.1.2 calls it
 * @param encoder
 *            of tiles that are not copied
 * @param frames
 *            makes frames of encoded and copied tiles
 */
record FrameCoding(TransferSyntax syntax, String photometric, TileEncoder encoder, Maker frames) {

	private static final String GRAY = "MONOCHROME2";
	private static final String RGB = "RGB";
	/** YCbCr of any sampling: PS3.3 takes what the stream says for what counts, and programs want this name. */
	private static final String YCBCR = "YBR_FULL_422";
	private static final int FINE_QUALITY = 90;

	/** Makes a frame of a tile. Thread-safe. */
	@FunctionalInterface
	interface Maker {

		/**
		 * @throws CodecException
		 *             if the tile cannot be a frame of this instance
		 */
		byte[] frame(byte[] tile) throws IOException;
	}

	/** Samples as they are. */
	static FrameCoding uncompressed(final int samples) {
		return new FrameCoding(TransferSyntax.EXPLICIT, samples == 1 ? GRAY : RGB, SamplePacker::pack, tile -> tile);
	}

	/** The same, each frame by itself, since there are more than fit otherwise. */
	FrameCoding encapsulated() {
		return new FrameCoding(TransferSyntax.ENCAPSULATED, photometric, encoder, frames);
	}

	/**
	 * JPEG of 8 bits.
	 *
	 * @param quality
	 *            1 to 100; from 90 on every other column of the chroma is left out, not every other row too
	 */
	static FrameCoding jpeg(final int quality, final int samples) throws IOException {
		return jpeg(samples == 1 ? JpegColour.GRAY : JpegColour.YCBCR, null,
			JpegEncoder.ofWholeStreams(quality, quality < FINE_QUALITY ? JpegSubsampling.COLUMNS_AND_ROWS
				: JpegSubsampling.COLUMNS, samples),
			null);
	}

	/**
	 * JPEG of 8 bits with components of a kind.
	 *
	 * @param tables
	 *            shared by copied tiles, or null
	 * @param like
	 *            the head of a tile that all have to be like; null if all come from the encoder
	 */
	static FrameCoding jpeg(final JpegColour colour, final byte[] tables, final TileEncoder encoder,
		final JpegHeader like) throws IOException
	{
		final JpegStream streams = JpegStream.of(JpegColours.stated(colour), tables);
		return new FrameCoding(TransferSyntax.JPEG_BASELINE, switch (colour) {
			case GRAY -> GRAY;
			case RGB -> RGB;
			default -> YCBCR;
		}, encoder, tile -> {
			if (like != null) checkLike(JpegHeader.parse(tile), like);
			return streams.whole(tile);
		});
	}

	private static void checkLike(final JpegHeader header, final JpegHeader like) throws CodecException {
		if (header.width() != like.width() || header.height() != like.height()
			|| header.components().size() != like.components().size() || header.precision() != like.precision()
			|| header.process() != like.process())
			throw new CodecException("a JPEG tile of " + header.width() + " x " + header.height() + " pixels and "
				+ header.components().size() + " components of " + header.precision()
				+ " bits differs from the others");
	}

	/**
	 * JPEG 2000 of 8 or 16 bits.
	 *
	 * @param quality
	 *            1 to 99, or 100 for no loss
	 */
	static FrameCoding jpeg2000(final int quality, final int samples) {
		final Jpeg2000Encoder encoder = Jpeg2000Encoder.ofQuality(quality);
		final boolean lossless = encoder.isLossless();
		return jpeg2000(new Jpeg2000Coding(samples == 3, lossless), !lossless, samples, encoder, null);
	}

	/**
	 * JPEG 2000 of a kind.
	 *
	 * @param lossy
	 *            whether something may be lost in the streams
	 * @param like
	 *            the head of a tile that all have to be like; null if all come from the encoder
	 */
	static FrameCoding jpeg2000(final Jpeg2000Coding coding, final boolean lossy, final int samples,
		final TileEncoder encoder, final Jpeg2000Header like)
	{
		final String colours = samples == 1 ? GRAY
			: !coding.componentTransform() ? RGB : coding.reversible() ? "YBR_RCT" : "YBR_ICT";
		return new FrameCoding(lossy ? TransferSyntax.JPEG_2000 : TransferSyntax.JPEG_2000_LOSSLESS, colours, encoder,
			tile -> codestream(tile, like));
	}

	/** A bare codestream: DICOM has no boxes around it (PS3.5, 8.2.4). */
	private static byte[] codestream(final byte[] tile, final Jpeg2000Header like) throws CodecException {
		final Jpeg2000Header header = Jpeg2000Header.parse(tile);
		if (like != null && (header.width() != like.width() || header.height() != like.height()
			|| !header.components().equals(like.components())))
			throw new CodecException("a JPEG 2000 tile of " + header.width() + " x " + header.height() + " pixels and "
				+ header.components().size() + " components differs from the others");
		return header.start() == 0 && header.end() == tile.length ? tile
			: Arrays.copyOfRange(tile, header.start(), header.end());
	}

	/** Whether frames lie in items of their own. */
	boolean isEncapsulated() {
		return syntax != TransferSyntax.EXPLICIT;
	}

	/** What compressed the frames with loss, as PS3.3 C.7.6.1.1.5.1 calls it; "" where nothing did. */
	String lossMethod() {
		return switch (syntax) {
			case JPEG_BASELINE -> "ISO_10918_1";
			case JPEG_2000 -> "ISO_15444_1";
			default -> "";
		};
	}
}
