/** Aperio (Leica Biosystems) SVS. */
package org.coverslip.format.aperio;
