package org.coverslip.export.dicom;

import java.io.IOException;
import java.util.Optional;

import org.coverslip.codec.CodecException;
import org.coverslip.codec.TileEncoder;
import org.coverslip.codec.jpeg.JpegColour;
import org.coverslip.codec.jpeg.JpegColours;
import org.coverslip.codec.jpeg.JpegEncoder;
import org.coverslip.codec.jpeg.JpegHeader;
import org.coverslip.codec.jpeg.JpegSubsampling;
import org.coverslip.codec.jpeg2000.Jpeg2000Coding;
import org.coverslip.codec.jpeg2000.Jpeg2000Encoder;
import org.coverslip.codec.jpeg2000.Jpeg2000Header;
import org.coverslip.export.walk.CopiedLevel;
import org.coverslip.slide.EncodedTiles.Colours;
import org.coverslip.slide.EncodedTiles.Encoding;
import org.coverslip.slide.Plane;
import org.coverslip.slide.StoredCompression;

/** Finds out whether the tiles of a level can be frames as they are stored, from one of them. */
final class CopiedFrames {

	/** So many places are looked at for a tile that is there. */
	private static final long MOST_LOOKS = 4096;
	private static final int BASELINE = 0;

	private final CopiedLevel level;
	private final int quality;

	/**
	 * @param quality
	 *            of tiles that have to be made where none is stored
	 */
	CopiedFrames(final CopiedLevel level, final int quality) {
		this.level = level;
		this.quality = quality;
	}

	/** How they are coded; empty if they cannot be frames. */
	Optional<FrameCoding> coding(final Plane plane) throws IOException {
		final StoredCompression compression = level.encoding().compression();
		final boolean jpeg = compression.equals(StoredCompression.JPEG);
		if (!jpeg && !compression.equals(StoredCompression.JPEG2000)
			&& !compression.equals(StoredCompression.JPEG2000_RGB)) return Optional.empty();
		if (level.stored().tileWidth() > 0xffff || level.stored().tileHeight() > 0xffff) return Optional.empty();
		final Optional<byte[]> tile = anyTile(plane);
		if (tile.isEmpty()) return Optional.empty();
		try {
			return jpeg ? jpeg(tile.get()) : jpeg2000(tile.get());
		}
		catch (final CodecException e) {
			// whoever decodes it will say what is wrong with it
			return Optional.empty();
		}
	}

	private Optional<byte[]> anyTile(final Plane plane) throws IOException {
		final long columns = columns();
		final long tiles = columns * rows();
		for (long tile = 0; tile < Math.min(tiles, MOST_LOOKS); tile++) {
			final Optional<byte[]> bytes =
				level.tiles().encoded(level.sourceTile(tile % columns, tile / columns), plane);
			if (bytes.isPresent() && bytes.get().length > 0) return bytes;
		}
		return Optional.empty();
	}

	private long columns() {
		return (level.region().width() + level.stored().tileWidth() - 1) / level.stored().tileWidth();
	}

	private long rows() {
		return (level.region().height() + level.stored().tileHeight() - 1) / level.stored().tileHeight();
	}

	/** The baseline process of 8 bits, which is the one that every program decodes. */
	private Optional<FrameCoding> jpeg(final byte[] tile) throws IOException {
		final JpegHeader header = JpegHeader.parse(tile);
		if (header.process() != BASELINE || header.precision() != 8 || !hasTileSize(header.width(), header.height())
			|| header.components().size() != level.samples()) return Optional.empty();
		final Encoding stored = level.encoding();
		final JpegColour stated = switch (stored.colours()) {
			case GRAY -> JpegColour.GRAY;
			case RGB -> JpegColour.RGB;
			default -> JpegColour.YCBCR;
		};
		final JpegColour colour = JpegColours.stated(stated).of(header);
		return Optional.of(FrameCoding.jpeg(colour, stored.jpegTables().orElse(null), blanks(colour, header), header));
	}

	private TileEncoder blanks(final JpegColour colour, final JpegHeader header) {
		if (colour == JpegColour.RGB) return JpegEncoder.ofWholeRgbStreams(quality);
		JpegSubsampling chroma = JpegSubsampling.NONE;
		for (final JpegSubsampling s : JpegSubsampling.values())
			if (s.horizontal() == header.horizontalSubsampling() && s.vertical() == header.verticalSubsampling())
				chroma = s;
		return JpegEncoder.ofWholeStreams(quality, chroma, level.samples());
	}

	private Optional<FrameCoding> jpeg2000(final byte[] tile) throws IOException {
		final Jpeg2000Header header = Jpeg2000Header.parse(tile);
		final boolean full = header.components().stream().allMatch(component -> component.dx() == 1
			&& component.dy() == 1 && !component.signed() && component.bits() == level.type().bits());
		if (!full || !hasTileSize(header.width(), header.height()) || header.components().size() != level.samples()
			|| level.type().isSigned()) return Optional.empty();
		final Jpeg2000Coding coding = Jpeg2000Coding.of(tile, header);
		final boolean ycbcr = level.encoding().colours() == Colours.YCBCR
			|| header.colourSpace() == Jpeg2000Header.SYCC;
		if (ycbcr && !coding.componentTransform()) return Optional.empty();
		final boolean lossy = !coding.reversible();
		return Optional.of(FrameCoding.jpeg2000(coding, lossy, level.samples(),
			lossy ? Jpeg2000Encoder.ofQuality(quality) : Jpeg2000Encoder.lossless(), header));
	}

	private boolean hasTileSize(final int width, final int height) {
		return width == level.stored().tileWidth() && height == level.stored().tileHeight();
	}
}
