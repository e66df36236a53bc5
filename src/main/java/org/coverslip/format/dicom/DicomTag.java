package org.coverslip.format.dicom;

import java.util.Map;
import java.util.Set;

/** Tags as group · 65536 + element, under the standard's keywords (PS3.6). */
final class DicomTag {

	private DicomTag() {}

	static final int TRANSFER_SYNTAX = 0x00020010;
	static final int IMAGE_TYPE = 0x00080008;
	static final int SOP_CLASS = 0x00080016;
	static final int SOP_INSTANCE = 0x00080018;
	static final int PYRAMID = 0x00080019;
	static final int MODALITY = 0x00080060;
	static final int SPACING_BETWEEN_SLICES = 0x00180088;
	static final int SERIES_INSTANCE = 0x0020000e;
	static final int PYRAMID_LABEL = 0x00200027;
	static final int FRAME_OF_REFERENCE = 0x00200052;
	static final int CONCATENATION = 0x00209161;
	static final int IN_CONCATENATION_NUMBER = 0x00209162;
	static final int IN_CONCATENATION_TOTAL_NUMBER = 0x00209163;
	static final int CONCATENATION_FRAME_OFFSET = 0x00209228;
	static final int DIMENSION_ORGANIZATION_TYPE = 0x00209311;
	static final int SAMPLES_PER_PIXEL = 0x00280002;
	static final int PHOTOMETRIC = 0x00280004;
	static final int PLANAR_CONFIGURATION = 0x00280006;
	static final int NUMBER_OF_FRAMES = 0x00280008;
	static final int ROWS = 0x00280010;
	static final int COLUMNS = 0x00280011;
	static final int PIXEL_SPACING = 0x00280030;
	static final int BITS_ALLOCATED = 0x00280100;
	static final int BITS_STORED = 0x00280101;
	static final int HIGH_BIT = 0x00280102;
	static final int PIXEL_REPRESENTATION = 0x00280103;
	/** The tag for red; those for green and blue follow. */
	static final int PALETTE_DESCRIPTOR = 0x00281101;
	/** The tag for red; those for green and blue follow. */
	static final int PALETTE_DATA = 0x00281201;
	/** The tag for red; those for green and blue follow. */
	static final int SEGMENTED_PALETTE_DATA = 0x00281221;
	static final int ICC_PROFILE = 0x00282000;
	static final int PIXEL_MEASURES = 0x00289110;
	static final int CONTAINER = 0x00400512;
	static final int Z_OFFSET_IN_SLIDE = 0x0040074a;
	static final int IMAGED_WIDTH = 0x00480001;
	static final int IMAGED_HEIGHT = 0x00480002;
	static final int TOTAL_MATRIX_COLUMNS = 0x00480006;
	static final int TOTAL_MATRIX_ROWS = 0x00480007;
	static final int TOTAL_MATRIX_ORIGIN = 0x00480008;
	static final int EXTENDED_DEPTH_OF_FIELD = 0x00480012;
	static final int OPTICAL_PATHS = 0x00480105;
	static final int OPTICAL_PATH_IDENTIFIER = 0x00480106;
	static final int OPTICAL_PATH_DESCRIPTION = 0x00480107;
	static final int OBJECTIVE_LENS_POWER = 0x00480112;
	static final int OPTICAL_PATH_PALETTE = 0x00480120;
	static final int OPTICAL_PATH_IDENTIFICATION = 0x00480207;
	static final int PLANE_POSITION_SLIDE = 0x0048021a;
	static final int COLUMN_POSITION = 0x0048021e;
	static final int ROW_POSITION = 0x0048021f;
	static final int NUMBER_OF_OPTICAL_PATHS = 0x00480302;
	static final int NUMBER_OF_FOCAL_PLANES = 0x00480303;
	static final int SHARED_GROUPS = 0x52009229;
	static final int PER_FRAME_GROUPS = 0x52009230;
	static final int EXTENDED_OFFSETS = 0x7fe00001;
	static final int FLOAT_PIXEL_DATA = 0x7fe00008;
	static final int DOUBLE_PIXEL_DATA = 0x7fe00009;
	static final int PIXEL_DATA = 0x7fe00010;
	static final int ITEM = 0xfffee000;
	static final int ITEM_END = 0xfffee00d;
	static final int SEQUENCE_END = 0xfffee0dd;

	/** Sequences that Coverslip looks into, for data sets that do not state types. */
	static final Set<Integer> SEQUENCES =
		Set.of(PIXEL_MEASURES, TOTAL_MATRIX_ORIGIN, OPTICAL_PATHS, OPTICAL_PATH_PALETTE,
		OPTICAL_PATH_IDENTIFICATION, PLANE_POSITION_SLIDE, SHARED_GROUPS, PER_FRAME_GROUPS);

	/** Numbers stored as text, for data sets that do not state types. */
	static final Set<Integer> TEXT_NUMBERS = Set.of(NUMBER_OF_FRAMES);

	/** Single-precision numbers, for data sets that do not state types. */
	static final Set<Integer> FLOATS = Set.of(IMAGED_WIDTH, IMAGED_HEIGHT, 0x00480003);

	/** Attributes that become properties. */
	static final Map<Integer, String> KEYWORDS = Map.ofEntries(Map.entry(TRANSFER_SYNTAX, "TransferSyntaxUID"),
		Map.entry(IMAGE_TYPE, "ImageType"), Map.entry(SOP_CLASS, "SOPClassUID"),
		Map.entry(SOP_INSTANCE, "SOPInstanceUID"),
		Map.entry(0x00080020, "StudyDate"), Map.entry(0x00080022, "AcquisitionDate"),
		Map.entry(0x00080023, "ContentDate"),
		Map.entry(0x0008002a, "AcquisitionDateTime"), Map.entry(0x00080030, "StudyTime"),
		Map.entry(0x00080033, "ContentTime"),
		Map.entry(0x00080050, "AccessionNumber"), Map.entry(MODALITY, "Modality"),
		Map.entry(0x00080070, "Manufacturer"),
		Map.entry(0x0008103e, "SeriesDescription"), Map.entry(0x00081090, "ManufacturerModelName"),
		Map.entry(0x00181000, "DeviceSerialNumber"), Map.entry(0x00181020, "SoftwareVersions"),
		Map.entry(0x00189073, "AcquisitionDuration"), Map.entry(0x0020000d, "StudyInstanceUID"),
		Map.entry(SERIES_INSTANCE, "SeriesInstanceUID"), Map.entry(0x00200010, "StudyID"),
		Map.entry(0x00200011, "SeriesNumber"),
		Map.entry(0x00200013, "InstanceNumber"), Map.entry(FRAME_OF_REFERENCE, "FrameOfReferenceUID"),
		Map.entry(DIMENSION_ORGANIZATION_TYPE, "DimensionOrganizationType"),
		Map.entry(SAMPLES_PER_PIXEL, "SamplesPerPixel"),
		Map.entry(PHOTOMETRIC, "PhotometricInterpretation"), Map.entry(NUMBER_OF_FRAMES, "NumberOfFrames"),
		Map.entry(ROWS, "Rows"),
		Map.entry(COLUMNS, "Columns"), Map.entry(BITS_ALLOCATED, "BitsAllocated"), Map.entry(BITS_STORED, "BitsStored"),
		Map.entry(0x00280301, "BurnedInAnnotation"), Map.entry(0x00282110, "LossyImageCompression"),
		Map.entry(0x00282112, "LossyImageCompressionRatio"), Map.entry(0x00282114, "LossyImageCompressionMethod"),
		Map.entry(CONTAINER, "ContainerIdentifier"), Map.entry(IMAGED_WIDTH, "ImagedVolumeWidth"),
		Map.entry(IMAGED_HEIGHT, "ImagedVolumeHeight"), Map.entry(0x00480003, "ImagedVolumeDepth"),
		Map.entry(TOTAL_MATRIX_COLUMNS, "TotalPixelMatrixColumns"),
		Map.entry(TOTAL_MATRIX_ROWS, "TotalPixelMatrixRows"),
		Map.entry(0x00480010, "SpecimenLabelInImage"), Map.entry(0x00480011, "FocusMethod"),
		Map.entry(EXTENDED_DEPTH_OF_FIELD, "ExtendedDepthOfField"),
		Map.entry(NUMBER_OF_OPTICAL_PATHS, "NumberOfOpticalPaths"),
		Map.entry(NUMBER_OF_FOCAL_PLANES, "TotalPixelMatrixFocalPlanes"), Map.entry(0x22000002, "LabelText"),
		Map.entry(0x22000005, "BarcodeValue"));
}
