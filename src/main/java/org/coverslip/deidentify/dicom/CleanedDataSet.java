package org.coverslip.deidentify.dicom;

import static org.coverslip.dicom.DicomTag.*;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;
import java.util.regex.Pattern;

import org.coverslip.deidentify.Findings;
import org.coverslip.deidentify.stream.IccCleaner;
import org.coverslip.deidentify.stream.StreamException;
import org.coverslip.dicom.DicomDataSet;
import org.coverslip.dicom.DicomDataSet.Element;

/** Writes data sets of one slide with the attributes that may stay. UIDs become others, the same for the same. */
final class CleanedDataSet {

	private static final Set<String> IMAGE_WORDS = Set.of("ORIGINAL", "DERIVED", "PRIMARY", "SECONDARY", "VOLUME",
		"THUMBNAIL", "NONE", "RESAMPLED");
	private static final Pattern NUMBERS = Pattern.compile("[ 0-9.,eE+\\\\-]{0,1024}");
	private static final Pattern WORDS = Pattern.compile("[A-Z0-9_ \\\\]{0,256}");
	private static final Pattern CHARACTER_SET = Pattern.compile("[A-Z0-9_ \\\\]{0,64}");
	private static final Pattern CODE = Pattern.compile("[A-Z]{0,2}-?[0-9A-F]{3,18}");
	private static final Set<String> SCHEMES = Set.of("DCM", "SCT", "SRT", "UCUM", "SNM3");
	/** What codes of light and slides mean; the meaning in the file is free text. */
	private static final Map<String, String> MEANINGS = Map.of("111744", "Brightfield illumination", "111743",
		"Epifluorescence illumination", "111741", "Transmission illumination", "414298005", "Full Spectrum", "R-102C0",
		"Full Spectrum", "433466003", "Microscope slide", "A-0101B", "Microscope slide");
	private static final int CHARSET = 0x00080005;
	private static final int SCHEME = 0x00080102;
	private static final int SPECIMENS = 0x00400560;
	private static final int SPECIMEN_UID = 0x00400554;
	private static final int MOST_BYTES = 16 << 20;

	private final Findings findings;
	private final boolean keepsChannels;
	private final Map<String, String> uids = new HashMap<>();
	private final Map<String, String> paths = new HashMap<>();

	/**
	 * @param keepsChannels
	 *            whether descriptions of optical paths stay
	 */
	CleanedDataSet(final Findings findings, final boolean keepsChannels) {
		this.findings = findings;
		this.keepsChannels = keepsChannels;
	}

	/** The UID that stands for one (PS3.5 B.2: from a random UUID). */
	String uid(final String old) {
		return uids.computeIfAbsent(old, key -> {
			final UUID random = UUID.randomUUID();
			final byte[] bits = new byte[17];
			ByteBuffer.wrap(bits, 1, 16).putLong(random.getMostSignificantBits())
				.putLong(random.getLeastSignificantBits());
			return "2.25." + new BigInteger(bits);
		});
	}

	/** Writes all attributes before the pixel data, and those that stand for removed ones. */
	void write(final DicomDataSet data, final DicomOutput out) throws IOException {
		final String specimen = data.items(SPECIMENS).isEmpty() ? "" : data.items(SPECIMENS).get(0).text(SPECIMEN_UID);
		final SortedMap<Integer, ReplacedAttributes.Attribute> all = ReplacedAttributes.of(uid(specimen));
		final Set<Integer> replaced = new HashSet<>(all.keySet());
		for (final Element element : data.elements().values()) {
			if (element.tag() >>> 16 == 2 || isPixels(element.tag())) continue;
			if (replaced.contains(element.tag())) findings.removed("attributes that were replaced or emptied");
			else if (isKept(data, element)) all.put(element.tag(), to -> write(data, element, to));
			else findings.removed((element.tag() >>> 16 & 1) == 1 ? "private attributes" : "attributes");
		}
		for (final ReplacedAttributes.Attribute attribute : all.values())
			attribute.write(out);
	}

	private static boolean isPixels(final int tag) {
		return tag >>> 16 == 0x7fe0;
	}

	private boolean isKept(final DicomDataSet data, final Element element) throws IOException {
		final String type = AllowedAttributes.type(element.tag());
		if (type == null || !element.vr().equals(type) && !element.vr().equals("UN")) return false;
		if (type.equals("SQ")) return true;
		if (element.length() < 0 || element.length() > MOST_BYTES) return false;
		if (element.tag() == OPTICAL_PATH_DESCRIPTION) return keepsChannels;
		final String text = data.text(element.tag());
		return switch (type) {
			case "DS", "IS" -> NUMBERS.matcher(text).matches();
			case "CS" -> (element.tag() == CHARSET ? CHARACTER_SET : WORDS).matcher(text).matches();
			case "US" -> element.length() <= 64;
			case "UL", "SL", "FL", "AT" -> element.length() <= 1024;
			case "SH" -> isShort(element.tag(), text);
			case "UI" -> text.matches("[0-9.]{1,64}");
			default -> true;
		};
	}

	private static boolean isShort(final int tag, final String text) {
		if (tag == CODE_VALUE) return CODE.matcher(text).matches();
		return tag == SCHEME ? SCHEMES.contains(text) : tag == OPTICAL_PATH_IDENTIFIER;
	}

	private void write(final DicomDataSet data, final Element element, final DicomOutput out) throws IOException {
		final int tag = element.tag();
		final String type = AllowedAttributes.type(tag);
		if (type.equals("SQ")) {
			out.beginSequence(tag);
			for (final DicomDataSet item : element.items()) {
				out.beginItem();
				for (final Element inner : item.elements().values())
					if (isKept(item, inner)) write(item, inner, out);
					else findings.removed("attributes within sequences");
				out.endItem();
			}
			out.endSequence();
		}
		else if (AllowedAttributes.isOwnUid(tag)) out.text(tag, type, uid(data.text(tag)));
		else if (tag == IMAGE_TYPE || tag == 0x00089007) out.text(tag, type, imageType(data.text(tag)));
		else if (tag == CODE_MEANING) out.text(tag, type, meaning(data));
		else if (tag == OPTICAL_PATH_IDENTIFIER) out.text(tag, type,
			paths.computeIfAbsent(data.text(tag), key -> String.valueOf(paths.size() + 1)));
		else if (tag == ICC_PROFILE) out.value(tag, type, profile(data.bytes(tag)));
		else if (type.equals("CS") || type.equals("DS") || type.equals("IS") || type.equals("UI"))
			out.text(tag, type, data.text(tag));
		else out.value(tag, type, data.bytes(tag));
	}

	private static String imageType(final String text) {
		final StringBuilder out = new StringBuilder();
		for (final String word : text.split("\\\\", -1))
			out.append(out.isEmpty() ? "" : "\\").append(IMAGE_WORDS.contains(word.strip()) ? word.strip() : "NONE");
		return out.toString();
	}

	private static String meaning(final DicomDataSet code) throws IOException {
		final String value = code.text(CODE_VALUE);
		return MEANINGS.getOrDefault(value, CODE.matcher(value).matches() ? value : "removed");
	}

	private byte[] profile(final byte[] profile) throws IOException {
		try {
			final byte[] clean = IccCleaner.clean(profile, findings);
			findings.kept("ICC profile, without its texts and its date");
			return clean;
		}
		catch (final StreamException e) {
			findings.removed("ICC profiles that cannot be read: colours may look different");
			return new byte[0];
		}
	}

	/** The file meta information, with its preamble (PS3.10, section 7.1). */
	void writeMeta(final String sopClass, final String instance, final String syntax, final DicomOutput out)
		throws IOException {
		final byte[] preamble = new byte[132];
		System.arraycopy("DICM".getBytes(StandardCharsets.ISO_8859_1), 0, preamble, 128, 4);
		out.bytes(preamble);
		out.value(0x00020000, "UL", new byte[4]);
		final long start = out.position();
		out.value(0x00020001, "OB", new byte[] { 0, 1 }).text(0x00020002, "UI", sopClass)
			.text(0x00020003, "UI", instance).text(TRANSFER_SYNTAX, "UI", syntax)
			.text(0x00020012, "UI", "2.25.181013712338071430935184014406174712344");
		final int length = (int) (out.position() - start);
		out.patch(start - 4, new byte[] { (byte) length, (byte) (length >> 8), 0, 0 });
	}
}
