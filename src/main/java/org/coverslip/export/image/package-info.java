/** Writes one picture to one file. */
package org.coverslip.export.image;
