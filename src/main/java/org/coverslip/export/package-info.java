/** Scenes to files. Everything that can be written is a {@link org.coverslip.slide.Scene}. */
package org.coverslip.export;
