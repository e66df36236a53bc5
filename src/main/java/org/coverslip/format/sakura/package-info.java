/** Slides of Sakura's VisionTek scanners. */
package org.coverslip.format.sakura;
