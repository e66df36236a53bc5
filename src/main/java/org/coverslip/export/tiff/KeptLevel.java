package org.coverslip.export.tiff;

import java.util.List;
import java.util.Optional;

import org.coverslip.codec.TileEncoder;
import org.coverslip.compression.TileCoding;
import org.coverslip.export.walk.CopiedLevel;
import org.coverslip.slide.EncodedTiles.Encoding;
import org.coverslip.tiff.TiffTag;

/**
 * A level of a TIFF that keeps the slide's tiles.
 *
 * @param source
 *            the slide's level, or a part of it
 */
record KeptLevel(CopiedLevel source) {

	private static final PyramidTiffOptions PLAIN = PyramidTiffOptions.builder().build();

	/** The levels, finest first, up to the first whose compression has no number in TIFF. */
	static List<CopiedLevel> writable(final List<CopiedLevel> levels) {
		return levels.stream()
			.takeWhile(level -> StoredTags.compression(level.encoding().compression()).isPresent()).toList();
	}

	/** Whether one tile of the requested size would hold it. */
	boolean fitsOneTile(final TileFit fit) {
		return source.fitsOneTile(fit.tileWidth(), fit.tileHeight());
	}

	TileFit fit() {
		return new TileFit(source.stored().tileWidth(), source.stored().tileHeight(),
			source.samples() * source.type().bytes());
	}

	/**
	 * The level of the new file, in tiles that OpenSlide can read: the copied ones, or if these are larger than the
	 * level and nothing is lost, others.
	 *
	 * @return empty if there are none
	 */
	Optional<TargetLevel> fittedTarget(final PyramidTiffOptions options) {
		final TargetLevel target = target(options);
		if (source.fillsTiles() || isReadWithoutLibtiff()) return Optional.of(target);
		return isLossless() ? target.fitted(fit()) : Optional.empty();
	}

	/**
	 * OpenSlide decodes such tiles itself ({@code tile_read_direct} in its {@code openslide-decode-tiff.c}), or not at
	 * all.
	 */
	private boolean isReadWithoutLibtiff() {
		return switch (compression()) {
			case TiffTag.COMPRESSION_JPEG -> source.samples() == 3;
			case TiffTag.COMPRESSION_JPEG2000, TiffTag.COMPRESSION_JPEG2000_APERIO_RGB,
				TiffTag.COMPRESSION_JPEG2000_APERIO_YCBCR, TiffTag.COMPRESSION_JPEG_XR -> true;
			default -> false;
		};
	}

	/** TIFF's number for the compression of its tiles. */
	int compression() {
		return StoredTags.compression(source.encoding().compression()).orElseThrow();
	}

	/** Whether Coverslip can rewrite its tiles without loss. */
	private boolean isLossless() {
		return !source.encoding().compression().stream()
			&& TileCodings.like(source.encoding(), PLAIN, source.samples()).isPresent();
	}

	/**
	 * The level of the new file. Its encoder is for blank tiles, and gives nothing where Coverslip cannot write such
	 * tiles.
	 */
	TargetLevel target(final PyramidTiffOptions options) {
		final Encoding e = source.encoding();
		// looked for only when there is a blank tile, since usually there is none
		final TileEncoder blanks = tile -> {
			final Optional<TileEncoder> encoder = TileCodings.like(e, options, source.samples());
			return encoder.isPresent() ? encoder.get().encode(tile) : new byte[0];
		};
		final TileCoding coding =
			new TileCoding(blanks, compression(), StoredTags.photometric(e.colours()),
			StoredTags.predictor(e.prediction()), e.subsamplingX(), e.subsamplingY(), e.jpegTables());
		return new TargetLevel(source.region().width(), source.region().height(), source.downsample(), coding,
			source.stored().tileWidth(),
			source.stored().tileHeight());
	}
}
