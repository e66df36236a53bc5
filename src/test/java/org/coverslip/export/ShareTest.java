package org.coverslip.export;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.Test;

public class ShareTest {

	@Test
	public void eachElementIsInOneShareAndSharesAreAlike() {
		final Random random = new Random(7);
		final List<Integer> all = IntStream.range(0, 200).mapToObj(i -> 1 + random.nextInt(1000)).toList();
		final int sum = all.stream().mapToInt(i -> i).sum();
		final List<Integer> found = new ArrayList<>();
		for (int i = 1; i <= 7; i++) {
			final List<Integer> own = new Share(i, 7).from(all, value -> value);
			final int weight = own.stream().mapToInt(value -> value).sum();
			assertTrue(i + ": " + weight, Math.abs(weight - sum / 7) < 1000);
			found.addAll(own);
		}
		assertEquals(all.stream().sorted().toList(), found.stream().sorted().toList());
	}

	@Test
	public void orderStaysAndTheLargestIsAlone() {
		assertEquals(List.of("aaaaaaaaaa"), new Share(1, 2).from(List.of("b", "aaaaaaaaaa", "cc"), String::length));
		assertEquals(List.of("b", "cc"), new Share(2, 2).from(List.of("b", "aaaaaaaaaa", "cc"), String::length));
		assertEquals(List.of(), new Share(3, 3).from(List.of("b", "c"), String::length));
		assertEquals("elements without weight are shared too", 2,
			new Share(1, 2).from(List.of("", "", "", ""), String::length).size());
		assertEquals(List.of(3, 1, 2), Share.ALL.from(List.of(3, 1, 2), value -> value));
	}

	@Test
	public void isReadAsUsersWriteIt() {
		assertEquals(new Share(3, 8), Share.of(" 3/8 "));
		for (final String wrong : List.of("0/8", "9/8", "1", "a/b", "-1/8", "1/0", ""))
			assertTrue(assertThrows(wrong, IllegalArgumentException.class, () -> Share.of(wrong)).getMessage()
				.contains("no share"));
	}
}
