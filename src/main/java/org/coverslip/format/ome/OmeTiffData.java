package org.coverslip.format.ome;

/**
 * A TiffData element: a run of directories in one TIFF that hold a run of planes.
 *
 * @param ifd
 *            number of the first directory in the file's main chain, or -1 if not stated
 * @param planeCount
 *            number of directories, or -1 if not stated
 * @param firstC
 *            position of the first plane, 0 if not stated
 * @param firstZ
 *            likewise
 * @param firstT
 *            likewise
 * @param fileName
 *            of the TIFF, or "" for the one that holds the description
 * @param uuid
 *            of the TIFF, or ""
 */
record OmeTiffData(int ifd, int planeCount, int firstC, int firstZ, int firstT, String fileName, String uuid) {

	/** All directories of the file itself, which is the meaning of absent TiffData. */
	static final OmeTiffData ALL = new OmeTiffData(-1, -1, 0, 0, 0, "", "");

	/**
	 * Source: the schema's documentation of TiffData. A directory without a count is one plane; neither directory nor
	 * count means all directories.
	 */
	boolean isWholeFile() {
		return ifd < 0 && planeCount < 0;
	}

	int firstIfd() {
		return Math.max(0, ifd);
	}
}
