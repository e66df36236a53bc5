package org.coverslip.dicom;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The attributes that Coverslip writes, by the standard's keywords (PS3.6, table 6-1). */
public final class DicomDictionary {

	/**
	 * An attribute.
	 *
	 * @param vr
	 *            its value representation as two letters
	 */
	public record Attribute(int tag, String vr) {}

	private static final Map<String, Attribute> ATTRIBUTES = parse("""
		00020001 OB FileMetaInformationVersion
		00020002 UI MediaStorageSOPClassUID
		00020003 UI MediaStorageSOPInstanceUID
		00020010 UI TransferSyntaxUID
		00020012 UI ImplementationClassUID
		00020013 SH ImplementationVersionName
		00080005 CS SpecificCharacterSet
		00080008 CS ImageType
		00080016 UI SOPClassUID
		00080018 UI SOPInstanceUID
		00080019 UI PyramidUID
		00080020 DA StudyDate
		00080023 DA ContentDate
		0008002A DT AcquisitionDateTime
		00080030 TM StudyTime
		00080033 TM ContentTime
		00080050 SH AccessionNumber
		00080060 CS Modality
		00080070 LO Manufacturer
		00080080 LO InstitutionName
		00080090 PN ReferringPhysicianName
		00080100 SH CodeValue
		00080102 SH CodingSchemeDesignator
		00080104 LO CodeMeaning
		00081030 LO StudyDescription
		0008103E LO SeriesDescription
		00081090 LO ManufacturerModelName
		00089206 CS VolumetricProperties
		00089007 CS FrameType
		00100010 PN PatientName
		00100020 LO PatientID
		00100030 DA PatientBirthDate
		00100040 CS PatientSex
		00180050 DS SliceThickness
		00180088 DS SpacingBetweenSlices
		00181000 LO DeviceSerialNumber
		00181020 LO SoftwareVersions
		0020000D UI StudyInstanceUID
		0020000E UI SeriesInstanceUID
		00200010 SH StudyID
		00200011 IS SeriesNumber
		00200013 IS InstanceNumber
		00200020 CS PatientOrientation
		00200027 LO PyramidLabel
		00200052 UI FrameOfReferenceUID
		00201040 LO PositionReferenceIndicator
		00209164 UI DimensionOrganizationUID
		00209221 SQ DimensionOrganizationSequence
		00209311 CS DimensionOrganizationType
		00220016 SQ IlluminationTypeCodeSequence
		00280002 US SamplesPerPixel
		00280004 CS PhotometricInterpretation
		00280006 US PlanarConfiguration
		00280008 IS NumberOfFrames
		00280010 US Rows
		00280011 US Columns
		00280030 DS PixelSpacing
		00280100 US BitsAllocated
		00280101 US BitsStored
		00280102 US HighBit
		00280103 US PixelRepresentation
		00280301 CS BurnedInAnnotation
		00281052 DS RescaleIntercept
		00281053 DS RescaleSlope
		00281054 LO RescaleType
		00281101 US RedPaletteColorLookupTableDescriptor
		00281102 US GreenPaletteColorLookupTableDescriptor
		00281103 US BluePaletteColorLookupTableDescriptor
		00281221 OW SegmentedRedPaletteColorLookupTableData
		00281222 OW SegmentedGreenPaletteColorLookupTableData
		00281223 OW SegmentedBluePaletteColorLookupTableData
		00282000 OB ICCProfile
		00282002 CS ColorSpace
		00282110 CS LossyImageCompression
		00282112 DS LossyImageCompressionRatio
		00282114 CS LossyImageCompressionMethod
		00289110 SQ PixelMeasuresSequence
		00400512 LO ContainerIdentifier
		00400513 SQ IssuerOfTheContainerIdentifierSequence
		00400518 SQ ContainerTypeCodeSequence
		00400551 LO SpecimenIdentifier
		00400554 UI SpecimenUID
		00400555 SQ AcquisitionContextSequence
		00400560 SQ SpecimenDescriptionSequence
		00400562 SQ IssuerOfTheSpecimenIdentifierSequence
		00400600 LO SpecimenShortDescription
		00400602 UT SpecimenDetailedDescription
		00400610 SQ SpecimenPreparationSequence
		00400710 SQ WholeSlideMicroscopyImageFrameTypeSequence
		0040072A DS XOffsetInSlideCoordinateSystem
		0040073A DS YOffsetInSlideCoordinateSystem
		00480001 FL ImagedVolumeWidth
		00480002 FL ImagedVolumeHeight
		00480003 FL ImagedVolumeDepth
		00480006 UL TotalPixelMatrixColumns
		00480007 UL TotalPixelMatrixRows
		00480008 SQ TotalPixelMatrixOriginSequence
		00480010 CS SpecimenLabelInImage
		00480011 CS FocusMethod
		00480012 CS ExtendedDepthOfField
		00480102 DS ImageOrientationSlide
		00480105 SQ OpticalPathSequence
		00480106 SH OpticalPathIdentifier
		00480107 ST OpticalPathDescription
		00480108 SQ IlluminationColorCodeSequence
		00480112 DS ObjectiveLensPower
		00480120 SQ PaletteColorLookupTableSequence
		00480207 SQ OpticalPathIdentificationSequence
		00480302 UL NumberOfOpticalPaths
		00480303 UL TotalPixelMatrixFocalPlanes
		20500020 CS PresentationLUTShape
		22000002 UT LabelText
		22000005 LT BarcodeValue
		52009229 SQ SharedFunctionalGroupsSequence
		7FE00001 OV ExtendedOffsetTable
		7FE00002 OV ExtendedOffsetTableLengths
		""");

	private DicomDictionary() {}

	private static Map<String, Attribute> parse(final String lines) {
		final Map<String, Attribute> attributes = new LinkedHashMap<>();
		for (final String line : lines.lines().toList()) {
			final String[] parts = line.split(" ");
			attributes.put(parts[2], new Attribute(Integer.parseUnsignedInt(parts[0], 16), parts[1]));
		}
		return attributes;
	}

	/** The attribute of a keyword; empty for those that are not written. */
	public static Optional<Attribute> find(final String keyword) {
		return Optional.ofNullable(ATTRIBUTES.get(keyword));
	}

	/** Likewise, of a keyword that is known to be there. */
	public static Attribute of(final String keyword) {
		return find(keyword).orElseThrow(() -> new IllegalArgumentException("no attribute " + keyword));
	}
}
