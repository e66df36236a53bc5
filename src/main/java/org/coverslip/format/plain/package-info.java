/** Images that are not slides: PNG, JPEG, BMP and untiled TIFF, opened as a slide of one level. */
package org.coverslip.format.plain;
