/** Bytes at a position: no cursor, no format. */
package org.coverslip.io;
