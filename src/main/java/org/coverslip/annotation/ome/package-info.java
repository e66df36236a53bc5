/** ROIs in the OME-XML of OME-TIFFs. */
package org.coverslip.annotation.ome;
