/** Trestle's MedScan slides ({@code .tif} with companions). */
package org.coverslip.format.trestle;
