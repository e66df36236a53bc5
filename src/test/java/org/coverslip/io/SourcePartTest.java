package org.coverslip.io;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;

import org.junit.Test;

public class SourcePartTest {

	private final ByteSource whole = ByteSource.of(new byte[] { 0, 1, 2, 3, 4, 5, 6, 7 });

	@Test
	public void nothingBehindAPartIsRead() throws IOException {
		final ByteSource part = whole.part(2, 3);
		assertEquals(3, part.size());
		assertArrayEquals(new byte[] { 2, 3, 4 }, part.readFully(0, 3));
		assertThrows(EOFException.class, () -> part.readFully(1, 3));
		final ByteBuffer into = ByteBuffer.allocate(6);
		assertEquals(2, part.read(1, into));
		assertEquals(2, into.position());
		assertEquals("the buffer keeps its limit", 6, into.limit());
		assertArrayEquals(new byte[] { 3, 4, 0, 0, 0, 0 }, into.array());
		assertEquals(0, part.read(3, into));
		assertEquals(0, part.read(Long.MAX_VALUE, into));
	}

	@Test
	public void aPartEndsWithTheWhole() throws IOException {
		assertEquals(2, whole.part(6, 10).size());
		assertEquals(0, whole.part(9, 10).size());
		final ByteBuffer into = ByteBuffer.allocate(4);
		assertEquals(2, whole.part(6, Long.MAX_VALUE).read(0, into));
		assertEquals(0, whole.part(6, Long.MAX_VALUE).read(Long.MAX_VALUE - 2, into));
		assertEquals(0, whole.part(9, 10).read(0, into));
	}

	@Test
	public void closingAPartLeavesTheWhole() throws IOException {
		whole.part(0, 1).close();
		assertEquals(8, whole.readFully(0, 8).length);
		assertThrows(IllegalArgumentException.class, () -> whole.part(-1, 1));
	}
}
