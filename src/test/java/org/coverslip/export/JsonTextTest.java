package org.coverslip.export;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.coverslip.testing.Json;
import org.junit.Test;

public class JsonTextTest {

	@Test
	public void valuesAreWrittenInTheirOrder() {
		final Map<String, Object> map = new LinkedHashMap<>();
		map.put("z", 1);
		map.put("a", List.of(2.5, true, "x"));
		map.put("none", null);
		map.put("empty", Map.of());
		assertEquals("{\"z\": 1, \"a\": [2.5, true, \"x\"], \"none\": null, \"empty\": {}}", JsonText.of(map));
		assertEquals("[]", JsonText.of(List.of()));
		assertEquals("[null, 9007199254740993]", JsonText.of(Arrays.asList(null, 9007199254740993L)));
	}

	@Test
	public void numbersThatJsonLacksAreNull() {
		assertEquals("[null, null, null]",
			JsonText.of(List.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY)));
		assertEquals("1.0E-300", JsonText.of(1e-300));
	}

	@Test
	public void everythingButPrintableAsciiIsEscaped() {
		assertEquals("\" ~\"", JsonText.of(" ~"));
		assertEquals("\"\\\"\\\\/\"", JsonText.of("\"\\/"));
		assertEquals("\"\\n\\t\\u000d\\u001f\\u007f\\u00b5\\ud83d\\ude00\"", JsonText.of("\n\t\r\u001f\u007fµ😀"));
	}

	@Test
	public void aReaderFindsEachCharacterAgain() {
		final StringBuilder all = new StringBuilder();
		for (char c = 0; c < 0x3000; c++)
			all.append(c);
		assertEquals(Map.of(all.toString(), List.of(all.toString())),
			Json.parse(JsonText.of(Map.of(all.toString(), List.of(all.toString())))));
	}

	@Test
	public void refusesWhatJsonHasNoWordFor() {
		final String message = assertThrows(IllegalArgumentException.class, () -> JsonText.of(List.of('c')))
			.getMessage();
		assertEquals("JSON has no java.lang.Character", message);
	}
}
