/**
 * The structure of DICOM files: elements of data sets, whatever they describe.
 * <p>
 * Facts from the DICOM standard: PS3.5 (data sets, transfer syntaxes), PS3.6 (tags), PS3.10 (files).
 */
package org.coverslip.dicom;
