/** 3DHISTECH MRXS written anew: the images of all levels, where photos lie, and the numbers that they are read by. */
package org.coverslip.deidentify.mirax;
