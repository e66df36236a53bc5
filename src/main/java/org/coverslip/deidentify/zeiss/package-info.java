/** Zeiss CZI written anew: the stored images, the list of them, and what of the metadata is allowed. */
package org.coverslip.deidentify.zeiss;
