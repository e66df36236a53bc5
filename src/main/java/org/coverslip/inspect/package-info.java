/** Which programs open a TIFF, and why the others do not. */
package org.coverslip.inspect;
