/** Compressions of tiles that are written: one declaration each, from which writer, reader and options follow. */
package org.coverslip.compression;
