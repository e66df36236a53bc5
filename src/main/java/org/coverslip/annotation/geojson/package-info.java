/**
 * QuPath's GeoJSON, of all its versions, and GeoJSON of others (RFC 7946).
 * <p>
 * What QuPath writes and takes is known from its sources ({@code QuPathTypeAdapters}, {@code ROITypeAdapters},
 * {@code PathIO} of 0.2 to 0.8) and from files.
 */
package org.coverslip.annotation.geojson;
