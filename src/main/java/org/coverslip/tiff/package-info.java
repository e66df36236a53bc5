/**
 * TIFF structure only, to read and to write: headers, directories, fields. Knows no pixels.
 * <p>
 * Facts from the TIFF 6.0 specification (Adobe, 1992), its Technical Notes 1 and 2, and the BigTIFF layout as libtiff
 * documents it.
 */
package org.coverslip.tiff;
