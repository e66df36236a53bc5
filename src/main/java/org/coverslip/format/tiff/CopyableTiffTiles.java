package org.coverslip.format.tiff;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Optional;

import org.coverslip.pixel.PixelBlock;
import org.coverslip.slide.EncodedTiles;
import org.coverslip.slide.Plane;
import org.coverslip.slide.TileSource;
import org.coverslip.tiff.TiffTag;

/** Tiles of a TIFF that another TIFF can hold as they are. Thread-safe. */
final class CopyableTiffTiles implements TileSource, EncodedTiles {

	private final TiffTileSource tiles;
	private final Encoding encoding;

	private CopyableTiffTiles(final TiffTileSource tiles, final Encoding encoding) {
		this.tiles = tiles;
		this.encoding = encoding;
	}

	static CopyableTiffTiles of(final TiffTileSource tiles) throws IOException {
		final TiffImage image = tiles.image();
		return new CopyableTiffTiles(tiles,
			new Encoding(image.compression(), image.photometric(), image.predictor(), image.subsamplingX(), image.subsamplingY(),
				image.layout().order() == ByteOrder.LITTLE_ENDIAN, Optional.ofNullable(image.ifd().bytes(TiffTag.JPEG_TABLES))));
	}

	@Override
	public Optional<PixelBlock> read(final long tile, final Plane plane) throws IOException {
		return tiles.read(tile, plane);
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
