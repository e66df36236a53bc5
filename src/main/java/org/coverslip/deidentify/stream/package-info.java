/**
 * Encoded images and profiles without what else their formats have room for: comments, EXIF, names, dates. What is
 * decoded of them stays byte for byte.
 */
package org.coverslip.deidentify.stream;
