package org.coverslip.option;

import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.coverslip.export.dicom.DicomDescription;
import org.coverslip.export.dicom.DicomSlideOptions;
import org.coverslip.export.dicom.DicomSlideOptions.Compression;
import org.coverslip.export.tiff.PyramidTiffOptions;
import org.coverslip.slide.Slide;

/** How a whole-slide image in DICOM is written, where a pyramidal TIFF could be written too. */
public final class DicomOptions {

	private static final String AUTO = "auto";
	private static final String TIFF = "tiff";
	private static final String ZARR = "zarr";
	private static final String DICOM = "dicom";
	private static final String STABLE = "stable";

	public static final Option<String> TO = Option.of("to", "Write as",
		OptionKind.oneOf(List.of(AUTO, TIFF, ZARR, DICOM)), AUTO,
		"What is written: dicom for a folder with a whole-slide image in DICOM, tiff, zarr; auto for what the name "
			+ "says.");

	public static final Option<File> METADATA = Option.of("metadata", "Metadata for DICOM", OptionKind.file(),
		new File(""), "A JSON file with what DICOM shall say of the slide, as {\"PatientID\": \"4711\"}.").rare();

	public static final Option<String> UIDS = Option.of("uids", "DICOM identifiers",
		OptionKind.oneOf(List.of("random", STABLE)), "random",
		"stable gives DICOM files of the same slide, written in the same way, the same unique identifiers.").rare();

	/** Besides those of {@link TiffOptions}. */
	public static final OptionTable ALL = OptionTable.of(TO, METADATA, UIDS);

	/** What the compressions of a TIFF are here; lzw is what it has if nothing is said. */
	private static final Map<String, Compression> COMPRESSIONS =
		Map.of("keep", Compression.COPY, "auto", Compression.COPY_OR_JPEG, "lzw", Compression.COPY_OR_LOSSLESS, "none",
			Compression.NONE, "jpeg", Compression.JPEG, "jpeg2000", Compression.JPEG2000);

	private DicomOptions() {}

	/** Whether DICOM is wanted. */
	public static boolean isWanted(final OptionValues values) {
		return values.get(TO).equals(DICOM);
	}

	/** Whether DICOM is wanted, or nothing else. */
	public static boolean isDicomFolder(final OptionValues values) {
		return isWanted(values) || values.get(TO).equals(AUTO);
	}

	/** Whether OME-Zarr is wanted, whatever the name; {@code values} with those of {@link ZarrOptions}. */
	public static boolean isZarrWanted(final OptionValues values) {
		return values.get(TO).equals(ZARR) || values.get(TO).equals(AUTO) && ZarrOptions.isWanted(values);
	}

	/** Whether a TIFF is wanted, whatever the name. */
	public static boolean isTiffWanted(final OptionValues values) {
		return values.get(TO).equals(TIFF);
	}

	/**
	 * The writer's options, with what is carried along from a slide, which must stay open until the folder is written.
	 *
	 * @param values
	 *            with those of {@link TiffOptions}
	 * @throws IllegalArgumentException
	 *             with one sentence, if tiles cannot be compressed so, or the metadata are not what they should be
	 * @throws IOException
	 *             if the metadata cannot be read
	 */
	public static DicomSlideOptions.Builder of(final OptionValues values, final Slide slide) throws IOException {
		final PyramidTiffOptions.Compression wanted = values.get(TiffOptions.COMPRESSION);
		final Compression compression = Optional.ofNullable(COMPRESSIONS.get(wanted.word()))
			.orElseThrow(() -> new IllegalArgumentException("tiles of DICOM are compressed by jpeg or jpeg2000, kept, "
				+ "or none, not by " + wanted + "; choose one of these"));
		final DicomSlideOptions.Builder options = DicomSlideOptions.builder().compression(compression)
			.quality(values.get(TiffOptions.QUALITY)).tileSize(values.get(TiffOptions.TILE_SIZE))
			.levels(values.get(TiffOptions.LEVELS)).align(values.get(TiffOptions.ALIGN))
			.stableUids(values.get(UIDS).equals(STABLE));
		final File metadata = values.get(METADATA);
		if (!metadata.getPath().isEmpty()) options.description(DicomDescription.ofFile(metadata.toPath()));
		return options.carry(slide).associatedImages(AssociatedOption.of(slide, values));
	}
}
