/** Whole-slide images in DICOM: one file for each level, and for each image beside them. */
package org.coverslip.export.dicom;
