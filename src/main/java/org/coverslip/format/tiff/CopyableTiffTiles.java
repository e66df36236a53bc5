package org.coverslip.format.tiff;

import java.io.IOException;
import java.util.Optional;

import org.coverslip.codec.jpeg.JpegColour;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.slide.EncodedTiles;
import org.coverslip.slide.Plane;
import org.coverslip.slide.TileSource;
import org.coverslip.tiff.TiffTag;

/** Tiles of a TIFF that can be copied unchanged into another file. Thread-safe. */
final class CopyableTiffTiles implements TileSource, EncodedTiles {

	private final TiffTileSource tiles;
	private final Encoding encoding;

	private CopyableTiffTiles(final TiffTileSource tiles, final Encoding encoding) {
		this.tiles = tiles;
		this.encoding = encoding;
	}

	static CopyableTiffTiles of(final TiffTileSource tiles) throws IOException {
		return new CopyableTiffTiles(tiles, encoding(tiles.image(), tiles.jpegHead()));
	}

	/** For JPEG, the colours are what the streams say, so that the other file says the same. */
	private static Encoding encoding(final TiffImage image, final Optional<TiffJpegHead> jpeg) throws IOException {
		Colours colours = StoredTiffTiles.colours(image.photometric());
		int x = image.subsamplingX();
		int y = image.subsamplingY();
		if (jpeg.isPresent() && image.samples() == 3) {
			final boolean ycbcr = jpeg.get().colour() == JpegColour.YCBCR;
			colours = ycbcr ? Colours.YCBCR : Colours.RGB;
			x = ycbcr ? jpeg.get().header().horizontalSubsampling() : 1;
			y = ycbcr ? jpeg.get().header().verticalSubsampling() : 1;
		}
		return new Encoding(StoredTiffTiles.compression(image.compression()), colours,
			StoredTiffTiles.prediction(image.predictor()), x, y, image.layout().order(),
			Optional.ofNullable(image.ifd().bytes(TiffTag.JPEG_TABLES)));
	}

	@Override
	public Optional<PixelBlock> read(final long tile, final Plane plane) throws IOException {
		return tiles.read(tile, plane);
	}

	@Override
	public void expect(final long[] expected, final Plane plane) throws IOException {
		tiles.expect(expected, plane);
	}

	@Override
	public Optional<byte[]> encoded(final long tile, final Plane plane) throws IOException {
		return tiles.isAbsent(tile) ? Optional.empty() : Optional.of(tiles.encoded(tile, 0));
	}

	@Override
	public Encoding encoding() {
		return encoding;
	}
}
