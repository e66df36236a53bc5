package org.coverslip.io;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;

import java.util.Base64;
import java.util.Optional;

import org.junit.Test;

public class LenientBase64Test {

	@Test
	public void readsTheWholeAlphabet() {
		final byte[] all = new byte[3 * 256];
		for (int i = 0; i < all.length; i++)
			all[i] = (byte) (i * 37 + i / 256);
		assertArrayEquals(all, LenientBase64.decode(Base64.getEncoder().encodeToString(all)).orElseThrow());
		final String digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
		assertEquals(digits, Base64.getEncoder().encodeToString(LenientBase64.decode(digits).orElseThrow()));
	}

	@Test
	public void passesOverWhatIsNoDigit() {
		final String spaced = " SGV\r\nsbG\t8@[`{/:@=".replace("/:@", ":.,*");
		assertArrayEquals("Hello".getBytes(), LenientBase64.decode(spaced).orElseThrow());
	}

	@Test
	public void passesOverAnIncompleteGroup() {
		for (final String end : new String[] { "", "S", "SG", "SGV" })
			assertArrayEquals("Hel".getBytes(), LenientBase64.decode("SGVs" + end).orElseThrow());
		assertEquals(0, LenientBase64.decode("SGV").orElseThrow().length);
	}

	@Test
	public void paddingInTheMiddleIsNothing() {
		assertEquals(Optional.empty(), LenientBase64.decode("SG==SGVs"));
	}
}
