package org.coverslip.format.dicom;

import static org.coverslip.format.dicom.DicomTag.*;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

import org.coverslip.io.ByteSource;
import org.coverslip.io.SlideFormatException;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.Channel;
import org.coverslip.slide.PixelSize;

/**
 * What one file says of its image. Immutable; thread-safe.
 *
 * @param path
 *            the file
 * @param data
 *            all its elements
 * @param flavor
 *            the third value of ImageType: VOLUME, LABEL, OVERVIEW, THUMBNAIL, ...
 * @param width
 *            of the total pixel matrix
 * @param height
 *            likewise
 * @param frame
 *            shape of each frame
 * @param frames
 *            where they are
 * @param decoder
 *            of the frames
 */
record DicomInstance(Path path, DicomDataSet data, String flavor, long width, long height, BlockShape frame,
	DicomFrames frames, DicomFrameDecoder decoder)
{

	static final String WHOLE_SLIDE = "1.2.840.10008.5.1.4.1.1.77.1.6";
	private static final int MOST_FRAMES = 100_000_000;

	/** Reads and checks a whole-slide image. */
	static DicomInstance of(final ByteSource source, final Path path, final DicomDataSet data) throws IOException {
		final String syntax = data.text(TRANSFER_SYNTAX);
		if (!DicomFrameDecoder.isKnown(syntax))
			throw new SlideFormatException(path, SlideFormatException.NO_OFFSET,
				"frames in JPEG, JPEG 2000, RLE or uncompressed", DicomFrameDecoder.name(syntax));
		final long columns = size(path, data, COLUMNS, -1);
		final long rows = size(path, data, ROWS, -1);
		final long samples = data.number(SAMPLES_PER_PIXEL, 1);
		if (samples != 1 && samples != 3 || !BlockShape.fits(columns, rows, samples))
			throw new SlideFormatException(path, SlideFormatException.NO_OFFSET, "frames of 1 or 3 samples that fit in memory",
				columns + " x " + rows + " pixels of " + samples + " samples");
		final String photometric = data.text(PHOTOMETRIC);
		if (photometric.equals("PALETTE COLOR"))
			throw new SlideFormatException(path, SlideFormatException.NO_OFFSET, "grey or colours", "a palette");
		final BlockShape frame = new BlockShape((int) columns, (int) rows, (int) samples, type(path, data));
		final long count = data.number(NUMBER_OF_FRAMES, 1);
		if (count < 1 || count > MOST_FRAMES)
			throw new SlideFormatException(path, SlideFormatException.NO_OFFSET, "1 to " + MOST_FRAMES + " frames", count + "");
		final boolean planar = data.number(PLANAR_CONFIGURATION, 0) == 1;
		return new DicomInstance(path, data, data.text(IMAGE_TYPE, 2).toUpperCase(Locale.ROOT),
			size(path, data, TOTAL_MATRIX_COLUMNS, columns), size(path, data, TOTAL_MATRIX_ROWS, rows), frame,
			new DicomFrames(source, path, data, (int) count, frame.byteCount()),
			new DicomFrameDecoder(syntax, photometric, frame, planar));
	}

	private static long size(final Path path, final DicomDataSet data, final int tag, final long absent) throws IOException {
		final long value = data.number(tag, absent);
		if (value < 1 || value > Integer.MAX_VALUE)
			throw new SlideFormatException(path, SlideFormatException.NO_OFFSET, KEYWORDS.get(tag) + " of 1 to 2^31 - 1", value + "");
		return value;
	}

	private static PixelType type(final Path path, final DicomDataSet data) throws IOException {
		final long bits = data.number(BITS_ALLOCATED, 8);
		final boolean signed = data.number(PIXEL_REPRESENTATION, 0) == 1;
		if (bits == 8) return signed ? PixelType.INT8 : PixelType.UINT8;
		if (bits == 16) return signed ? PixelType.INT16 : PixelType.UINT16;
		throw new SlideFormatException(path, SlideFormatException.NO_OFFSET, "samples of 8 or 16 bits", bits + " bits");
	}

	boolean isVolume() {
		return flavor.equals("VOLUME") || flavor.isEmpty();
	}

	String series() throws IOException {
		return data.text(SERIES_INSTANCE);
	}

	/** Pixels of the file's own level: rows first, then columns, in millimetres (PS3.3 10.7.1.1). */
	Optional<PixelSize> pixelSize() throws IOException {
		for (final DicomDataSet shared : data.items(SHARED_GROUPS))
			for (final DicomDataSet measures : shared.items(PIXEL_MEASURES)) {
				final double y = measures.decimal(PIXEL_SPACING, 0).orElse(Double.NaN) * 1000;
				final double x = measures.decimal(PIXEL_SPACING, 1).orElse(Double.NaN) * 1000;
				if (PixelSize.isValid(x) && PixelSize.isValid(y)) return Optional.of(new PixelSize(x, y));
			}
		return Optional.empty();
	}

	OptionalDouble objectivePower() throws IOException {
		for (final DicomDataSet opticalPath : data.items(OPTICAL_PATHS)) {
			final OptionalDouble power = opticalPath.decimal(OBJECTIVE_LENS_POWER, 0);
			if (power.isPresent() && power.getAsDouble() > 0) return power;
		}
		return OptionalDouble.empty();
	}

	/** The profile of the first optical path, or of the image; null if there is none. */
	byte[] iccProfile() throws IOException {
		for (final DicomDataSet opticalPath : data.items(OPTICAL_PATHS))
			if (opticalPath.has(ICC_PROFILE)) return opticalPath.bytes(ICC_PROFILE);
		return data.has(ICC_PROFILE) ? data.bytes(ICC_PROFILE) : null;
	}

	/** Identifiers of the optical paths, at least one, in the file's order. */
	List<String> opticalPaths() throws IOException {
		final List<String> identifiers = new ArrayList<>();
		for (final DicomDataSet opticalPath : data.items(OPTICAL_PATHS))
			identifiers.add(opticalPath.text(OPTICAL_PATH_IDENTIFIER));
		return identifiers.isEmpty() ? List.of("") : identifiers;
	}

	/** One channel an optical path, named by its description, else its identifier. */
	List<Channel> channels() throws IOException {
		final List<Channel> channels = new ArrayList<>();
		for (final DicomDataSet opticalPath : data.items(OPTICAL_PATHS)) {
			final String description = opticalPath.text(OPTICAL_PATH_DESCRIPTION);
			channels.add(new Channel(description.isEmpty() ? opticalPath.text(OPTICAL_PATH_IDENTIFIER) : description, OptionalInt.empty()));
		}
		return channels.isEmpty() ? List.of(Channel.named("")) : channels;
	}

	/** Whether frames lie where the file says of each, rather than in rows and columns (PS3.3 C.7.6.17.3). */
	boolean isSparse() throws IOException {
		final String type = data.text(DIMENSION_ORGANIZATION_TYPE);
		if (type.equals("TILED_FULL")) return false;
		return data.items(PER_FRAME_GROUPS).stream().anyMatch(group -> !group.items(PLANE_POSITION_SLIDE).isEmpty());
	}
}
