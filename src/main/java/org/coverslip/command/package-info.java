/**
 * The SciJava commands: envelopes that hold parameters, build an options value, call the engine once and hand back the
 * result.
 * <p>
 * Fiji finds them by annotation; the launcher of {@code org.coverslip.app} shows the same commands in a plain ImageJ,
 * and its command line is derived from their parameters, so that a parameter has one name everywhere.
 */
package org.coverslip.command;
