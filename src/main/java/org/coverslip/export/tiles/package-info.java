/** Scenes to tiles as single files. */
package org.coverslip.export.tiles;
