package org.coverslip.testing;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** DICOM files up to their series, which is as far as they are looked into where slides are listed. */
public final class DicomHead {

	/** The class of whole-slide images. */
	public static final String WHOLE_SLIDE = "1.2.840.10008.5.1.4.1.1.77.1.6";

	private final ByteArrayOutputStream out = new ByteArrayOutputStream();

	private DicomHead() {}

	/**
	 * @param flavor
	 *            third value of ImageType
	 */
	public static byte[] of(final String sopClass, final String flavor, final String series) {
		final DicomHead head = new DicomHead();
		head.out.writeBytes(new byte[128]);
		head.out.writeBytes("DICM".getBytes(StandardCharsets.US_ASCII));
		head.element(0x0002, 0x0010, "UI", "1.2.840.10008.1.2.1");
		head.element(0x0008, 0x0008, "CS", "ORIGINAL\\PRIMARY\\" + flavor);
		head.element(0x0008, 0x0016, "UI", sopClass);
		head.element(0x0020, 0x000e, "UI", series);
		return head.out.toByteArray();
	}

	private void element(final int group, final int element, final String vr, final String value) {
		final String padded = value.length() % 2 == 0 ? value : value + (vr.equals("UI") ? "\0" : " ");
		out.writeBytes(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putShort((short) group)
			.putShort((short) element)
			.put(vr.getBytes(StandardCharsets.US_ASCII)).putShort((short) padded.length()).array());
		out.writeBytes(padded.getBytes(StandardCharsets.US_ASCII));
	}
}
