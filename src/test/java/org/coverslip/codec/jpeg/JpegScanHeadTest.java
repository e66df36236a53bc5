package org.coverslip.codec.jpeg;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.coverslip.codec.CodecException;
import org.coverslip.io.ByteSource;
import org.coverslip.testing.RestartJpeg;
import org.junit.Test;

/** Heads of streams: sizes that are not stated, notes, and what is no head. */
public class JpegScanHeadTest {

	private final RestartJpeg sized = new RestartJpeg(512, 256, 3, 2, 7).intervalOfPixels(128);
	private final RestartJpeg unsized = new RestartJpeg(512, 256, 3, 2, 7).intervalOfPixels(128).stating(0, 0);

	private static JpegScanHead ofAnySize(final byte[] stream) throws IOException {
		return JpegScanHead.readOfAnySize(ByteSource.of(stream));
	}

	@Test
	public void aSizeMayBeLeftToTheContainer() throws IOException {
		assertTrue(ofAnySize(sized.stream()).isSized());
		assertEquals(512, ofAnySize(sized.stream()).header().width());
		assertFalse(ofAnySize(unsized.stream()).isSized());
		assertEquals(1, ofAnySize(unsized.stream()).header().width());
		assertEquals(8, ofAnySize(unsized.stream()).header().restartInterval());
		assertFalse(ofAnySize(new RestartJpeg(512, 256, 3, 2, 7).stating(512, 0).stream()).isSized());
		assertEquals("the JPEG frame header says 0 x 0 pixels", assertThrows(CodecException.class,
			() -> JpegScanHead.read(ByteSource.of(unsized.stream()))).getMessage());
	}

	@Test
	public void theHeadOfAPartHasItsSizeAndNoNotes() throws IOException {
		final byte[] stream = withSegment(unsized.stream(), 0xfe, "a comment".getBytes(StandardCharsets.US_ASCII));
		final JpegHeader part = JpegHeader.parse(ofAnySize(stream).forPart(128, 8));
		assertEquals(128, part.width());
		assertEquals(8, part.height());
		assertArrayEquals(ofAnySize(unsized.stream()).forPart(128, 8), ofAnySize(stream).forPart(128, 8));
	}

	@Test
	public void theFirstCommentIsKept() throws IOException {
		final byte[] second = withSegment(sized.stream(), 0xfe, new byte[] { 2 });
		final byte[] both = withSegment(second, 0xfe, "first".getBytes(StandardCharsets.US_ASCII));
		assertEquals("first", new String(ofAnySize(both).comment().orElseThrow(), StandardCharsets.US_ASCII));
		assertTrue(ofAnySize(sized.stream()).comment().isEmpty());
		assertEquals(sized.starts()[0] + 4 + 5 + 5, ofAnySize(both).dataStart());
	}

	@Test
	public void whatIsNoHeadIsRefused() {
		assertRefused("the JPEG stream does not begin with a start marker (FF D8)", new byte[100]);
		assertRefused("the JPEG stream ends before its image data", new byte[] { (byte) 0xff, (byte) 0xd8 });
		assertRefused("the JPEG stream ends before its image data",
			Arrays.copyOf(sized.stream(), (int) sized.starts()[0] - 1));
		assertRefused("the JPEG stream has a segment FF FE of 1 bytes",
			new byte[] { (byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xfe, 0, 1, 0, 0 });
		final byte[] empty = Arrays.copyOf(new byte[] { (byte) 0xff, (byte) 0xd8 }, 3 << 20);
		assertRefused("the JPEG stream has no marker in the 1048576 bytes before its byte 1048578", empty);
	}

	private static void assertRefused(final String expected, final byte[] stream) {
		assertEquals(expected, assertThrows(CodecException.class, () -> ofAnySize(stream)).getMessage());
	}

	/** The stream with a segment behind its start marker. */
	private static byte[] withSegment(final byte[] stream, final int marker, final byte[] content) {
		final ByteArrayOutputStream out = new ByteArrayOutputStream();
		out.write(stream, 0, 2);
		out.write(0xff);
		out.write(marker);
		out.write(0);
		out.write(content.length + 2);
		out.writeBytes(content);
		out.write(stream, 2, stream.length - 2);
		return out.toByteArray();
	}
}
