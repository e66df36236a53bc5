package org.coverslip.export.image;

/** The file formats of pictures for browsers. */
public enum PictureFormat {

	JPG, PNG;

	/** The ending of such files' names. */
	public String ending() {
		return this == JPG ? "jpg" : "png";
	}

	/** The last bytes of a file: JPEG's marker EOI, or the checksum of PNG's last chunk, which is always the same. */
	public byte[] lastBytes() {
		return this == JPG ? new byte[] { (byte) 0xff, (byte) 0xd9 }
			: new byte[] { (byte) 0xae, 0x42, 0x60, (byte) 0x82 };
	}
}
