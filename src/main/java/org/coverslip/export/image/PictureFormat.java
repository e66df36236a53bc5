package org.coverslip.export.image;

/** In which files pictures go to browsers. */
public enum PictureFormat {

	JPG, PNG;

	/** What the names of such files end with. */
	public String ending() {
		return this == JPG ? "jpg" : "png";
	}

	/**
	 * What the bytes of a file end with: JPEG's marker EOI, or the check sum of PNG's last chunk, which is always the
	 * same.
	 */
	public byte[] lastBytes() {
		return this == JPG ? new byte[] { (byte) 0xff, (byte) 0xd9 }
			: new byte[] { (byte) 0xae, 0x42, 0x60, (byte) 0x82 };
	}
}
