package org.coverslip.dicom;

import java.util.Arrays;
import java.util.Optional;

/** How a file's data set and frames are coded, by the UIDs of PS3.6 table A-1; PS3.5 section 10 and annex A. */
public enum TransferSyntax {

	IMPLICIT("1.2.840.10008.1.2", Coding.NATIVE, "none"),
	EXPLICIT("1.2.840.10008.1.2.1", Coding.NATIVE, "none"),
	/** The frames are native; all of the data set is one raw Deflate stream. */
	DEFLATED("1.2.840.10008.1.2.1.99", Coding.NATIVE, "Deflate"),
	BIG_ENDIAN("1.2.840.10008.1.2.2", Coding.NATIVE, "none"),
	ENCAPSULATED("1.2.840.10008.1.2.1.98", Coding.NATIVE, "none"),
	/** Supplement 244: each frame is a raw Deflate stream. */
	DEFLATED_FRAMES("1.2.840.10008.1.2.8.1", Coding.DEFLATE, "Deflate"),
	RLE("1.2.840.10008.1.2.5", Coding.RUN_LENGTHS, "RLE"),
	JPEG_BASELINE("1.2.840.10008.1.2.4.50", Coding.JPEG, "JPEG"),
	JPEG_EXTENDED("1.2.840.10008.1.2.4.51", Coding.JPEG, "JPEG"),
	/** Retired, like the next one. */
	JPEG_SPECTRAL("1.2.840.10008.1.2.4.53", Coding.JPEG, "JPEG"),
	JPEG_PROGRESSIVE("1.2.840.10008.1.2.4.55", Coding.JPEG, "JPEG"),
	JPEG_LOSSLESS("1.2.840.10008.1.2.4.57", Coding.JPEG, "lossless JPEG"),
	JPEG_LOSSLESS_FIRST_ORDER("1.2.840.10008.1.2.4.70", Coding.JPEG, "lossless JPEG"),
	JPEG_LS("1.2.840.10008.1.2.4.80", Coding.JPEG_LS, "JPEG-LS"),
	JPEG_LS_NEAR_LOSSLESS("1.2.840.10008.1.2.4.81", Coding.JPEG_LS, "JPEG-LS"),
	JPEG_2000_LOSSLESS("1.2.840.10008.1.2.4.90", Coding.JPEG_2000, "JPEG 2000"),
	JPEG_2000("1.2.840.10008.1.2.4.91", Coding.JPEG_2000, "JPEG 2000"),
	HTJ2K_LOSSLESS("1.2.840.10008.1.2.4.201", Coding.HTJ2K, "High-Throughput JPEG 2000"),
	HTJ2K_LOSSLESS_RPCL("1.2.840.10008.1.2.4.202", Coding.HTJ2K, "High-Throughput JPEG 2000"),
	HTJ2K("1.2.840.10008.1.2.4.203", Coding.HTJ2K, "High-Throughput JPEG 2000"),
	JPEG_XL_LOSSLESS("1.2.840.10008.1.2.4.110", Coding.JPEG_XL, "JPEG XL"),
	/** JPEG streams, recompressed. */
	JPEG_XL_RECOMPRESSED("1.2.840.10008.1.2.4.111", Coding.JPEG_XL, "JPEG XL"),
	JPEG_XL("1.2.840.10008.1.2.4.112", Coding.JPEG_XL, "JPEG XL");

	/** How a frame is compressed. */
	public enum Coding {
		NATIVE, DEFLATE, RUN_LENGTHS, JPEG, JPEG_LS, JPEG_2000, HTJ2K, JPEG_XL
	}

	private final String uid;
	private final Coding coding;
	private final String label;

	TransferSyntax(final String uid, final Coding coding, final String label) {
		this.uid = uid;
		this.coding = coding;
		this.label = label;
	}

	/** The syntax of a UID; empty for those whose frames cannot be decoded here. */
	public static Optional<TransferSyntax> of(final String uid) {
		return Arrays.stream(values()).filter(syntax -> syntax.uid.equals(uid)).findFirst();
	}

	/** What a UID that {@link #of} does not know stands for. */
	public static String nameOf(final String uid) {
		if (uid.startsWith("1.2.840.10008.1.2.4.10")) return "video (transfer syntax " + uid + ")";
		return switch (uid) {
			case "" -> "no transfer syntax";
			case "1.2.840.10008.1.2.4.92",
				"1.2.840.10008.1.2.4.93" -> "JPEG 2000 of several components (transfer syntax " + uid + ")";
			case "1.2.840.10008.1.2.4.94", "1.2.840.10008.1.2.4.95", "1.2.840.10008.1.2.4.204",
				"1.2.840.10008.1.2.4.205" ->
				"frames on a server (JPIP, transfer syntax " + uid + ")";
			default -> "transfer syntax " + uid;
		};
	}

	public String uid() {
		return uid;
	}

	public Coding coding() {
		return coding;
	}

	/** The compression, in words for people. */
	public String label() {
		return label;
	}
}
