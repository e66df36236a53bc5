/** Olympus and Evident VSI: a TIFF with a tree of tags, and ETS files with the pixels beside it. */
package org.coverslip.format.olympus;
