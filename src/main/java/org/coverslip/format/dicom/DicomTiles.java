package org.coverslip.format.dicom;

import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.Optional;

import org.coverslip.codec.CodecException;
import org.coverslip.io.SlideFormatException;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.slide.Plane;
import org.coverslip.slide.SlideLifetime;
import org.coverslip.slide.TileSource;

/**
 * The frames of one level as tiles. Thread-safe.
 *
 * @param places
 *            which frame shows which tile
 * @param lifetime
 *            of the slide
 */
record DicomTiles(DicomPlaces places, SlideLifetime lifetime) implements TileSource {

	@Override
	public Optional<PixelBlock> read(final long tile, final Plane plane) throws IOException {
		lifetime.checkOpen();
		final DicomPlaces.Frame frame = places.frame(tile, plane);
		return frame == null ? Optional.empty() : Optional.of(decode(frame, lifetime));
	}

	/** Decodes a frame; errors name its file. */
	static PixelBlock decode(final DicomPlaces.Frame frame, final SlideLifetime lifetime) throws IOException {
		try {
			return frame.decode();
		}
		catch (final CodecException | EOFException e) {
			throw new SlideFormatException(frame.file().file(), SlideFormatException.NO_OFFSET,
				"frame " + frame.number() + " in " + frame.file().decoder().syntax().label(), e.getMessage(), e);
		}
		catch (final ClosedChannelException e) {
			lifetime.checkOpen();
			throw e;
		}
	}
}
