/**
 * Computing on slides: functions that make pictures of pictures, block by block when they are read, so that a result is
 * as large as the slide and memory is not; and work on tiles, which may leave images, ROIs and tables. Free of ImageJ;
 * macros are in {@code command} and {@code app}.
 */
package org.coverslip.process;
