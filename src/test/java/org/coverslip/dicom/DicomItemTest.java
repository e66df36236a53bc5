package org.coverslip.dicom;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

import org.coverslip.io.MemoryStorage;
import org.coverslip.io.StoredFile;
import org.junit.Test;

/** Data sets as bytes, by the examples of PS3.5 and read back. */
public class DicomItemTest {

	private static String hex(final DicomItem item) {
		return HexFormat.of().formatHex(item.toBytes());
	}

	@Test
	public void elementsInTheOrderOfTheirTags() {
		assertEquals("2800100055530200" + "0001" + "2800110055530200" + "0002",
			hex(new DicomItem().put("Columns", 512).put("Rows", 256)));
	}

	@Test
	public void textsOfEvenLength() {
		assertEquals("080060004353" + "0200" + "534d", hex(new DicomItem().put("Modality", "SM")));
		assertEquals("10002000" + "4c4f" + "0400" + "61626320", hex(new DicomItem().put("PatientID", "abc")));
		assertEquals("20000e00" + "5549" + "0400" + "312e3200", hex(new DicomItem().put("SeriesInstanceUID", "1.2")));
		assertEquals("20001000" + "5348" + "0000", hex(new DicomItem().put("StudyID")));
		assertEquals("c3a920".length() / 2 + 1,
			new DicomItem().put("PatientName", "\u00e9\u00e9").toBytes().length - 8);
	}

	/** At most 16 characters, as precise as these allow. */
	@Test
	public void decimals() {
		final Map<Double, String> texts = Map.of(0.00025, "0.00025 ", 1.0, "1 ", 0.0, "0 ", 1 / 3.0, "0.33333333333333",
			-1.0, "-1", 123456789.123456789, "123456789.123457", 1.23456789e-12, "1.2345679E-12 ", -2 / 3.0 * 1e-5,
			"-0.0000066666667", 4e20, "4E+20 ");
		texts.forEach((number, text) -> assertEquals(text,
			new String(new DicomItem().put("SliceThickness", number).toBytes(), StandardCharsets.US_ASCII).substring(
				8)));
		assertEquals("1\\2 ", new String(new DicomItem().put("PixelSpacing", 1, 2.0).toBytes(),
			StandardCharsets.US_ASCII).substring(8));
	}

	@Test
	public void numbersThatDoNotFit() {
		assertThrows(IllegalArgumentException.class, () -> new DicomItem().put("Rows", 65536));
		assertThrows(IllegalArgumentException.class, () -> new DicomItem().put("Rows", -1));
		assertThrows(IllegalArgumentException.class, () -> new DicomItem().put("NoSuchAttribute", 1));
	}

	/** What is written is read. */
	@Test
	public void thereAndBack() throws IOException {
		final DicomItem meta = new DicomItem().put("TransferSyntaxUID", TransferSyntax.EXPLICIT.uid());
		final DicomItem path = new DicomItem().put("OpticalPathIdentifier", "7").put("ICCProfile",
			(Object) new byte[] { 1, 2, 3 });
		final DicomItem data = new DicomItem().put("ImagedVolumeWidth", 1.5).put("TotalPixelMatrixColumns", 0xffffffffL)
			.put("OpticalPathSequence", List.of(path, new DicomItem())).put("AcquisitionContextSequence")
			.put("ExtendedOffsetTable", (Object) new long[] { 0, 1L << 40 }).put("NumberOfFrames", 12);
		final byte[] head = meta.toFileHead();
		final byte[] file = Arrays.copyOf(head, head.length + data.toBytes().length);
		System.arraycopy(data.toBytes(), 0, file, head.length, data.toBytes().length);
		try (DicomFiles files = new DicomFiles()) {
			final DicomDataSet read =
				DicomParser.parse(files, new StoredFile(new MemoryStorage("m", Map.of("a", file)), "a"));
			assertEquals(1.5, read.decimal(DicomTag.IMAGED_WIDTH, 0).orElseThrow(), 0);
			assertEquals(0xffffffffL, read.number(DicomTag.TOTAL_MATRIX_COLUMNS, 0));
			assertEquals(12, read.number(DicomTag.NUMBER_OF_FRAMES, 0));
			assertEquals(2, read.items(DicomTag.OPTICAL_PATHS).size());
			assertEquals("7", read.items(DicomTag.OPTICAL_PATHS).get(0).text(DicomTag.OPTICAL_PATH_IDENTIFIER));
			assertArrayEquals(new byte[] { 1, 2, 3, 0 },
				read.items(DicomTag.OPTICAL_PATHS).get(0).bytes(DicomTag.ICC_PROFILE));
			assertArrayEquals(new long[] { 0, 1L << 40 }, read.longs(DicomTag.EXTENDED_OFFSETS));
		}
	}
}
