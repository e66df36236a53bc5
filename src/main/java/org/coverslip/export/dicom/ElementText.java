package org.coverslip.export.dicom;

import java.util.Map;
import java.util.regex.Pattern;

import org.coverslip.dicom.DicomDictionary;

/** Which texts the values of attributes may be (PS3.5, table 6.2-1). */
final class ElementText {

	private record Rule(Pattern pattern, String words) {

		static Rule of(final String regex, final String words) {
			return new Rule(Pattern.compile(regex), words);
		}
	}

	private static final Rule FREE = Rule.of("(?s)[^\\x00-\\x08\\x0b\\x0e-\\x1f]{0,10240}", "at most 10240 characters");
	private static final Map<String, Rule> RULES = Map.of( //
		"UI", Rule.of("(0|[1-9]\\d*)(\\.(0|[1-9]\\d*))+(?<=^.{1,64})", "a unique identifier of digits and dots"), //
		"DA", Rule.of("(\\d{4}(0[1-9]|1[0-2])(0[1-9]|[12]\\d|3[01]))?", "a date as 20261231"), //
		"TM", Rule.of("(([01]\\d|2[0-3])([0-5]\\d([0-5]\\d(\\.\\d{1,6})?)?)?)?", "a time as 235959"), //
		"DT", Rule.of("\\d{4}(0[1-9]|1[0-2])(0[1-9]|[12]\\d|3[01])([01]\\d|2[0-3])[0-5]\\d[0-5]\\d(\\.\\d{1,6})?"
			+ "([+-]\\d{4})?", "a date and time as 20261231235959"), //
		"CS", Rule.of("[A-Z0-9 _]{0,16}", "at most 16 capital letters, digits and underscores"), //
		"SH", Rule.of("[^\\\\\\p{Cntrl}]{0,16}", "at most 16 characters without a backslash"), //
		"LO", Rule.of("[^\\\\\\p{Cntrl}]{0,64}", "at most 64 characters without a backslash"), //
		"PN", Rule.of("[^\\\\\\p{Cntrl}]{0,64}", "at most 64 characters without a backslash"), //
		"IS", Rule.of("\\d{1,9}", "a whole number"), //
		"DS", Rule.of("\\d*\\.?\\d+([eE][+-]?\\d+)?(\\\\\\d*\\.?\\d+([eE][+-]?\\d+)?)?", "a number of millimetres"));

	private ElementText() {}

	private static Rule ofKeyword(final String keyword) {
		return RULES.getOrDefault(DicomDictionary.of(keyword).vr(), FREE);
	}

	static boolean isValid(final String keyword, final String text) {
		return ofKeyword(keyword).pattern.matcher(text).matches();
	}

	/** What a value may be, in words. */
	static String rule(final String keyword) {
		return ofKeyword(keyword).words;
	}

	/** A text of a slide without what DICOM has no place for. */
	static String fitted(final String keyword, final String text) {
		final int longest = switch (DicomDictionary.of(keyword).vr()) {
			case "SH" -> 16;
			case "LO", "PN" -> 64;
			default -> 10240;
		};
		final String clean = text.replaceAll("[\\\\\\p{Cntrl}]+", " ").strip();
		return clean.length() <= longest ? clean : clean.substring(0, longest).strip();
	}
}
