package org.coverslip.format.olympus;

import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.Optional;

import org.coverslip.codec.CodecException;
import org.coverslip.io.ByteSource;
import org.coverslip.io.SlideFormatException;
import org.coverslip.io.StoredFile;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.slide.Plane;
import org.coverslip.slide.SlideLifetime;
import org.coverslip.slide.TileSource;

/**
 * The tiles of one level of an ETS file. Thread-safe.
 *
 * @param source
 *            of the file
 * @param file
 *            for messages
 * @param level
 *            where the tiles are
 * @param axes
 *            which planes of the scene the tiles are in
 * @param decoder
 *            decodes the tiles
 * @param lifetime
 *            of the slide
 */
record EtsTiles(ByteSource source, StoredFile file, EtsLevel level, StackAxes axes, EtsDecoder decoder,
	SlideLifetime lifetime)
	implements TileSource
{

	@Override
	public Optional<PixelBlock> read(final long tile, final Plane plane) throws IOException {
		lifetime.checkOpen();
		final int found = level.find(axes.number(plane), tile);
		if (found < 0) return Optional.empty();
		try {
			return Optional.of(decoder.decode(source.readFully(level.position(found), level.length(found))));
		}
		catch (final CodecException | EOFException e) {
			throw new SlideFormatException(file, level.position(found), "tile " + tile + " in " + decoder.name(),
				e.getMessage(), e);
		}
		catch (final ClosedChannelException e) {
			lifetime.checkOpen();
			throw e;
		}
	}
}
