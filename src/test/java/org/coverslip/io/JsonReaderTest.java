package org.coverslip.io;

import static org.junit.Assert.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.Test;

public class JsonReaderTest {

	private static Object value(final String json) {
		return JsonReader.object("{\"v\":" + json + "}").orElseThrow().get("v");
	}

	@Test
	public void readsEachKindOfValue() {
		assertEquals(Optional.of(Map.of()), JsonReader.object(" { } "));
		assertEquals(Optional.of(Map.of("a", 1.0, "b", List.of(), "c", Map.of("d", true))),
			JsonReader.object("\n{ \"a\" : 1 , \"b\":[ ],\"c\" :{\"d\": true} }\t"));
		assertEquals(Arrays.asList(-0.25, 1e3, false, null, "x"), value("[ -2.5e-1 ,1E3, false,null ,\"x\" ]"));
		assertEquals(List.of(List.of(1.0), List.of(2.0)), value("[[1],[2]]"));
	}

	@Test
	public void readsEscapedCharacters() {
		assertEquals("\b\f\n\r\t\"\\/µ😀", value("\"\\b\\f\\n\\r\\t\\\"\\\\\\/\\u00b5\\uD83D\\uDE00\""));
		assertEquals("\u00b5x", value("\"\\u00B5x\""));
	}

	@Test
	public void orderIsKept() {
		assertEquals(List.of("z", "a", "m"),
			List.copyOf(JsonReader.object("{\"z\":1,\"a\":2,\"m\":3}").orElseThrow().keySet()));
	}

	@Test
	public void whatIsNoObjectIsEmpty() {
		for (final String no
			: new String[] { null, "", " ", "[]", "1", "x{}", "{", "{}x", "{} {}", "{\"a\"}", "{\"a\":}",
			"{\"a\":1,}", "{\"a\":1 \"b\":2}", "{a:1}", "{\"a\" 1}", "{\"a\":tru}", "{\"a\":nul}", "{\"a\":fals}",
			"{\"a\":[1,]}", "{\"a\":[1}", "{\"a\":[1 2]}", "{\"a\":\"x}", "{\"a\":\"\\", "{\"a\":\"\\u12\"}",
			"{\"a\":\"\\u12g4\"}", "{\"a\":1-}", "{\"a\":--1}", "{\"a\":1", "{\"a\":", "{\"a\":\"\\u004" })
			assertEquals(no, Optional.empty(), JsonReader.object(no));
	}

	@Test
	public void nestingIsBounded() {
		assertEquals(1, JsonReader.object("{\"a\":" + "[".repeat(64) + "]".repeat(64) + "}").orElseThrow().size());
		assertEquals(Optional.empty(), JsonReader.object("{\"a\":" + "[".repeat(65) + "]".repeat(65) + "}"));
		assertEquals(Optional.empty(), JsonReader.object("{\"a\":".repeat(100_000)));
	}
}
