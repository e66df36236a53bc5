/** What: samples in memory, without a place, a file or a slide. */
package org.coverslip.pixel;
