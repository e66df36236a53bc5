/**
 * JPEG in all the shapes in which slides hold it: whole streams and those that share their tables with others, of 8 to
 * 16 bits, lossy and lossless, of TIFF's old kind, and streams too large for one image, which are decoded in parts.
 * <p>
 * {@code JpegBackend} is what decodes and encodes: libjpeg-turbo where it is found, else the Java runtime.
 */
package org.coverslip.codec.jpeg;
