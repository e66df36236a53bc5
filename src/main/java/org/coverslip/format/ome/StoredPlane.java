package org.coverslip.format.ome;

/**
 * Where a plane is stored.
 *
 * @param file
 *            number of the TIFF in {@link OmeFiles}
 * @param ifd
 *            number of the directory in its main chain; the file may turn out to have no such directory
 */
record StoredPlane(int file, int ifd) {}
