package org.coverslip.export;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;

import org.junit.After;
import org.junit.Test;

public class WrittenDateTest {

	@After
	public void forget() {
		System.clearProperty(WrittenDate.VARIABLE);
	}

	@Test
	public void isNowUnlessItIsFixed() {
		if (System.getenv(WrittenDate.VARIABLE) == null)
			assertTrue(Duration.between(WrittenDate.now(), Instant.now()).toMinutes() < 1);
		System.setProperty(WrittenDate.VARIABLE, "86399");
		assertEquals(Instant.ofEpochSecond(86399), WrittenDate.now());
		assertEquals(LocalDateTime.of(1970, 1, 1, 23, 59, 59), WrittenDate.local());
		System.setProperty(WrittenDate.VARIABLE, "yesterday");
		assertEquals("SOURCE_DATE_EPOCH=yesterday is no number of seconds since 1970",
			assertThrows(IllegalArgumentException.class, WrittenDate::now).getMessage());
	}
}
