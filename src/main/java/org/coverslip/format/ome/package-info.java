/** OME-TIFF: pyramids, channels, z and t of one or many TIFFs, described in OME-XML. */
package org.coverslip.format.ome;
