/** Pyramidal TIFFs that Motic scanners write or export. */
package org.coverslip.format.motic;
