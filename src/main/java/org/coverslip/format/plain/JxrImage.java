package org.coverslip.format.plain;

import java.io.IOException;

import org.coverslip.codec.CodecException;
import org.coverslip.codec.jpegxr.JpegXrImage;
import org.coverslip.codec.jpegxr.Reduction;
import org.coverslip.io.ByteSource;
import org.coverslip.io.SlideFormatException;
import org.coverslip.io.StoredFile;
import org.coverslip.pixel.BlockShape;
import org.coverslip.slide.MemoryBudget;
import org.coverslip.slide.SlideLifetime;

/** A JPEG XR file, decoded as a whole. */
final class JxrImage {

	/** This many bytes hold the headers of most files. */
	private static final int HEAD = 4096;

	private JxrImage() {}

	/** Reads the file's headers. */
	static PlainImage open(final ByteSource source, final StoredFile file, final SlideLifetime lifetime)
		throws IOException {
		final JpegXrImage image = head(source, file);
		final int colours = image.colours();
		if (image.isCmyk() || colours != 1 && colours != 3)
			throw new SlideFormatException(file, SlideFormatException.NO_OFFSET,
				"a JPEG XR of grey or red, green and blue",
				image.isCmyk() ? "cyan, magenta, yellow and black" : colours + " components");
		final boolean withAlpha = colours == 3 && image.hasAlpha();
		final BlockShape tile = PlainImage.tile(colours + (withAlpha ? 1 : 0), image.type());
		final WholeImage whole = new WholeImage(file, "JPEG XR image", image.width(), image.height(), tile, () -> {
			try {
				return parse(source, file).decode(withAlpha, Reduction.NONE);
			}
			catch (final CodecException e) {
				throw damaged(file, e);
			}
		});
		return new PlainImage(image.width(), image.height(), tile, new WholeImageTiles(whole, lifetime), false, null);
	}

	/** The headers are in the first bytes, unless there is much else before them. */
	private static JpegXrImage head(final ByteSource source, final StoredFile file) throws IOException {
		if (source.size() > 2 * HEAD && source.size() < Integer.MAX_VALUE) try {
			return JpegXrImage.parseHead(source.readFully(0, HEAD), (int) source.size());
		}
		catch (final CodecException e) {
			return parse(source, file);
		}
		return parse(source, file);
	}

	/** Encoded bytes are not kept, since the decoded ones will be. */
	private static JpegXrImage parse(final ByteSource source, final StoredFile file) throws IOException {
		if (source.size() > MemoryBudget.ofProcess().atMost(Integer.MAX_VALUE - 4096, 4))
			throw new SlideFormatException(file, SlideFormatException.NO_OFFSET,
				"a JPEG XR file that fits in memory, since it can only be decoded as a whole",
				source.size() + " bytes");
		try {
			return JpegXrImage.parse(source.readFully(0, source.size()));
		}
		catch (final CodecException e) {
			throw damaged(file, e);
		}
	}

	private static SlideFormatException damaged(final StoredFile file, final CodecException e) {
		return new SlideFormatException(file, SlideFormatException.NO_OFFSET, "a sound JPEG XR", e.getMessage(), e);
	}
}
