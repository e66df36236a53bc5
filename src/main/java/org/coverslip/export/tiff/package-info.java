/** Scenes to pyramidal TIFF. */
package org.coverslip.export.tiff;
