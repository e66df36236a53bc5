package org.coverslip.io;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;

import org.junit.Test;

public class SpilledBytesTest {

	@Test
	public void piecesAreReadWhereverTheyAre() throws IOException {
		final Random random = new Random(5);
		final byte[] all = new byte[100_000];
		random.nextBytes(all);
		try (SpilledBytes bytes = new SpilledBytes(10_000)) {
			for (int at = 0; at < all.length;) {
				final int length = Math.min(all.length - at, random.nextInt(12_000));
				assertEquals(at, bytes.append(all, at, length));
				at += length;
				for (int i = 0; i < 10; i++) {
					final int start = random.nextInt(at + 1);
					final byte[] read = new byte[random.nextInt(at - start + 1)];
					bytes.read(start, read, 0, read.length);
					assertArrayEquals(Arrays.copyOfRange(all, start, start + read.length), read);
				}
			}
			assertEquals(all.length, bytes.size());
			assertThrows(EOFException.class, () -> bytes.read(all.length - 1, new byte[2], 0, 2));
		}
	}
}
