package org.coverslip.format.dicom;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.Set;

import org.coverslip.codec.CodecException;
import org.coverslip.codec.jpeg.JpegColour;
import org.coverslip.codec.jpeg.JpegColours;
import org.coverslip.codec.jpeg.JpegHeader;
import org.coverslip.codec.jpeg2000.Jpeg2000Header;
import org.coverslip.dicom.TransferSyntax;
import org.coverslip.io.SlideFormatException;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.slide.EncodedTiles;
import org.coverslip.slide.Plane;
import org.coverslip.slide.StoredCompression;
import org.coverslip.slide.TileSource;

/**
 * The frames of one level as tiles, which can be copied: they are streams in JPEG (baseline) or JPEG 2000, in all files
 * of the level alike, and nothing is to be done to their samples. Thread-safe.
 */
final class DicomStreams implements TileSource, EncodedTiles {

	private static final Set<String> JPEG_COLOURS = Set.of("MONOCHROME2", "RGB", "YBR_FULL", "YBR_FULL_422");
	private static final Set<String> JPEG_2000_COLOURS = Set.of("MONOCHROME2", "RGB", "YBR_ICT", "YBR_RCT");

	private final DicomTiles tiles;
	private final DicomInstance first;
	private Encoding encoding;

	private DicomStreams(final DicomTiles tiles, final DicomInstance first) {
		this.tiles = tiles;
		this.first = first;
	}

	/** The tiles, as ones that can be copied where they can. */
	static TileSource of(final DicomTiles tiles, final DicomInstance first) {
		final DicomFrameDecoder decoder = first.decoder();
		final boolean alike = tiles.places().areAll(file -> file.decoder().syntax() == decoder.syntax()
			&& file.decoder().pixels().photometric().equals(decoder.pixels().photometric()));
		return alike && isStream(decoder) ? new DicomStreams(tiles, first) : tiles;
	}

	private static boolean isStream(final DicomFrameDecoder decoder) {
		final DicomPixels pixels = decoder.pixels();
		if (pixels.used() != pixels.bits() || pixels.stored().type().isSigned()) return false;
		return switch (decoder.syntax()) {
			case JPEG_BASELINE -> JPEG_COLOURS.contains(pixels.photometric()) && pixels.bits() == 8;
			case JPEG_2000, JPEG_2000_LOSSLESS -> JPEG_2000_COLOURS.contains(pixels.photometric());
			default -> false;
		};
	}

	@Override
	public Optional<PixelBlock> read(final long tile, final Plane plane) throws IOException {
		return tiles.read(tile, plane);
	}

	@Override
	public Optional<byte[]> encoded(final long tile, final Plane plane) throws IOException {
		tiles.lifetime().checkOpen();
		final DicomPlaces.Frame frame = tiles.places().frame(tile, plane);
		if (frame == null) return Optional.empty();
		try {
			final byte[] bytes = frame.file().frames().read(frame.number());
			check(bytes);
			return Optional.of(bytes);
		}
		catch (final CodecException | EOFException e) {
			throw new SlideFormatException(frame.file().file(), SlideFormatException.NO_OFFSET,
				"frame " + frame.number() + " in " + frame.file().decoder().syntax().label(), e.getMessage(), e);
		}
	}

	private void check(final byte[] stream) throws CodecException {
		final int width;
		final int height;
		if (isJpeg()) {
			final JpegHeader header = JpegHeader.parse(stream);
			width = header.width();
			height = header.height();
		}
		else {
			final Jpeg2000Header header = Jpeg2000Header.parse(stream);
			width = header.width();
			height = header.height();
		}
		final BlockShape stored = first.decoder().pixels().stored();
		if (width != stored.width() || height != stored.height())
			throw new CodecException("a frame of " + stored + " is expected, found " + width + " x " + height);
	}

	private boolean isJpeg() {
		return first.decoder().syntax() == TransferSyntax.JPEG_BASELINE;
	}

	/** What the first file's first frame says; asked of it once. */
	@Override
	public synchronized Encoding encoding() {
		if (encoding == null) try {
			final byte[] frame = first.frames().read(0);
			encoding = isJpeg() ? jpeg(JpegHeader.parse(frame)) : jpeg2000(Jpeg2000Header.parse(frame));
		}
		catch (final IOException e) {
			// who decodes it will be told what is wrong
			encoding = encoding(isJpeg() ? StoredCompression.JPEG : StoredCompression.JPEG2000, Colours.OTHER, 1, 1);
		}
		return encoding;
	}

	private Encoding jpeg(final JpegHeader header) {
		final JpegColour said = first.decoder().pixels().photometric().equals("RGB") ? JpegColour.RGB
			: JpegColour.YCBCR;
		final Colours colours = header.components().size() != first.decoder().pixels().stored().samples()
			? Colours.OTHER : switch (JpegColours.stated(said).of(header)) {
				case GRAY -> Colours.GRAY;
				case RGB -> Colours.RGB;
				case YCBCR -> Colours.YCBCR;
				default -> Colours.OTHER;
			};
		final boolean chroma = colours == Colours.YCBCR;
		return encoding(StoredCompression.JPEG, colours, chroma ? header.horizontalSubsampling() : 1,
			chroma ? header.verticalSubsampling() : 1);
	}

	/** The stream's own transform of colours gives back RGB. */
	private Encoding jpeg2000(final Jpeg2000Header header) {
		final BlockShape stored = first.decoder().pixels().stored();
		final boolean plain = header.colourSpace() != Jpeg2000Header.SYCC
			&& header.components().size() == stored.samples() && header.components().stream().allMatch(
				component -> component.bits() == stored.type().bits() && !component.signed() && component.dx() == 1
					&& component.dy() == 1);
		final boolean rgb = stored.samples() == 3;
		return encoding(rgb ? StoredCompression.JPEG2000_RGB : StoredCompression.JPEG2000,
			!plain ? Colours.OTHER : rgb ? Colours.RGB : Colours.GRAY, 1, 1);
	}

	private static Encoding encoding(final StoredCompression compression, final Colours colours, final int x,
		final int y)
	{
		return new Encoding(compression, colours, Prediction.NONE, x, y, ByteOrder.LITTLE_ENDIAN, Optional.empty());
	}
}
