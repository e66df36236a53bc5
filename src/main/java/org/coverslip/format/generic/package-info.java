/** Tiled TIFFs of no particular vendor. */
package org.coverslip.format.generic;
