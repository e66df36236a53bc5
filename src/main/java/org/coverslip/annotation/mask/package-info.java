/**
 * Annotations as the pixels of label images, and label images as annotations.
 * <p>
 * A pixel belongs to an area if its middle lies in it, by the even-odd rule over shell and holes; a middle that lies on
 * a left or upper edge belongs to the area, on a right or lower one it does not, so that areas side by side share no
 * pixel and leave none out.
 */
package org.coverslip.annotation.mask;
