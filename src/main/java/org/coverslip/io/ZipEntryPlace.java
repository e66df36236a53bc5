package org.coverslip.io;

/**
 * A file in a ZIP archive, as the archive's directory has it.
 *
 * @param method
 *            of compression
 * @param compressed
 *            its bytes in the archive
 * @param size
 *            its own bytes
 * @param headerAt
 *            where its local header begins
 */
record ZipEntryPlace(int method, boolean isEncrypted, long compressed, long size, long headerAt) {

	static final int STORED = 0;
	static final int DEFLATED = 8;
}
