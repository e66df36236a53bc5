/**
 * TIFF files written anew with nothing but what a list allows: structure, pixels, and for each kind of slide the few
 * words without which programs do not take it for one.
 */
package org.coverslip.deidentify.tiff;
