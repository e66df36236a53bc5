/** Writes scenes as Deep Zoom: tiles and a page that shows them. */
package org.coverslip.export.deepzoom;
