/**
 * Computing on slides: functions that make pictures of pictures, block by block when they are read, so that a result is
 * as large as the slide and memory is not. Free of ImageJ; macros are in {@code command} and {@code app}.
 */
package org.coverslip.process;
