/**
 * What {@code scripts/compatibility.sh} runs in Java: programs that open many files in one virtual machine, as
 * Coverslip, Java's ImageIO or ImageJ see them, and have ImageJ write some. Each reads a list of files from standard
 * input and prints {@link org.coverslip.compatibility.Findings}.
 */
package org.coverslip.compatibility;
