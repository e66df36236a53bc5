/** Annotations of Hamamatsu's NDP.view: XML beside the slide, in nanometres from the middle of the glass. */
package org.coverslip.annotation.ndpa;
