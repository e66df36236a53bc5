/**
 * The model that everyone upstream sees: a {@link org.coverslip.slide.Slide} has
 * {@linkplain org.coverslip.slide.Scene scenes}, a scene has {@linkplain org.coverslip.slide.Level levels}, a level has
 * tiles. Knows no format.
 */
package org.coverslip.slide;
