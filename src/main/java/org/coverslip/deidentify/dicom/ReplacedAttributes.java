package org.coverslip.deidentify.dicom;

import java.io.IOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What stands for attributes that the modules of whole-slide images demand although they name somebody or tell a date;
 * and what says that the data set was de-identified (PS3.15 E.1.1).
 */
final class ReplacedAttributes {

	private static final String DATE = "20000101";
	private static final String DUMMY = "removed";

	/** Type and value; empty where the modules allow that. */
	private record Replaced(String vr, String value) {}

	private static final Map<Integer, Replaced> TEXTS = Map.ofEntries( //
		Map.entry(0x00080020, new Replaced("DA", "")), Map.entry(0x00080023, new Replaced("DA", DATE)),
		Map.entry(0x0008002a, new Replaced("DT", DATE)), Map.entry(0x00080030, new Replaced("TM", "")),
		Map.entry(0x00080033, new Replaced("TM", "000000")), Map.entry(0x00080050, new Replaced("SH", "")),
		Map.entry(0x00080070, new Replaced("LO", DUMMY)), Map.entry(0x00080090, new Replaced("PN", "")),
		Map.entry(0x00081090, new Replaced("LO", DUMMY)), Map.entry(0x00100010, new Replaced("PN", "")),
		Map.entry(0x00100020, new Replaced("LO", "")), Map.entry(0x00100030, new Replaced("DA", "")),
		Map.entry(0x00100040, new Replaced("CS", "")), Map.entry(0x00120062, new Replaced("CS", "YES")),
		Map.entry(0x00120063, new Replaced("LO", "Written anew with allowed attributes alone")),
		Map.entry(0x00181000, new Replaced("LO", DUMMY)), Map.entry(0x00181020, new Replaced("LO", DUMMY)),
		Map.entry(0x00200010, new Replaced("SH", "")), Map.entry(0x00201040, new Replaced("LO", "SLIDE_CORNER")),
		Map.entry(0x00280303, new Replaced("CS", "REMOVED")), Map.entry(0x00400512, new Replaced("LO", DUMMY)));

	private static final int METHOD_CODES = 0x00120064;
	private static final int ACQUISITION_CONTEXT = 0x00400555;
	private static final int ISSUER_OF_CONTAINER = 0x00400513;
	private static final int SPECIMENS = 0x00400560;
	private static final int SPECIMEN = 0x00400551;
	private static final int SPECIMEN_UID = 0x00400554;
	private static final int ISSUER_OF_SPECIMEN = 0x00400562;
	private static final int PREPARATION = 0x00400610;

	/** Writes one attribute. */
	@FunctionalInterface
	interface Attribute {

		void write(DicomOutput out) throws IOException;
	}

	private ReplacedAttributes() {}

	/**
	 * The attributes by tag.
	 *
	 * @param specimenUid
	 *            of the specimen on the slide
	 */
	static SortedMap<Integer, Attribute> of(final String specimenUid) {
		final SortedMap<Integer, Attribute> all = new TreeMap<>(Integer::compareUnsigned);
		TEXTS.forEach((tag, replaced) -> all.put(tag, out -> out.text(tag, replaced.vr, replaced.value)));
		all.put(METHOD_CODES, out -> {
			out.beginSequence(METHOD_CODES).beginItem();
			out.text(0x00080100, "SH", "113100").text(0x00080102, "SH", "DCM").text(0x00080104, "LO",
				"Basic Application Confidentiality Profile");
			out.endItem().endSequence();
		});
		for (final int empty : new int[] { ACQUISITION_CONTEXT, ISSUER_OF_CONTAINER })
			all.put(empty, out -> out.beginSequence(empty).endSequence());
		all.put(SPECIMENS, out -> {
			out.beginSequence(SPECIMENS).beginItem();
			out.text(SPECIMEN, "LO", DUMMY).text(SPECIMEN_UID, "UI", specimenUid);
			out.beginSequence(ISSUER_OF_SPECIMEN).endSequence();
			out.beginSequence(PREPARATION).endSequence();
			out.endItem().endSequence();
		});
		return all;
	}
}
