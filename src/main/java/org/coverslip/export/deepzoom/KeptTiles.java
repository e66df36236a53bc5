package org.coverslip.export.deepzoom;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import org.coverslip.codec.CodecException;
import org.coverslip.codec.jpeg.JpegColour;
import org.coverslip.codec.jpeg.JpegColours;
import org.coverslip.codec.jpeg.JpegStream;
import org.coverslip.export.walk.CopiedLevel;
import org.coverslip.geom.Region;
import org.coverslip.slide.EncodedTiles.Colours;
import org.coverslip.slide.Plane;
import org.coverslip.slide.Scene;
import org.coverslip.slide.StoredCompression;

/** The stored tiles of a slide's finest level as JPEG files. Thread-safe. */
final class KeptTiles {

	private final CopiedLevel level;
	private final JpegStream streams;
	private final int side;
	private final Plane plane;

	private KeptTiles(final CopiedLevel level, final JpegStream streams, final int side, final Plane plane) {
		this.level = level;
		this.streams = streams;
		this.side = side;
		this.plane = plane;
	}

	/**
	 * @param region0
	 *            the exported region, in level-0 pixels
	 * @throws IllegalArgumentException
	 *             with one sentence, if no tile can be kept
	 */
	static KeptTiles of(final Scene scene, final Region region0, final DeepZoomOptions options) throws CodecException {
		final List<CopiedLevel> levels = CopiedLevel.of(scene, region0);
		if (levels.isEmpty() || !levels.get(0).encoding().compression().equals(StoredCompression.JPEG))
			throw new IllegalArgumentException("the slide's tiles (" + scene.level(0).compression()
				+ ") cannot be kept: they are not JPEG tiles at whose corner the exported region begins; choose a "
				+ "quality");
		final CopiedLevel finest = levels.get(0);
		final int side = finest.stored().tileWidth();
		if (side != finest.stored().tileHeight())
			throw new IllegalArgumentException("the slide's tiles of " + side + " x " + finest.stored().tileHeight()
				+ " pixels cannot be kept, since Deep Zoom has squares; choose a quality");
		if (options.tileSize() != side || options.overlap() != 0)
			throw new IllegalArgumentException(
				"the slide's tiles can be kept with tile size " + side
				+ " and overlap 0 only; choose these, or a quality");
		return new KeptTiles(finest,
			JpegStream.of(JpegColours.stated(colour(finest.encoding().colours())),
				finest.encoding().jpegTables().orElse(null)),
			side, options.plane(scene));
	}

	private static JpegColour colour(final Colours colours) {
		return switch (colours) {
			case GRAY -> JpegColour.GRAY;
			case RGB -> JpegColour.RGB;
			case YCBCR -> JpegColour.YCBCR;
			case OTHER -> JpegColour.AS_STORED;
		};
	}

	/** A tile; empty if none is stored, or if part of it lies outside the image. */
	Optional<byte[]> tile(final long col, final long row) throws IOException {
		if ((col + 1) * side > level.region().width() || (row + 1) * side > level.region().height())
			return Optional.empty();
		final Optional<byte[]> stored = level.tiles().encoded(level.sourceTile(col, row), plane);
		return stored.isEmpty() ? stored : Optional.of(streams.whole(stored.get()));
	}
}
