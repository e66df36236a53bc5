/**
 * A slide that is drawn instead of scanned: H&amp;E-like or fluorescence tissue of any size, the same on every machine,
 * for demonstrations, tests and benchmarks without a download.
 * <p>
 * Each pixel depends on its position and the slide's size alone. Noise comes from an integer hash, and only operations
 * whose result Java defines to the bit are used (arithmetic, {@code sqrt}, {@link java.lang.StrictMath}), so that tiles
 * may be drawn in any order, by any number of threads and on any machine.
 */
package org.coverslip.sample;
