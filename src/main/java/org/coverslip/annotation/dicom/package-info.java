/**
 * Annotations in DICOM: Microscopy Bulk Simple Annotations (PS3.3 A.87, C.37), and the planar regions of structured
 * reports (PS3.16 TID 1500 and 1410).
 */
package org.coverslip.annotation.dicom;
