/**
 * Every file that Bio-Formats reads, as a slide: series as scenes, resolutions as levels. Only in the profile
 * {@code fiji}, and asked after all formats of our own.
 */
package org.coverslip.format.bioformats;
