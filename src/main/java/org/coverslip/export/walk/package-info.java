/** The way over the tiles of a scene: in which order, halved, copied or computed, in bounded memory. */
package org.coverslip.export.walk;
