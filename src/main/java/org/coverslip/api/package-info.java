/**
 * Slides for scripts and for other programs: {@link org.coverslip.api.Slides#open(java.nio.file.Path)} opens one, and
 * what it gives reads pixels and writes files.
 * <p>
 * <b>This package is stable.</b> What it declares public stays as it is within a major version; new methods may come.
 * The other packages of Coverslip are for those who work on it, and change with any version; only {@code engine()}
 * leads there. This package needs neither ImageJ nor ImgLib2 nor SciJava.
 * <p>
 * Everything is in level-0 pixels unless it says otherwise. Options are texts of {@code key=value} apart by blanks, as
 * in ImageJ's macros and on the command line; an unknown key and an impossible value are refused with a sentence, as
 * {@link java.lang.IllegalArgumentException}. All objects may be used from any number of threads. Who opens a slide
 * closes it; after that, reading throws {@link java.io.IOException}.
 */
package org.coverslip.api;
