/** Leica SCN400, SCN400 F and Aperio Versa slides ({@code .scn}). */
package org.coverslip.format.leica;
