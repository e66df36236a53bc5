package org.coverslip.process;

/**
 * A function whose pictures are masks: of 8 bits, 0 where there is nothing. Connected pixels, at a side or a corner,
 * are an object, so that what is found may also be numbered and listed ({@link MaskObjects}).
 */
public interface MaskFunction extends PictureFunction {}
