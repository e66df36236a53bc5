/** PerkinElmer, now Akoya Biosciences: QPTIFF of the Vectra, Polaris and PhenoImager scanners. */
package org.coverslip.format.akoya;
