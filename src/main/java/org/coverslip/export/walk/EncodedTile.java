package org.coverslip.export.walk;

/**
 * A tile as stored. Two are equal if they are the same array.
 *
 * @param bytes
 *            not to be changed
 * @param isShared
 *            whether the same array comes again for other places, as for tiles of one colour, so that it need be stored
 *            only once
 */
public record EncodedTile(byte[] bytes, boolean isShared) {}
