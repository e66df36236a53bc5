/**
 * The command line and a plain ImageJ with Coverslip's commands in its menu: how the commands run where there is no
 * Fiji.
 * <p>
 * Inside Fiji, SciJava finds one thing in here by its annotation, the dialogs of our commands.
 */
package org.coverslip.app;
