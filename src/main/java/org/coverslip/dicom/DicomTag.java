package org.coverslip.dicom;

import java.util.Map;
import java.util.Set;

/** Tags as group · 65536 + element, under the standard's keywords (PS3.6). */
public final class DicomTag {

	private DicomTag() {}

	public static final int TRANSFER_SYNTAX = 0x00020010;
	public static final int IMAGE_TYPE = 0x00080008;
	public static final int SOP_CLASS = 0x00080016;
	public static final int SOP_INSTANCE = 0x00080018;
	public static final int PYRAMID = 0x00080019;
	public static final int MODALITY = 0x00080060;
	public static final int SPACING_BETWEEN_SLICES = 0x00180088;
	public static final int SERIES_INSTANCE = 0x0020000e;
	public static final int PYRAMID_LABEL = 0x00200027;
	public static final int FRAME_OF_REFERENCE = 0x00200052;
	public static final int CONCATENATION = 0x00209161;
	public static final int IN_CONCATENATION_NUMBER = 0x00209162;
	public static final int IN_CONCATENATION_TOTAL_NUMBER = 0x00209163;
	public static final int CONCATENATION_FRAME_OFFSET = 0x00209228;
	public static final int DIMENSION_ORGANIZATION_TYPE = 0x00209311;
	public static final int SAMPLES_PER_PIXEL = 0x00280002;
	public static final int PHOTOMETRIC = 0x00280004;
	public static final int PLANAR_CONFIGURATION = 0x00280006;
	public static final int NUMBER_OF_FRAMES = 0x00280008;
	public static final int ROWS = 0x00280010;
	public static final int COLUMNS = 0x00280011;
	public static final int PIXEL_SPACING = 0x00280030;
	public static final int BITS_ALLOCATED = 0x00280100;
	public static final int BITS_STORED = 0x00280101;
	public static final int HIGH_BIT = 0x00280102;
	public static final int PIXEL_REPRESENTATION = 0x00280103;
	/** The tag for red; those for green and blue follow. */
	public static final int PALETTE_DESCRIPTOR = 0x00281101;
	/** The tag for red; those for green and blue follow. */
	public static final int PALETTE_DATA = 0x00281201;
	/** The tag for red; those for green and blue follow. */
	public static final int SEGMENTED_PALETTE_DATA = 0x00281221;
	public static final int ICC_PROFILE = 0x00282000;
	public static final int PIXEL_MEASURES = 0x00289110;
	public static final int CONTAINER = 0x00400512;
	public static final int SPECIMEN_IDENTIFIER = 0x00400551;
	public static final int SPECIMEN_UID = 0x00400554;
	public static final int SPECIMENS = 0x00400560;
	public static final int SPECIMEN_SHORT_DESCRIPTION = 0x00400600;
	public static final int Z_OFFSET_IN_SLIDE = 0x0040074a;
	public static final int IMAGED_WIDTH = 0x00480001;
	public static final int IMAGED_HEIGHT = 0x00480002;
	public static final int TOTAL_MATRIX_COLUMNS = 0x00480006;
	public static final int TOTAL_MATRIX_ROWS = 0x00480007;
	public static final int TOTAL_MATRIX_ORIGIN = 0x00480008;
	public static final int EXTENDED_DEPTH_OF_FIELD = 0x00480012;
	public static final int OPTICAL_PATHS = 0x00480105;
	public static final int OPTICAL_PATH_IDENTIFIER = 0x00480106;
	public static final int OPTICAL_PATH_DESCRIPTION = 0x00480107;
	public static final int OBJECTIVE_LENS_POWER = 0x00480112;
	public static final int OPTICAL_PATH_PALETTE = 0x00480120;
	public static final int OPTICAL_PATH_IDENTIFICATION = 0x00480207;
	public static final int PLANE_POSITION_SLIDE = 0x0048021a;
	public static final int COLUMN_POSITION = 0x0048021e;
	public static final int ROW_POSITION = 0x0048021f;
	public static final int NUMBER_OF_OPTICAL_PATHS = 0x00480302;
	public static final int NUMBER_OF_FOCAL_PLANES = 0x00480303;
	public static final int SHARED_GROUPS = 0x52009229;
	public static final int PER_FRAME_GROUPS = 0x52009230;
	public static final int EXTENDED_OFFSETS = 0x7fe00001;
	public static final int FLOAT_PIXEL_DATA = 0x7fe00008;
	public static final int DOUBLE_PIXEL_DATA = 0x7fe00009;
	public static final int PIXEL_DATA = 0x7fe00010;
	public static final int REFERENCED_IMAGES = 0x00081140;
	public static final int REFERENCED_INSTANCE = 0x00081155;
	public static final int REFERENCED_INSTANCES = 0x00081199;
	public static final int CODE_VALUE = 0x00080100;
	public static final int CODE_MEANING = 0x00080104;
	public static final int CIELAB = 0x0062000d;
	public static final int X_OFFSET_IN_SLIDE = 0x0040072a;
	public static final int Y_OFFSET_IN_SLIDE = 0x0040073a;
	public static final int MEASUREMENT_UNITS = 0x004008ea;
	public static final int VALUE_TYPE = 0x0040a040;
	public static final int CONCEPT_NAME = 0x0040a043;
	public static final int UID = 0x0040a124;
	public static final int TEXT_VALUE = 0x0040a160;
	public static final int CONCEPT_CODE = 0x0040a168;
	public static final int MEASURED_VALUE = 0x0040a300;
	public static final int NUMERIC_VALUE = 0x0040a30a;
	public static final int CONTENT = 0x0040a730;
	public static final int ORIENTATION_SLIDE = 0x00480102;
	public static final int PIXEL_ORIGIN = 0x00480301;
	public static final int POINT_COORDINATES = 0x00660016;
	public static final int DOUBLE_POINT_COORDINATES = 0x00660022;
	public static final int POINT_INDEX = 0x00660040;
	public static final int MEASUREMENTS = 0x00660121;
	public static final int FLOATING_VALUES = 0x00660125;
	public static final int MEASUREMENT_VALUES = 0x00660132;
	public static final int COORDINATE_TYPE = 0x006a0001;
	public static final int ANNOTATION_GROUPS = 0x006a0002;
	public static final int GROUP_LABEL = 0x006a0005;
	public static final int PROPERTY_CATEGORY = 0x006a0009;
	public static final int PROPERTY_TYPE = 0x006a000a;
	public static final int ANNOTATION_COUNT = 0x006a000c;
	public static final int COMMON_Z = 0x006a0010;
	public static final int ANNOTATION_INDEX = 0x006a0011;
	public static final int GRAPHIC_DATA = 0x00700022;
	public static final int GRAPHIC_TYPE = 0x00700023;
	public static final int ITEM = 0xfffee000;
	public static final int ITEM_END = 0xfffee00d;
	public static final int SEQUENCE_END = 0xfffee0dd;

	/** Sequences that Coverslip looks into, for data sets that do not state types. */
	public static final Set<Integer> SEQUENCES =
		Set.of(PIXEL_MEASURES, SPECIMENS, TOTAL_MATRIX_ORIGIN, OPTICAL_PATHS, OPTICAL_PATH_PALETTE,
		OPTICAL_PATH_IDENTIFICATION, PLANE_POSITION_SLIDE, SHARED_GROUPS, PER_FRAME_GROUPS, REFERENCED_IMAGES,
		REFERENCED_INSTANCES, MEASUREMENT_UNITS, CONCEPT_NAME, CONCEPT_CODE, MEASURED_VALUE, CONTENT, MEASUREMENTS,
		MEASUREMENT_VALUES, ANNOTATION_GROUPS, PROPERTY_CATEGORY, PROPERTY_TYPE);

	/** Numbers stored as text, for data sets that do not state types. */
	public static final Set<Integer> TEXT_NUMBERS = Set.of(NUMBER_OF_FRAMES);

	/** Single-precision numbers, for data sets that do not state types. */
	public static final Set<Integer> FLOATS = Set.of(IMAGED_WIDTH, IMAGED_HEIGHT, 0x00480003);

	/** Attributes that become properties. */
	public static final Map<Integer, String> KEYWORDS = Map.ofEntries(Map.entry(TRANSFER_SYNTAX, "TransferSyntaxUID"),
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
		Map.entry(ORIENTATION_SLIDE, "ImageOrientationSlide"),
		Map.entry(0x00480010, "SpecimenLabelInImage"), Map.entry(0x00480011, "FocusMethod"),
		Map.entry(EXTENDED_DEPTH_OF_FIELD, "ExtendedDepthOfField"),
		Map.entry(NUMBER_OF_OPTICAL_PATHS, "NumberOfOpticalPaths"),
		Map.entry(NUMBER_OF_FOCAL_PLANES, "TotalPixelMatrixFocalPlanes"), Map.entry(0x22000002, "LabelText"),
		Map.entry(0x22000005, "BarcodeValue"));
}
