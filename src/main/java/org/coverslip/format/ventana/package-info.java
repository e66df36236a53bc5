/** Ventana (Roche) BIF and TIFF of the iScan and DP scanners. */
package org.coverslip.format.ventana;
