package org.coverslip.format.dicom;

import static org.coverslip.dicom.DicomTag.*;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Writes whole-slide images of 64 x 64 tiles of one grey value each, TILED_FULL in explicit little endian unless told
 * otherwise.
 */
final class WsiFixture {

	static final int TILE = 64;
	static final String EXPLICIT = "1.2.840.10008.1.2.1";

	String syntax = EXPLICIT;
	String flavor = "VOLUME";
	String series = "1.2.3";
	String reference = "4.5.6";
	String pyramid = "";
	String photometric = "MONOCHROME2";
	int samples = 1;
	int bits = 8;
	int stored = 8;
	int signed;
	int planar;
	int width = 100;
	int height = 70;
	int planes = 1;
	int frames = -1;
	/** Identifier, description, palette of one colour or none. */
	List<String[]> paths = List.of();
	String spacing = "0.0005\\0.0005";
	/** Between focal planes in mm. */
	String step = "";
	String mainZ = "";
	String sharedZ = "";
	String originZ = "";
	String sharedPath = "";

	private DicomFixture file;

	WsiFixture flavor(final String value) {
		flavor = value;
		return this;
	}

	WsiFixture size(final int w, final int h) {
		width = w;
		height = h;
		return this;
	}

	WsiFixture path(final String identifier, final String description) {
		paths = new ArrayList<>(paths);
		paths.add(new String[] { identifier, description });
		return this;
	}

	int tiles() {
		return (width + TILE - 1) / TILE * ((height + TILE - 1) / TILE);
	}

	/** All elements up to the pixel data. */
	DicomFixture head() {
		file = DicomFixture.file(syntax);
		file.text(IMAGE_TYPE, "CS", "ORIGINAL\\PRIMARY\\" + flavor + "\\NONE")
			.text(SOP_CLASS, "UI", DicomInstance.WHOLE_SLIDE);
		if (!pyramid.isEmpty()) file.text(PYRAMID, "UI", pyramid);
		file.text(SERIES_INSTANCE, "UI", series).text(FRAME_OF_REFERENCE, "UI", reference)
			.text(DIMENSION_ORGANIZATION_TYPE, "CS", "TILED_FULL")
			.us(SAMPLES_PER_PIXEL, samples).text(PHOTOMETRIC, "CS", photometric).us(PLANAR_CONFIGURATION, planar)
			.text(NUMBER_OF_FRAMES, "IS", "" + (frames >= 0 ? frames : tiles() * planes * Math.max(1, paths.size())))
			.us(ROWS, TILE).us(COLUMNS, TILE);
		file.us(BITS_ALLOCATED, bits).us(BITS_STORED, stored).us(HIGH_BIT, stored - 1).us(PIXEL_REPRESENTATION, signed);
		text(file, Z_OFFSET_IN_SLIDE, mainZ);
		file.ul(TOTAL_MATRIX_COLUMNS, width).ul(TOTAL_MATRIX_ROWS, height);
		if (!originZ.isEmpty())
			file.sequence(TOTAL_MATRIX_ORIGIN, true, List.of(text(file.item(), Z_OFFSET_IN_SLIDE, originZ)));
		if (!paths.isEmpty()) file.sequence(OPTICAL_PATHS, true, paths.stream().map(this::opticalPath).toList());
		file.ul(NUMBER_OF_FOCAL_PLANES, planes).sequence(SHARED_GROUPS, false, List.of(shared()));
		return file;
	}

	private DicomFixture opticalPath(final String[] path) {
		return file.item().text(OPTICAL_PATH_IDENTIFIER, "SH", path[0]).text(OPTICAL_PATH_DESCRIPTION, "ST", path[1]);
	}

	private DicomFixture shared() {
		final DicomFixture groups = file.item();
		groups.sequence(PIXEL_MEASURES, true,
			List.of(text(text(file.item(), SPACING_BETWEEN_SLICES, step), PIXEL_SPACING, spacing)));
		if (!sharedPath.isEmpty())
			groups.sequence(OPTICAL_PATH_IDENTIFICATION, true,
				List.of(file.item().text(OPTICAL_PATH_IDENTIFIER, "SH", sharedPath)));
		if (!sharedZ.isEmpty())
			groups.sequence(PLANE_POSITION_SLIDE, true, List.of(text(file.item(), Z_OFFSET_IN_SLIDE, sharedZ)));
		return groups;
	}

	private static DicomFixture text(final DicomFixture to, final int tag, final String value) {
		return value.isEmpty() ? to : to.text(tag, "DS", value);
	}

	/** Writes the file; each frame has the value of its number added to the given one. */
	Path write(final Path path, final int value) throws IOException {
		final DicomFixture head = head();
		final int count = frames >= 0 ? frames : tiles() * planes * Math.max(1, paths.size());
		final int frame = TILE * TILE * samples * bits / 8;
		final byte[] pixels = new byte[count * frame];
		for (int i = 0; i < count; i++)
			Arrays.fill(pixels, i * frame, (i + 1) * frame, (byte) (value + i));
		return Files.write(path, head.value(PIXEL_DATA, "OW", pixels).bytes());
	}
}
