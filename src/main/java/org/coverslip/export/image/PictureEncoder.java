package org.coverslip.export.image;

import java.io.IOException;

import org.coverslip.codec.TileEncoder;
import org.coverslip.codec.jpeg.JpegEncoder;
import org.coverslip.codec.jpeg.JpegSubsampling;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.slide.RegionPixels;

/** Encodes pictures of 8-bit samples in the formats that browsers show. Immutable, thread-safe. */
public final class PictureEncoder implements TileEncoder {

	private static final int FULL_CHROMA_QUALITY = 90;

	private final TileEncoder encoder;

	/**
	 * @param quality
	 *            of JPEG, 1 to 100; from 90 on, colour is kept in full
	 * @param samples
	 *            of a pixel, 1 or 3
	 */
	public PictureEncoder(final PictureFormat format, final int quality, final int samples) {
		encoder = format == PictureFormat.PNG ? picture -> PngEncoder.encode(RegionPixels.of(picture))
			: JpegEncoder.ofWholeStreams(quality,
				quality < FULL_CHROMA_QUALITY ? JpegSubsampling.COLUMNS_AND_ROWS : JpegSubsampling.NONE, samples);
	}

	@Override
	public byte[] encode(final PixelBlock picture) throws IOException {
		return encoder.encode(picture);
	}
}
