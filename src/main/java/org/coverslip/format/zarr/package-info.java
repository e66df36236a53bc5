/**
 * OME-Zarr (ngff.openmicroscopy.org, versions 0.1 to 0.5, of 0.6 what is scale and translation): folders of chunks that
 * JSON describes. Only what images need of Zarr 2 and 3 is here; each class names the section it follows.
 */
package org.coverslip.format.zarr;
