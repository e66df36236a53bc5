package org.coverslip.codec.jpeg2000;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.io.IOException;
import java.nio.file.Files;

import org.coverslip.codec.CodecException;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.testing.RealSlides;
import org.junit.Test;

/** What streams say of their transforms: ours, and one that another program wrote. */
public class Jpeg2000CodingTest {

	private static Jpeg2000Coding of(final byte[] stream) throws CodecException {
		return Jpeg2000Coding.of(stream, Jpeg2000Header.parse(stream));
	}

	@Test
	public void transformsOfOurStreams() throws IOException {
		for (final int samples : new int[] { 1, 3 })
			for (final boolean lossless : new boolean[] { true, false }) {
				final PixelBlock block = PixelBlock.zeros(new BlockShape(40, 30, samples, PixelType.UINT8));
				final Jpeg2000Encoder encoder = lossless ? Jpeg2000Encoder.lossless() : Jpeg2000Encoder.ofQuality(80);
				assertEquals(new Jpeg2000Coding(samples == 3, lossless), of(encoder.encode(block)));
			}
	}

	/** In a JP2 file, 5-3 wavelets and the transform of colours: as opj_dump has it. */
	@Test
	public void aFileOfAnotherProgram() throws IOException {
		final byte[] jp2 = Files.readAllBytes(RealSlides.path("codec/rgb24.jp2"));
		assertEquals(new Jpeg2000Coding(true, true), of(jp2));
	}

	@Test
	public void aStreamWithoutIt() throws IOException {
		final byte[] stream = Jpeg2000Encoder.lossless()
			.encode(PixelBlock.zeros(new BlockShape(40, 30, 1, PixelType.UINT8)));
		final Jpeg2000Header header = Jpeg2000Header.parse(stream);
		for (int i = 0; i < stream.length - 1; i++)
			if (stream[i] == (byte) 0xff && stream[i + 1] == 0x52) stream[i + 1] = 0x64;
		assertThrows(CodecException.class, () -> Jpeg2000Coding.of(stream, header));
	}
}
