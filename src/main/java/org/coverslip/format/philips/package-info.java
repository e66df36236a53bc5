/** TIFFs that Philips' scanner software exports. */
package org.coverslip.format.philips;
