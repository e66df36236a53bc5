/** JPEG 2000: {@code Jpeg2000Backend} is OpenJPEG where it is found, else a decoder in Java. */
package org.coverslip.codec.jpeg2000;
