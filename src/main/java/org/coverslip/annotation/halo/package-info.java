/** Annotations of Indica Labs' HALO: XML with a layer for each class, and holes as regions of their own. */
package org.coverslip.annotation.halo;
