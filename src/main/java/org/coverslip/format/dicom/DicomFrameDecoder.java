package org.coverslip.format.dicom;

import java.io.IOException;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

import org.coverslip.codec.CodecException;
import org.coverslip.codec.JpegLsDecoder;
import org.coverslip.codec.JpegXlDecoder;
import org.coverslip.codec.jpeg.JpegColour;
import org.coverslip.codec.jpeg.JpegColours;
import org.coverslip.codec.jpeg.JpegDecoder;
import org.coverslip.codec.jpeg.JpegHeader;
import org.coverslip.codec.jpeg2000.Jpeg2000Backend;
import org.coverslip.codec.jpeg2000.Jpeg2000Decoder;
import org.coverslip.codec.jpeg2000.Jpeg2000Header;
import org.coverslip.dicom.TransferSyntax.Coding;
import org.coverslip.dicom.TransferSyntax;
import org.coverslip.io.SlideFormatException;
import org.coverslip.io.StoredFile;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;

/**
 * Decodes stored frames to samples. Immutable; thread-safe.
 *
 * @param syntax
 *            how they are coded
 * @param pixels
 *            what their samples are
 */
record DicomFrameDecoder(TransferSyntax syntax, DicomPixels pixels) {

	/**
	 * A decoder of a file's frames.
	 *
	 * @throws SlideFormatException
	 *             if they cannot be decoded here; says what could decode them
	 */
	static DicomFrameDecoder of(final StoredFile file, final TransferSyntax syntax, final DicomPixels pixels)
		throws SlideFormatException {
		if (syntax.coding() == Coding.JPEG_LS && !JpegLsDecoder.isAvailable())
			throw refused(file, "CharLS (libcharls) to be installed, which decodes JPEG-LS", syntax);
		if (syntax.coding() == Coding.HTJ2K && Jpeg2000Backend.openJpeg().isEmpty())
			throw refused(file, "OpenJPEG 2.5 (libopenjp2) to be installed, which decodes High-Throughput JPEG 2000",
				syntax);
		if (syntax.coding() == Coding.JPEG_XL && JpegXlDecoder.library().isEmpty())
			throw refused(file, "libjxl to be installed, which decodes JPEG XL", syntax);
		// libjxl spreads other numbers over 16 bits
		if (syntax.coding() == Coding.JPEG_XL && (pixels.used() != pixels.bits() || pixels.stored().type().isSigned()))
			throw refused(file, "unsigned samples of 8 or 16 bits", syntax);
		return new DicomFrameDecoder(syntax, pixels);
	}

	private static SlideFormatException refused(final StoredFile file, final String expected,
		final TransferSyntax syntax) {
		return new SlideFormatException(file, SlideFormatException.NO_OFFSET, expected,
			syntax.label() + " (transfer syntax " + syntax.uid() + ")");
	}

	/** A frame's samples, of the shape {@link DicomPixels#shown()}. */
	PixelBlock decode(final byte[] frame) throws IOException {
		return switch (syntax.coding()) {
			case NATIVE -> DicomColours.shown(NativeFrames.unpack(frame, pixels), pixels, false);
			case DEFLATE -> DicomColours.shown(NativeFrames.unpack(inflated(frame), pixels), pixels, false);
			case RUN_LENGTHS -> DicomColours.shown(NativeFrames.runLengths(frame, pixels), pixels, false);
			case JPEG -> jpeg(frame);
			case JPEG_LS -> DicomColours.shown(fitted(JpegLsDecoder.decode(frame)), pixels, true);
			case JPEG_2000, HTJ2K -> jpeg2000(frame);
			case JPEG_XL -> jpegXl(frame);
		};
	}

	private byte[] inflated(final byte[] frame) throws CodecException {
		final byte[] out = new byte[(int) ((pixels.frameBits() + 7) / 8)];
		final Inflater inflater = new Inflater(true);
		try {
			inflater.setInput(frame);
			int written = 0;
			for (int n = 1; written < out.length && n > 0; written += n)
				n = inflater.inflate(out, written, out.length - written);
			if (written < out.length)
				throw new CodecException("Deflate data end after " + written + " of " + out.length + " bytes");
			return out;
		}
		catch (final DataFormatException e) {
			throw new CodecException("Deflate data are damaged: " + e.getMessage(), e);
		}
		finally {
			inflater.end();
		}
	}

	private PixelBlock jpeg(final byte[] frame) throws IOException {
		final JpegColours colours = JpegColours.stated(pixels.stored().samples() == 1 ? JpegColour.GRAY
			: pixels.photometric().startsWith("YBR") ? JpegColour.YCBCR : JpegColour.RGB);
		final PixelBlock block = fitted(JpegDecoder.of(colours).decode(frame, stored(JpegHeader.parse(frame).type())));
		return block.samples() == 3 ? block : DicomColours.shown(block, pixels, true);
	}

	/** The library gives RGB whatever the stream has. */
	private PixelBlock jpegXl(final byte[] frame) throws IOException {
		final PixelBlock block = JpegXlDecoder.find().decode(frame, pixels.stored());
		return block.samples() == 3 ? block : DicomColours.shown(block, pixels, true);
	}

	/** YBR_ICT and YBR_RCT are the stream's own transforms and decode to RGB; other YBR is left in the samples. */
	private PixelBlock jpeg2000(final byte[] frame) throws IOException {
		final Jpeg2000Header header = Jpeg2000Header.parse(frame);
		final Jpeg2000Header.Component first = header.components().get(0);
		final PixelType type = first.bits() <= 8 ? first.signed() ? PixelType.INT8 : PixelType.UINT8
			: first.signed() ? PixelType.INT16 : PixelType.UINT16;
		final PixelBlock block = fitted(Jpeg2000Decoder.ofStream().decode(frame, stored(type)));
		return header.colourSpace() == Jpeg2000Header.SYCC ? block : DicomColours.shown(block, pixels, true);
	}

	/** The shape of a stored frame in a stream whose samples are of a type. */
	private BlockShape stored(final PixelType type) {
		return new BlockShape(pixels.stored().width(), pixels.stored().height(), pixels.stored().samples(), type);
	}

	/** A decoded block in the data set's type, which may be wider, or signed where the stream's is not. */
	private PixelBlock fitted(final PixelBlock block) throws CodecException {
		final BlockShape stored = pixels.stored();
		if (block.shape().equals(stored)) return block;
		if (!block.shape().equals(stored(block.type())) || block.type().bytes() > stored.type().bytes())
			throw new CodecException("a frame of " + stored + " is expected, found " + block.shape());
		final PixelBlock fitted;
		if (block.type().bytes() == stored.type().bytes()) fitted = new PixelBlock(stored, block.array());
		else {
			fitted = PixelBlock.zeros(stored);
			for (int i = 0; i < stored.length(); i++)
				fitted.put(i, block.value(i));
		}
		if (stored.type().isSigned() && !block.type().isSigned())
			DicomColours.cut(fitted, pixels.used() - 1, pixels.used());
		return fitted;
	}
}
