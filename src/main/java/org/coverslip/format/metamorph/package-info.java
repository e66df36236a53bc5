/** MetaMorph STK: TIFFs of one directory and many planes. */
package org.coverslip.format.metamorph;
