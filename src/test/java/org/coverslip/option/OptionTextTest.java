package org.coverslip.option;

import static org.junit.Assert.assertEquals;

import java.util.Optional;

import org.junit.Test;

public class OptionTextTest {

	private static Optional<String> get(final String options, final String key) {
		return OptionText.parse(options).get(key);
	}

	@Test
	public void plainValues() {
		assertEquals(Optional.of("jpeg"), get("compression=jpeg quality=90", "compression"));
		assertEquals(Optional.of("90"), get("compression=jpeg quality=90 ", "quality"));
		assertEquals(Optional.of(""), get("region= quality=90", "region"));
		assertEquals(Optional.empty(), get("compression=jpeg", "quality"));
		assertEquals(Optional.empty(), get("", "quality"));
	}

	@Test
	public void valuesWithBlanks() {
		assertEquals(Optional.of("/a b/c.svs"), get("input=[/a b/c.svs] output=/d", "input"));
		assertEquals(Optional.of("/d"), get("input=[/a b/c.svs] output=/d", "output"));
		assertEquals(Optional.of("/a [b]/c.svs"), get("input=[/a [b]/c.svs] output=/d", "input"));
		assertEquals(Optional.of("/a b"), get("input='/a b' output=/d", "input"));
		assertEquals("never closed", Optional.of("[/a"), get("input=[/a b", "input"));
	}

	@Test
	public void keysInAnyCase() {
		assertEquals("as the recorder writes it", Optional.of("512"), get("tilesize=512", "tileSize"));
		assertEquals("as the parameter is called", Optional.of("512"), get("tileSize=512", "tileSize"));
	}

	@Test
	public void aKeyInsideAValueIsNoKey() {
		assertEquals(Optional.of("1"), get("input=[/level=7/x] level=1", "level"));
		assertEquals(Optional.empty(), get("xlevel=1", "level"));
	}

	@Test
	public void aWordAloneIsTrue() {
		assertEquals(Optional.of("true"), get("align input=/a", "align"));
		assertEquals(Optional.of("false"), get("align=false", "align"));
	}
}
