/**
 * DICOM whole-slide images with nothing but the attributes that a list allows, after the Basic Application Level
 * Confidentiality Profile (PS3.15, annex E), which removes or replaces fewer.
 */
package org.coverslip.deidentify.dicom;
