/** Walks over the tiles of a scene: their order, and how they are copied, computed and halved, in bounded memory. */
package org.coverslip.export.walk;
