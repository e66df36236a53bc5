/**
 * What people and programs draw on slides: annotations, and what their files have in common.
 * <p>
 * All places are level-0 pixels of a scene, from its top left corner, as real numbers: 0 is the left edge of the first
 * pixel, 0.5 its middle. Everything that is not said to be otherwise is immutable and may be used by any thread.
 */
package org.coverslip.annotation;
