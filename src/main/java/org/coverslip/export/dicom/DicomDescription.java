package org.coverslip.export.dicom;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import org.coverslip.dicom.DicomDictionary;
import org.coverslip.io.JsonReader;
import org.coverslip.io.WholeFile;
import org.coverslip.slide.SlideMetadata;

/**
 * What is said of a slide beside its pixels: patient, study, equipment, specimen. By the standard's keywords; what is
 * said twice counts as it was said first. Immutable.
 */
public final class DicomDescription {

	/** Nothing is said. */
	public static final DicomDescription NONE = new DicomDescription(Map.of());

	/** The attributes that can be described. */
	static final Set<String> KEYWORDS = Collections.unmodifiableSet(new TreeSet<>(List.of("PatientName", "PatientID",
		"PatientBirthDate", "PatientSex", "StudyInstanceUID", "StudyDate", "StudyTime", "StudyID", "StudyDescription",
		"AccessionNumber", "ReferringPhysicianName", "InstitutionName", "SeriesInstanceUID", "SeriesNumber",
		"SeriesDescription", "Manufacturer", "ManufacturerModelName", "DeviceSerialNumber", "SoftwareVersions",
		"AcquisitionDateTime", "ContentDate", "ContentTime", "FrameOfReferenceUID", "ContainerIdentifier",
		"SpecimenIdentifier", "SpecimenUID", "SpecimenShortDescription", "SpecimenDetailedDescription", "LabelText",
		"BarcodeValue", "PixelSpacing", "SliceThickness", "FocusMethod", "ExtendedDepthOfField")));

	/** Of a slide that is no longer the same when it is written. */
	private static final Set<String> NOT_OF_SLIDES = Set.of("SeriesInstanceUID", "SeriesNumber", "ContentDate",
		"ContentTime", "PixelSpacing");

	private static final int LONGEST_FILE = 1 << 20;

	private final Map<String, String> texts;

	private DicomDescription(final Map<String, String> texts) {
		this.texts = Map.copyOf(texts);
	}

	/**
	 * What a file says; see {@link #ofJson}.
	 *
	 * @throws IllegalArgumentException
	 *             with one sentence that names the file
	 * @throws IOException
	 *             if it cannot be read
	 */
	public static DicomDescription ofFile(final Path file) throws IOException {
		try {
			return ofJson(new String(WholeFile.read(file, LONGEST_FILE), StandardCharsets.UTF_8));
		}
		catch (final IllegalArgumentException e) {
			throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
		}
	}

	/**
	 * What a text says: a JSON object with keywords, their values texts, numbers, or lists of these.
	 *
	 * @throws IllegalArgumentException
	 *             with one sentence, if it is anything else, or says what cannot be
	 */
	public static DicomDescription ofJson(final String json) {
		final Map<String, Object> object = JsonReader.object(json)
			.orElseThrow(() -> new IllegalArgumentException("it is no JSON object with the keywords of DICOM, as "
				+ "{\"PatientID\": \"4711\"}"));
		final Map<String, String> texts = new LinkedHashMap<>();
		object.forEach((keyword, value) -> {
			if (!KEYWORDS.contains(keyword)) throw new IllegalArgumentException("\"" + keyword
				+ "\" is none of what can be said of a slide: " + String.join(", ", KEYWORDS));
			final String text = text(value);
			if (!ElementText.isValid(keyword, text)) throw new IllegalArgumentException("\"" + text + "\" cannot be "
				+ keyword + ", which is " + ElementText.rule(keyword));
			texts.put(keyword, text);
		});
		return new DicomDescription(texts);
	}

	private static String text(final Object value) {
		if (value instanceof List<?> list) {
			final List<String> parts = new ArrayList<>();
			list.forEach(part -> parts.add(text(part)));
			return String.join("\\", parts);
		}
		if (value instanceof Double number && number == number.longValue())
			return Long.toString(number.longValue());
		return value == null ? "" : value.toString();
	}

	/** What a slide says of itself, as far as it goes into DICOM; texts that are too long are cut off. */
	public static DicomDescription of(final SlideMetadata slide) {
		final Map<String, String> texts = new LinkedHashMap<>(ScannerWords.of(slide.properties()));
		for (final String keyword : KEYWORDS) {
			final String stated = slide.properties().get("dicom." + keyword);
			if (stated != null && !NOT_OF_SLIDES.contains(keyword)) texts.put(keyword, stated);
		}
		for (final String of : List.of("SpecimenIdentifier", "SpecimenUID", "SpecimenShortDescription"))
			Optional.ofNullable(slide.properties().get("dicom.SpecimenDescriptionSequence[0]." + of))
				.ifPresent(text -> texts.put(of, text));
		texts.putIfAbsent("ContainerIdentifier", slide.name().replaceFirst("(?<=.)\\.[A-Za-z]\\w*$", ""));
		texts.replaceAll(ElementText::fitted);
		texts.entrySet().removeIf(entry -> entry.getValue().isEmpty()
			|| !ElementText.isValid(entry.getKey(), entry.getValue()));
		return new DicomDescription(texts);
	}

	/** This, and what the other says of what this says nothing of. */
	public DicomDescription and(final DicomDescription other) {
		final Map<String, String> all = new LinkedHashMap<>(other.texts);
		all.putAll(texts);
		return new DicomDescription(all);
	}

	/** Several values are divided by backslashes. */
	Optional<String> text(final String keyword) {
		if (!KEYWORDS.contains(keyword) || DicomDictionary.find(keyword).isEmpty())
			throw new IllegalArgumentException(keyword);
		return Optional.ofNullable(texts.get(keyword));
	}

	String text(final String keyword, final String otherwise) {
		return text(keyword).filter(text -> !text.isEmpty()).orElse(otherwise);
	}
}
