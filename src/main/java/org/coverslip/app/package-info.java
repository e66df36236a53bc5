/**
 * The command line and a plain ImageJ with Coverslip's commands in its menu: how the commands run where there is no
 * Fiji.
 * <p>
 * Nothing in here is found by annotation, so that inside Fiji its own dialogs stay.
 */
package org.coverslip.app;
