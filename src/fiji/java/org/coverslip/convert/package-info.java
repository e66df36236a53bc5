/**
 * Scenes as ImageJ2's images and back, and SciJava converters between scenes, {@code Dataset}, {@code ImgPlus} and
 * {@code ImagePlus}, so that a script may hand one where another is wanted. Only in the profile {@code fiji}.
 */
package org.coverslip.convert;
