package org.coverslip.deidentify.dicom;

import static org.coverslip.dicom.DicomTag.*;

import java.util.HashMap;
import java.util.Map;

/**
 * The attributes that may stay, wherever they are in a data set, with their types: how pixels are stored, where they
 * lie on the slide, and what light they were seen in. Those that the modules of whole-slide images demand, but that
 * name somebody, are in {@link ReplacedAttributes}.
 * <p>
 * Source: PS3.3 A.32.8 and its modules; PS3.6 for types.
 */
final class AllowedAttributes {

	/** Numbers and words of enumerations, as they are. */
	private static final String PLAIN = """
		00080005 CS, 00080008 CS, 00080016 UI, 00080060 CS, 00089007 CS, 00089205 CS, 00089206 CS, 00180050 DS,
		00180088 DS, 00200011 IS, 00200013 IS, 00209057 UL, 00209111 SQ, 00209157 UL, 00209162 US,
		00209163 US, 00209165 AT, 00209167 AT, 00209221 SQ, 00209222 SQ, 00209228 UL, 00209311 CS, 00220016 SQ,
		00220055 FL, 00280002 US, 00280004 CS, 00280006 US, 00280008 IS, 00280010 US, 00280011 US, 00280030 DS,
		00280100 US, 00280101 US, 00280102 US, 00280103 US, 00280106 US, 00280107 US, 00280301 CS, 00281101 US,
		00281102 US, 00281103 US, 00281201 OW, 00281202 OW, 00281203 OW, 00281221 OW, 00281222 OW, 00281223 OW,
		00282002 CS, 00282110 CS, 00282112 DS, 00281052 DS, 00281053 DS, 00282114 CS, 00289110 SQ, 00400518 SQ,
		00400710 SQ, 0040072A DS, 0040073A DS, 0040074A DS, 00480001 FL, 00480002 FL, 00480003 FL, 00480006 UL,
		00480007 UL, 00480008 SQ, 00480010 CS, 00480011 CS, 00480012 CS, 00480013 US, 00480014 FL, 00480102 DS,
		00480105 SQ, 00480108 SQ, 00480112 DS, 00480113 DS, 00480120 SQ, 00480207 SQ, 0048021A SQ, 0048021E SL,
		0048021F SL, 00480301 CS, 00480302 UL, 00480303 UL, 20500020 CS, 52009229 SQ, 52009230 SQ""";

	private static final Map<Integer, String> TYPES = types();

	private AllowedAttributes() {}

	private static Map<Integer, String> types() {
		final Map<Integer, String> types = new HashMap<>();
		for (final String pair : PLAIN.split(",\\s*")) {
			final String[] parts = pair.strip().split(" ");
			types.put(Integer.parseUnsignedInt(parts[0], 16), parts[1]);
		}
		for (final int uid : new int[] { SOP_INSTANCE, PYRAMID, 0x0020000d, SERIES_INSTANCE, FRAME_OF_REFERENCE,
			CONCATENATION, 0x00209164, 0x00281199, 0x00400554 })
			types.put(uid, "UI");
		types.put(CODE_VALUE, "SH");
		types.put(0x00080102, "SH");
		types.put(CODE_MEANING, "LO");
		types.put(OPTICAL_PATH_IDENTIFIER, "SH");
		types.put(OPTICAL_PATH_DESCRIPTION, "ST");
		types.put(ICC_PROFILE, "OB");
		types.put(EXTENDED_OFFSETS, "OV");
		return Map.copyOf(types);
	}

	/** The type of an attribute that may stay; null for others. */
	static String type(final int tag) {
		return TYPES.get(tag);
	}

	/** Whether a UID names this one thing, and gets another in the new files, the same for the same. */
	static boolean isOwnUid(final int tag) {
		return "UI".equals(TYPES.get(tag)) && tag != SOP_CLASS;
	}
}
