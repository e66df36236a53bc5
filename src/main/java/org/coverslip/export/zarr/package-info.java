/** Writes scenes as OME-Zarr 0.4 (Zarr 2) and 0.5 (Zarr 3, in shards): ngff.openmicroscopy.org. */
package org.coverslip.export.zarr;
