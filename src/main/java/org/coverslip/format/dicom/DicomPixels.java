package org.coverslip.format.dicom;

import static org.coverslip.dicom.DicomTag.*;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Set;

import org.coverslip.dicom.DicomDataSet.Element;
import org.coverslip.dicom.DicomDataSet;
import org.coverslip.dicom.TransferSyntax;
import org.coverslip.io.SlideFormatException;
import org.coverslip.io.StoredFile;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelType;

/**
 * What a file says of the samples of its frames (PS3.3 C.7.6.3). Immutable.
 *
 * @param stored
 *            shape of a frame as it is stored: 1 or 3 samples
 * @param photometric
 *            Photometric Interpretation
 * @param planar
 *            whether each sample has a plane of its own
 * @param halved
 *            whether two neighbours of a native frame share their chroma
 * @param bits
 *            of a sample where it is stored, 1, 8, 16, 32 or 64
 * @param used
 *            how many of them count: up to {@code high}
 * @param high
 *            the highest of them, from 0
 * @param order
 *            of the bytes of native frames
 * @param swapped
 *            whether the bytes of native frames are swapped in pairs: one-byte samples in big-endian words
 * @param palette
 *            of PALETTE COLOR; else null
 */
record DicomPixels(BlockShape stored, String photometric, boolean planar, boolean halved, int bits, int used, int high,
	ByteOrder order, boolean swapped, DicomPalette palette)
{

	private static final Set<String> NATIVE_COLOURS =
		Set.of("RGB", "YBR_FULL", "YBR_FULL_422", "YBR_PARTIAL_422", "MONOCHROME1", "MONOCHROME2", "PALETTE COLOR", "");

	/** Reads and checks what a file says. */
	static DicomPixels of(final StoredFile file, final DicomDataSet data, final TransferSyntax syntax,
		final Element pixels,
		final long frames)
		throws IOException
	{
		final long columns = data.number(COLUMNS, -1);
		final long rows = data.number(ROWS, -1);
		final long samples = data.number(SAMPLES_PER_PIXEL, 1);
		if (columns < 1 || rows < 1) throw refused(file, "Columns and Rows of at least 1", columns + " x " + rows);
		if (samples != 1 && samples != 3 || !BlockShape.fits(columns, rows, samples))
			throw refused(file, "frames of 1 or 3 samples that fit in memory",
				columns + " x " + rows + " pixels of " + samples + " samples");
		final String photometric = data.text(PHOTOMETRIC);
		final boolean isNative = syntax.coding() == TransferSyntax.Coding.NATIVE
			|| syntax.coding() == TransferSyntax.Coding.DEFLATE;
		if (isNative && !NATIVE_COLOURS.contains(photometric))
			throw refused(file, "colours that uncompressed frames have", photometric);
		final boolean signed = data.number(PIXEL_REPRESENTATION, 0) == 1;
		final int bits = (int) Math.min(Integer.MAX_VALUE, data.number(BITS_ALLOCATED, 8));
		final PixelType type = type(file, pixels.tag(), bits, signed);
		int used = (int) Math.min(bits, data.number(BITS_STORED, bits));
		int high = (int) Math.min(bits - 1, data.number(HIGH_BIT, used - 1));
		if (used < 1 || high < used - 1 || type.isFloating()) {
			used = bits;
			high = bits - 1;
		}
		final BlockShape stored = new BlockShape((int) columns, (int) rows, (int) samples, type);
		final boolean chroma = isNative && photometric.endsWith("_422") && samples == 3 && columns % 2 == 0;
		// some writers call full chroma halved; then there are half as many bytes again
		final boolean halved = chroma
			&& (pixels.length() < 0 || pixels.length() < Math.multiplyExact(stored.byteCount(), frames));
		final boolean swapped = data.order() == ByteOrder.BIG_ENDIAN && bits <= 8 && pixels.vr().equals("OW");
		final DicomPalette palette = photometric.equals("PALETTE COLOR") && samples == 1
			? DicomPalette.of(file, data, signed)
			.orElseThrow(() -> refused(file, "a palette", "none")) : null;
		return new DicomPixels(stored, photometric, data.number(PLANAR_CONFIGURATION, 0) == 1 && samples > 1 && !halved,
			halved, bits,
			used, high, data.order(), swapped, palette);
	}

	private static PixelType type(final StoredFile file, final int tag, final int bits, final boolean signed)
		throws SlideFormatException {
		if (tag == FLOAT_PIXEL_DATA && bits == 32) return PixelType.FLOAT32;
		if (tag == DOUBLE_PIXEL_DATA && bits == 64) return PixelType.FLOAT64;
		if (tag == PIXEL_DATA) switch (bits) {
			case 1:
				return PixelType.UINT8;
			case 8:
				return signed ? PixelType.INT8 : PixelType.UINT8;
			case 16:
				return signed ? PixelType.INT16 : PixelType.UINT16;
			case 32:
				return signed ? PixelType.INT32 : PixelType.UINT32;
			default:
		}
		throw refused(file, "samples of 1, 8, 16 or 32 bits", bits + " bits");
	}

	private static SlideFormatException refused(final StoredFile file, final String expected, final String found) {
		return new SlideFormatException(file, SlideFormatException.NO_OFFSET, expected, found);
	}

	static BlockShape rgb(final int width, final int height) {
		return new BlockShape(width, height, 3, PixelType.UINT8);
	}

	/** The shape of a frame as it is shown. */
	BlockShape shown() {
		return palette == null ? stored : rgb(stored.width(), stored.height());
	}

	/** Bits of a native frame. */
	long frameBits() {
		return (long) stored.pixels() * (halved ? 2 : stored.samples()) * bits;
	}

	boolean isYcbcr() {
		return photometric.startsWith("YBR_FULL") || photometric.startsWith("YBR_PARTIAL");
	}
}
