package org.coverslip.export.dicom;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.coverslip.dicom.DicomItem;
import org.coverslip.dicom.TransferSyntax;
import org.coverslip.geom.Region;
import org.coverslip.pixel.BlockShape;
import org.coverslip.slide.PixelSize;
import org.coverslip.slide.Scene;

/**
 * The data sets of the instances of one slide, all but their frames: what PS3.3 A.32.8 asks of a VL Whole Slide
 * Microscopy Image. Where neither the slide nor its description says what has to be there, it is a stated default
 * (docs/dicom.md).
 */
final class InstanceAttributes {

	static final String WHOLE_SLIDE = "1.2.840.10008.5.1.4.1.1.77.1.6";
	private static final String IMPLEMENTATION = "2.25.150716486530712493183043062387512917367";
	private static final String UNKNOWN = "Unknown";
	private static final String EPOCH = "19700101000000";
	/** Millimetres. */
	private static final double THICKNESS = 0.001;
	/** Of a slide of glass, across, in millimetres: an overview or a label that shows all of it. */
	private static final double GLASS_WIDTH = 25;
	/** A greater one would need more characters. */
	private static final double MOST_RATIO = 999_999;
	/** Compressions that lose something, by their names for people, and how DICOM calls them. */
	private static final Map<String, String> LOSSY = Map.of("JPEG", "ISO_10918_1", "JPEG 2000", "ISO_15444_1",
		"JPEG XR", "ISO_29199_2", "WebP", "RFC_9649");

	private final Scene scene;
	private final DicomSlideOptions options;
	private final DicomDescription said;
	private final InstanceUids uids;
	private final PixelSize pixelSize;
	private final Region region0;
	private final SlidePlace place;
	private final OpticalPaths paths;
	private final String now;

	/**
	 * @throws IllegalArgumentException
	 *             with one sentence, if nobody says how large a pixel is
	 */
	InstanceAttributes(final Scene scene, final Region region0, final DicomSlideOptions options,
		final InstanceUids uids)
	{
		this.scene = scene;
		this.options = options;
		this.uids = uids;
		this.region0 = region0;
		said = options.description();
		pixelSize = pixelSize(scene, said).orElseThrow(() -> new IllegalArgumentException("the slide does not say how "
			+ "large a pixel is, which DICOM has to know; give it as PixelSpacing, in millimetres, in a file of "
			+ "metadata"));
		place = SlidePlace.of(options.properties())
			.orElseGet(() -> SlidePlace.unknown(scene.width(), scene.height(), pixelSize)).of(region0, pixelSize);
		paths = new OpticalPaths(scene, options.iccProfile());
		now = uids.areStable() ? said.text("AcquisitionDateTime", EPOCH).substring(0, EPOCH.length())
			: LocalDateTime.now().format(DateTimeFormatter.ofPattern("yyyyMMddHHmmss"));
	}

	/** Of a pixel of level 0: what is said counts more than what the slide says. */
	private static Optional<PixelSize> pixelSize(final Scene scene, final DicomDescription said) {
		final Optional<String> text = said.text("PixelSpacing");
		if (text.isEmpty()) return scene.pixelSize();
		final String[] sides = text.get().split("\\\\");
		final double y = Double.parseDouble(sides[0]) * 1000;
		final double x = Double.parseDouble(sides[sides.length - 1]) * 1000;
		return Optional.of(new PixelSize(x, y));
	}

	/** How a file of an instance begins, up to its pixel data. */
	byte[] fileHead(final String instance, final TransferSyntax syntax, final DicomItem data) {
		final byte[] meta = new DicomItem().put("FileMetaInformationVersion", (Object) new byte[] { 0, 1 })
			.put("MediaStorageSOPClassUID", WHOLE_SLIDE).put("MediaStorageSOPInstanceUID", uids.of(instance))
			.put("TransferSyntaxUID", syntax.uid()).put("ImplementationClassUID", IMPLEMENTATION)
			.put("ImplementationVersionName", "COVERSLIP").toFileHead();
		final byte[] elements = data.toBytes();
		final byte[] head = Arrays.copyOf(meta, meta.length + elements.length);
		System.arraycopy(elements, 0, head, meta.length, elements.length);
		return head;
	}

	/** The name of an instance for its identifier: the same only for the same frames. */
	String instance(final String name) {
		return "instance " + name + " " + region0 + " " + options.words();
	}

	/**
	 * The data set of a level.
	 *
	 * @param number
	 *            of the instance, from 1
	 * @param ratio
	 *            how many times smaller its frames are than their samples
	 */
	DicomItem level(final int number, final DicomLevel level, final double ratio) throws IOException {
		final DicomItem item = common(instance("level " + (number - 1)), number);
		final boolean finest = number == 1;
		putKind(item, "VOLUME", finest ? "NONE" : "RESAMPLED", finest);
		item.put("PyramidUID", uids.of("pyramid " + region0 + " " + options.words()));
		if (!scene.name().isBlank()) item.put("PyramidLabel", ElementText.fitted("PyramidLabel", scene.name()));
		putVolume(item, level.size().width(), level.size().height());
		final PixelSize size = pixelSize.scaled(level.downsample());
		putGroups(item, "VOLUME", finest ? "NONE" : "RESAMPLED", finest, size);
		item.put("TotalPixelMatrixFocalPlanes", scene.sizeZ());
		final long tiles = level.size().grid().tileCount() * scene.channels().size() * scene.sizeZ();
		putPixels(item, new BlockShape(level.size().tileWidth(), level.size().tileHeight(), scene.level(0).samples(),
			scene.pixelType()), level.coding().photometric(), tiles);
		putLoss(item, level.copied(), level.coding().lossMethod(), ratio);
		return item.putAll(paths.of(scene.level(0).samples()));
	}

	/**
	 * The data set of an image beside the levels, uncompressed, in one frame.
	 *
	 * @param flavor
	 *            LABEL, OVERVIEW or THUMBNAIL
	 */
	DicomItem beside(final String flavor, final int number, final BlockShape shape) throws IOException {
		final DicomItem item = common(instance(flavor), number);
		final boolean thumbnail = flavor.equals("THUMBNAIL");
		putKind(item, flavor, thumbnail ? "RESAMPLED" : "NONE", !thumbnail);
		final double side = GLASS_WIDTH * 1000 / Math.min(shape.width(), shape.height());
		final PixelSize size = thumbnail ? new PixelSize(region0.width() * pixelSize.xUm() / shape.width(),
			region0.height() * pixelSize.yUm() / shape.height()) : new PixelSize(side, side);
		if (thumbnail) item.put("PyramidUID", uids.of("pyramid " + region0 + " " + options.words()));
		putVolume(item, shape.width(), shape.height());
		if (!thumbnail) {
			item.put("ImagedVolumeWidth", shape.width() * size.xUm() / 1000);
			item.put("ImagedVolumeHeight", shape.height() * size.yUm() / 1000);
			SlidePlace.unknown(shape.width(), shape.height(), size).putInto(item);
			item.put("BurnedInAnnotation", "YES").put("SpecimenLabelInImage", "YES");
		}
		putGroups(item, flavor, thumbnail ? "RESAMPLED" : "NONE", !thumbnail, size);
		item.put("TotalPixelMatrixFocalPlanes", 1);
		if (flavor.equals("LABEL")) {
			item.put("LabelText", said.text("LabelText", ""));
			item.put("BarcodeValue", said.text("BarcodeValue", ""));
		}
		putPixels(item, shape, shape.samples() == 1 ? "MONOCHROME2" : "RGB", 1);
		putLoss(item, false, "", 1);
		return item.putAll(paths.plain(shape.samples()));
	}

	private DicomItem common(final String instance, final int number) {
		final DicomItem item = new DicomItem().put("SpecificCharacterSet", "ISO_IR 192");
		item.put("SOPClassUID", WHOLE_SLIDE).put("SOPInstanceUID", uids.of(instance)).put("Modality", "SM");
		for (final String keyword : List.of("PatientName", "PatientID", "PatientBirthDate", "PatientSex", "StudyDate",
			"StudyTime", "ReferringPhysicianName", "StudyID", "AccessionNumber"))
			item.put(keyword, said.text(keyword, ""));
		for (final String keyword : List.of("StudyDescription", "SeriesDescription", "InstitutionName"))
			said.text(keyword).ifPresent(text -> item.put(keyword, text));
		item.put("StudyInstanceUID", said.text("StudyInstanceUID", uids.of("study")));
		item.put("SeriesInstanceUID",
			said.text("SeriesInstanceUID", uids.of("series " + region0 + " " + options.words())));
		item.put("SeriesNumber", said.text("SeriesNumber", "1")).put("InstanceNumber", number);
		item.put("FrameOfReferenceUID", said.text("FrameOfReferenceUID", uids.of("frame of reference")));
		item.put("PositionReferenceIndicator", "SLIDE_CORNER").put("PatientOrientation");
		for (final String keyword : List.of("Manufacturer", "ManufacturerModelName", "DeviceSerialNumber"))
			item.put(keyword, said.text(keyword, UNKNOWN));
		item.put("SoftwareVersions", said.text("SoftwareVersions", "Coverslip"));
		item.put("AcquisitionDateTime", said.text("AcquisitionDateTime", now));
		item.put("ContentDate", said.text("ContentDate", now.substring(0, 8)));
		item.put("ContentTime", said.text("ContentTime", now.substring(8)));
		item.put("AcquisitionContextSequence").put("VolumetricProperties", "VOLUME");
		item.put("FocusMethod", said.text("FocusMethod", "AUTO"));
		item.put("ExtendedDepthOfField", said.text("ExtendedDepthOfField", "NO"));
		putSpecimen(item);
		return item;
	}

	private void putSpecimen(final DicomItem item) {
		final String container = said.text("ContainerIdentifier", UNKNOWN);
		item.put("ContainerIdentifier", container).put("IssuerOfTheContainerIdentifierSequence");
		item.put("ContainerTypeCodeSequence", List.of(code("433466003", "SCT", "Microscope slide")));
		final DicomItem specimen = new DicomItem();
		specimen.put("SpecimenIdentifier", said.text("SpecimenIdentifier", container));
		specimen.put("SpecimenUID", said.text("SpecimenUID", uids.of("specimen")));
		specimen.put("IssuerOfTheSpecimenIdentifierSequence").put("SpecimenPreparationSequence");
		for (final String keyword : List.of("SpecimenShortDescription", "SpecimenDetailedDescription"))
			said.text(keyword).ifPresent(text -> specimen.put(keyword, text));
		item.put("SpecimenDescriptionSequence", List.of(specimen));
	}

	static DicomItem code(final String value, final String scheme, final String meaning) {
		return new DicomItem().put("CodeValue", value).put("CodingSchemeDesignator", scheme).put("CodeMeaning",
			meaning);
	}

	private static void putKind(final DicomItem item, final String flavor, final String made, final boolean original) {
		item.put("ImageType", original ? "ORIGINAL" : "DERIVED", "PRIMARY", flavor, made);
		item.put("BurnedInAnnotation", "NO").put("SpecimenLabelInImage", "NO");
	}

	/** What is imaged, and into how many pixels. */
	private void putVolume(final DicomItem item, final long columns, final long rows) {
		item.put("ImagedVolumeWidth", region0.width() * pixelSize.xUm() / 1000);
		item.put("ImagedVolumeHeight", region0.height() * pixelSize.yUm() / 1000);
		item.put("ImagedVolumeDepth", 1000 * (thickness() + (scene.sizeZ() - 1) * focalStep()));
		item.put("TotalPixelMatrixColumns", columns).put("TotalPixelMatrixRows", rows);
		place.putInto(item);
		item.put("DimensionOrganizationType", "TILED_FULL").put("DimensionOrganizationSequence",
			List.of(new DicomItem().put("DimensionOrganizationUID", uids.of("dimensions"))));
	}

	private double thickness() {
		return said.text("SliceThickness").map(Double::valueOf).orElse(THICKNESS);
	}

	/** Millimetres between focal planes. */
	private double focalStep() {
		return scene.pixelSizeZ().orElse(1000 * THICKNESS) / 1000;
	}

	private void putGroups(final DicomItem item, final String flavor, final String made, final boolean original,
		final PixelSize size)
	{
		final DicomItem measures = new DicomItem().put("PixelSpacing", size.yUm() / 1000, size.xUm() / 1000)
			.put("SliceThickness", thickness());
		if (flavor.equals("VOLUME") && scene.sizeZ() > 1) measures.put("SpacingBetweenSlices", focalStep());
		final DicomItem groups = new DicomItem().put("PixelMeasuresSequence", List.of(measures));
		groups.put("WholeSlideMicroscopyImageFrameTypeSequence", List.of(
			new DicomItem().put("FrameType", original ? "ORIGINAL" : "DERIVED", "PRIMARY", flavor, made)));
		if (!flavor.equals("VOLUME") || scene.channels().size() == 1)
			groups.put("OpticalPathIdentificationSequence", List.of(OpticalPaths.reference(0)));
		item.put("SharedFunctionalGroupsSequence", List.of(groups));
	}

	private static void putPixels(final DicomItem item, final BlockShape frame, final String photometric,
		final long frames)
	{
		item.put("SamplesPerPixel", frame.samples()).put("PhotometricInterpretation", photometric);
		if (frame.samples() > 1) item.put("PlanarConfiguration", 0);
		else item.put("PresentationLUTShape", "IDENTITY").put("RescaleIntercept", 0).put("RescaleSlope", 1);
		final int bits = frame.type().bits();
		item.put("NumberOfFrames", frames).put("Rows", frame.height()).put("Columns", frame.width());
		item.put("BitsAllocated", bits).put("BitsStored", bits).put("HighBit", bits - 1).put("PixelRepresentation", 0);
	}

	/**
	 * What was lost: by the slide's own compression, and then by that of the frames. The ratio takes the same number of
	 * characters whatever it is.
	 */
	private void putLoss(final DicomItem item, final boolean copied, final String method, final double ratio)
		throws IOException
	{
		final List<String> methods = new ArrayList<>();
		final List<String> ratios = new ArrayList<>();
		final String before = LOSSY.get(scene.level(0).compression());
		final boolean known = "00".equals(options.properties().get("dicom.LossyImageCompression"));
		if (!copied && before != null && !known) {
			methods.add(before);
			ratios.add(String.format(Locale.ROOT, "%.2f", ratioOfSlide()));
		}
		if (!method.isEmpty()) {
			methods.add(method);
			ratios.add(String.format(Locale.ROOT, "%11.4f", Math.min(ratio, MOST_RATIO)));
		}
		item.put("LossyImageCompression", methods.isEmpty() ? "00" : "01");
		if (methods.isEmpty()) return;
		item.put("LossyImageCompressionRatio", ratios.toArray()).put("LossyImageCompressionMethod", methods.toArray());
	}

	/** Roughly: all of the slide's files for the pixels of its finest level. */
	private double ratioOfSlide() throws IOException {
		long bytes = 0;
		for (final Path file : scene.files())
			if (Files.isRegularFile(file)) bytes += Files.size(file);
		final double pixels = (double) scene.width() * scene.height() * scene.level(0).samples()
			* scene.pixelType().bytes() * scene.channels().size() * scene.sizeZ();
		return Math.max(1, pixels / Math.max(1, bytes));
	}
}
