/** From a path to a format to a {@link org.coverslip.slide.Slide}. */
package org.coverslip.detect;
