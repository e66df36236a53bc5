/** Writes scenes as pyramidal TIFF. */
package org.coverslip.export.tiff;
