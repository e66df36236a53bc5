/**
 * Scenes as ImageJ images and back, and regions of interest on them in the slide's own coordinates. Opens no window.
 */
package org.coverslip.imagej;
