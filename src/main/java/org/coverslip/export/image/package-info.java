/** One picture to one file. */
package org.coverslip.export.image;
