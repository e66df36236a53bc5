package org.coverslip.format.mirax;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;

import org.coverslip.codec.CodecException;
import org.coverslip.codec.DeflateCodec;
import org.coverslip.format.mirax.ImageTable.Stored;
import org.coverslip.io.SlideFormatException;

/**
 * What the index of a slide leads to: the images of each zoom level, and the positions of the photos. For one thread.
 */
final class MiraxIndex {

	private static final String POSITIONS = "VIMSLIDE_POSITION_BUFFER";
	private static final String PACKED_POSITIONS = "StitchingIntensityLayer";
	private static final String STITCHING = "StitchingLayer";

	private final MiraxDescription slide;
	private final IndexFile file;
	private final DataFiles data;

	MiraxIndex(final MiraxDescription slide, final IndexFile file, final DataFiles data) {
		this.slide = slide;
		this.file = file;
		this.data = data;
	}

	/** The images of a zoom level, in the index's order. */
	ImageTable.Builder images(final int zoom, final int filter, final int focus) throws IOException {
		final int step = slide.concatenation(zoom);
		return file.images(slide.hierarchy().record(zoom, filter, focus), (number, dataFile, at) -> {
			final int x = number % slide.imagesX();
			final int y = number / slide.imagesX();
			if (number < 0 || y >= slide.imagesY())
				throw file.refused(at, "an image of " + slide.imagesX() + " x " + slide.imagesY(), "number " + number);
			if (x % step != 0 || y % step != 0)
				throw file.refused(at, "an image of zoom level " + zoom + ", which begin at multiples of " + step,
					"column " + x + ", row " + y);
			if (dataFile < 0 || dataFile >= data.count())
				throw file.refused(at, "one of " + data.count() + " data files", "number " + dataFile);
		});
	}

	boolean hasImages(final int zoom, final int filter, final int focus) throws IOException {
		return images(zoom, filter, focus).count() > 0;
	}

	/** What is stored for one value of a non-hierarchical layer; empty if there is nothing. */
	Optional<Stored> other(final String layer, final String value) throws IOException {
		final OptionalLong record = slide.hierarchy().otherRecord(layer, value);
		return record.isEmpty() ? Optional.empty() : file.other(record.getAsLong());
	}

	/** The positions of the photos if they are stored, plain or packed. */
	Optional<CameraPositions> positions() throws IOException {
		final Optional<CameraPositions> plain = positions(POSITIONS, false);
		if (plain.isPresent()) return plain;
		final Optional<CameraPositions> packed = positions(PACKED_POSITIONS, true);
		return packed.isPresent() ? packed : stitchedPositions();
	}

	private Optional<CameraPositions> positions(final String layer, final boolean packed) throws IOException {
		final Optional<Stored> stored = stored(layer);
		if (stored.isEmpty()) return Optional.empty();
		byte[] records = data.read(stored.get());
		try {
			if (packed) records = unpack(records);
		}
		catch (final CodecException e) {
			throw new SlideFormatException(data.file(stored.get()), stored.get().offset(),
				"positions of " + columns() * (long) rows() + " photos", e.getMessage(), e);
		}
		return Optional.of(
			CameraPositions.parse(records, columns(), rows(), slide.concatenation(0), data.file(stored.get()),
			stored.get().offset()));
	}

	/** An older, undocumented layer: it is used if it holds exactly as many positions as there are photos. */
	private Optional<CameraPositions> stitchedPositions() throws IOException {
		final Optional<Stored> stored = stored(STITCHING);
		if (stored.isEmpty()) return Optional.empty();
		try {
			return CameraPositions.find(unpack(data.read(stored.get())), columns(), rows(), slide.concatenation(0));
		}
		catch (final CodecException e) {
			return Optional.empty(); // other stitching data
		}
	}

	private Optional<Stored> stored(final String layer) throws IOException {
		final OptionalLong record = slide.hierarchy().otherRecord(layer);
		return record.isEmpty() ? Optional.empty() : file.other(record.getAsLong());
	}

	/** Inflates as many bytes as the positions of all photos take. */
	private byte[] unpack(final byte[] packed) throws CodecException {
		final long length = (long) CameraPositions.RECORD * columns() * rows();
		if (length > Integer.MAX_VALUE - 8)
			throw new CodecException("positions of " + columns() + " x " + rows() + " photos are too many");
		return length == 0 ? new byte[0] : new DeflateCodec().decode(packed, (int) length);
	}

	private int columns() {
		return slide.imagesX() / slide.divisions();
	}

	private int rows() {
		return slide.imagesY() / slide.divisions();
	}
}
