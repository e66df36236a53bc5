/** Slides of Hamamatsu's NanoZoomer scanners. */
package org.coverslip.format.hamamatsu;
