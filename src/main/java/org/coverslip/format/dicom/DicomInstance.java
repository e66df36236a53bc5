package org.coverslip.format.dicom;

import static org.coverslip.dicom.DicomTag.*;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

import org.coverslip.dicom.DicomDataSet.Element;
import org.coverslip.dicom.DicomDataSet;
import org.coverslip.dicom.TransferSyntax;
import org.coverslip.io.SlideFormatException;
import org.coverslip.io.StoredFile;
import org.coverslip.pixel.BlockShape;
import org.coverslip.slide.Channel;
import org.coverslip.slide.PixelSize;

/**
 * What one file says of its image. Immutable.
 *
 * @param file
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
 *            shape of each frame as it is shown
 * @param frames
 *            where they are
 * @param decoder
 *            of the frames
 */
record DicomInstance(StoredFile file, DicomDataSet data, String flavor, long width, long height, BlockShape frame,
	DicomFrames frames, DicomFrameDecoder decoder)
{

	static final String WHOLE_SLIDE = "1.2.840.10008.5.1.4.1.1.77.1.6";
	private static final int MOST_FRAMES = 100_000_000;
	/** A volume's width and height are stated carelessly if they make pixels more oblong than this. */
	private static final double MOST_OBLONG = 1.05;

	/** Reads and checks a whole-slide image. */
	static DicomInstance of(final StoredFile file, final DicomDataSet data) throws IOException {
		final TransferSyntax syntax = syntax(file, data);
		final Element pixels = data.elements().values().stream()
			.filter(element -> element.tag() == PIXEL_DATA || element.tag() == FLOAT_PIXEL_DATA
			|| element.tag() == DOUBLE_PIXEL_DATA)
			.findFirst()
			.orElseThrow(() -> new SlideFormatException(file, SlideFormatException.NO_OFFSET, "pixel data", "none"));
		final long count = data.number(NUMBER_OF_FRAMES, 1);
		if (count < 1 || count > MOST_FRAMES)
			throw new SlideFormatException(file, SlideFormatException.NO_OFFSET, "1 to " + MOST_FRAMES + " frames",
				count + "");
		final DicomPixels samples = DicomPixels.of(file, data, syntax, pixels, count);
		final DicomFrames frames =
			new DicomFrames(file, data, pixels, (int) count, samples, FrameStart.of(syntax.coding()));
		return new DicomInstance(file, data, data.text(IMAGE_TYPE, 2).toUpperCase(Locale.ROOT),
			size(file, data, TOTAL_MATRIX_COLUMNS, samples.stored().width()),
			size(file, data, TOTAL_MATRIX_ROWS, samples.stored().height()),
			samples.shown(), frames, DicomFrameDecoder.of(file, syntax, samples));
	}

	/** A file without meta information has native frames. */
	private static TransferSyntax syntax(final StoredFile file, final DicomDataSet data) throws IOException {
		final String uid = data.text(TRANSFER_SYNTAX);
		if (uid.isEmpty()) return TransferSyntax.EXPLICIT;
		return TransferSyntax.of(uid).orElseThrow(() -> new SlideFormatException(file, SlideFormatException.NO_OFFSET,
			"frames in JPEG, JPEG 2000, JPEG-LS, RLE or uncompressed", TransferSyntax.nameOf(uid)));
	}

	private static long size(final StoredFile file, final DicomDataSet data, final int tag, final long absent)
		throws IOException {
		final long value = data.number(tag, absent);
		if (value < 1 || value > Integer.MAX_VALUE)
			throw new SlideFormatException(file, SlideFormatException.NO_OFFSET,
				KEYWORDS.get(tag) + " of 1 to 2^31 - 1", value + "");
		return value;
	}

	boolean isVolume() {
		return flavor.equals("VOLUME") || flavor.isEmpty();
	}

	String name() {
		return file.fileName();
	}

	String series() throws IOException {
		return data.text(SERIES_INSTANCE);
	}

	/**
	 * The sequence items of a functional group: the frame's own if it has some, else those that all frames share; PS3.3
	 * C.7.6.16.
	 */
	List<DicomDataSet> group(final int frame, final int tag) {
		final List<DicomDataSet> perFrame = data.items(PER_FRAME_GROUPS);
		if (frame < perFrame.size() && perFrame.get(frame).has(tag)) return perFrame.get(frame).items(tag);
		for (final DicomDataSet shared : data.items(SHARED_GROUPS))
			if (shared.has(tag)) return shared.items(tag);
		return List.of();
	}

	/**
	 * The size of a pixel of the file's own level: PixelSpacing in millimetres, rows first (PS3.3 10.7.1.1), of the
	 * functional groups or the data set; else the imaged volume's size in millimetres divided by its pixels, unless
	 * that plainly cannot be the size of a pixel.
	 */
	Optional<PixelSize> pixelSize() throws IOException {
		final List<DicomDataSet> places = new ArrayList<>(group(0, PIXEL_MEASURES));
		places.add(data);
		for (final DicomDataSet place : places) {
			final double y = place.decimal(PIXEL_SPACING, 0).orElse(Double.NaN) * 1000;
			final double x = place.decimal(PIXEL_SPACING, 1).orElse(Double.NaN) * 1000;
			if (PixelSize.isValid(x) && PixelSize.isValid(y)) return Optional.of(new PixelSize(x, y));
		}
		final double x = data.decimal(IMAGED_WIDTH, 0).orElse(Double.NaN) * 1000 / width;
		final double y = data.decimal(IMAGED_HEIGHT, 0).orElse(Double.NaN) * 1000 / height;
		final boolean square = Math.max(x, y) <= MOST_OBLONG * Math.min(x, y);
		return square && PixelSize.isValid(x) && PixelSize.isValid(y) ? Optional.of(new PixelSize(x, y))
			: Optional.empty();
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

	/** Identifiers of the optical paths that the file describes, in its order, at least one. */
	List<String> opticalPaths() throws IOException {
		final List<String> identifiers = new ArrayList<>();
		for (final DicomDataSet opticalPath : data.items(OPTICAL_PATHS))
			identifiers.add(opticalPath.text(OPTICAL_PATH_IDENTIFIER));
		return identifiers.isEmpty() ? List.of("") : identifiers;
	}

	/** The optical path of a frame, if the file states it for the frame or for all frames. */
	Optional<String> opticalPath(final int frame) throws IOException {
		for (final DicomDataSet item : group(frame, OPTICAL_PATH_IDENTIFICATION))
			return Optional.of(item.text(OPTICAL_PATH_IDENTIFIER));
		return Optional.empty();
	}

	/**
	 * The channel of an optical path: named by its description, else by its identifier, with the brightest colour of
	 * its palette (PS3.3 C.8.12.5), if it has one.
	 */
	Channel channel(final String identifier) throws IOException {
		for (final DicomDataSet opticalPath : data.items(OPTICAL_PATHS)) {
			if (!opticalPath.text(OPTICAL_PATH_IDENTIFIER).equals(identifier)) continue;
			final String description = opticalPath.text(OPTICAL_PATH_DESCRIPTION);
			OptionalInt colour = OptionalInt.empty();
			for (final DicomDataSet palette : opticalPath.items(OPTICAL_PATH_PALETTE))
				if (colour.isEmpty()) colour = brightest(palette);
			return new Channel(description.isEmpty() ? identifier : description, frame.samples() == 1 ? colour
				: OptionalInt.empty());
		}
		return Channel.named(identifier);
	}

	/** A palette that cannot be read does not keep the channel from being shown. */
	private OptionalInt brightest(final DicomDataSet palette) throws IOException {
		try {
			return DicomPalette.of(file, palette, false).map(DicomPalette::brightest).orElse(OptionalInt.empty());
		}
		catch (final SlideFormatException e) {
			return OptionalInt.empty();
		}
	}

	/**
	 * Where the focal plane of a frame lies, in the file's own unit, as stated in its plane position, the data set or
	 * the origin of the total pixel matrix; 0 where none of these states it.
	 */
	double focalOffset(final int frame) throws IOException {
		final List<DicomDataSet> places = new ArrayList<>(group(frame, PLANE_POSITION_SLIDE));
		places.add(data);
		places.addAll(data.items(TOTAL_MATRIX_ORIGIN));
		for (final DicomDataSet place : places) {
			final OptionalDouble offset = place.decimal(Z_OFFSET_IN_SLIDE, 0);
			if (offset.isPresent()) return offset.getAsDouble();
		}
		return 0;
	}

	/** SpacingBetweenSlices, converted from millimetres to micrometres. */
	OptionalDouble focalStep() throws IOException {
		final List<DicomDataSet> places = new ArrayList<>(group(0, PIXEL_MEASURES));
		places.add(data);
		for (final DicomDataSet place : places) {
			final double step = Math.abs(place.decimal(SPACING_BETWEEN_SLICES, 0).orElse(0)) * 1000;
			if (PixelSize.isValid(step)) return OptionalDouble.of(step);
		}
		return OptionalDouble.empty();
	}

	/**
	 * Whether the file states where each frame lies, rather than lining them up in rows and columns (PS3.3 C.7.6.17.3).
	 */
	boolean isSparse() throws IOException {
		if (data.text(DIMENSION_ORGANIZATION_TYPE).equals("TILED_FULL")) return false;
		return group(0, PLANE_POSITION_SLIDE).stream().anyMatch(position -> position.has(COLUMN_POSITION));
	}
}
