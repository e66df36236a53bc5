/**
 * DICOM VL Whole Slide Microscopy.
 * <p>
 * Facts from the DICOM standard: PS3.5 (data sets, encapsulated pixel data, RLE), PS3.3 section C.8.12 (whole slide
 * images) and C.7.6.17 (multi-frame dimensions).
 */
package org.coverslip.format.dicom;
