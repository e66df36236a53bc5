/**
 * What users say by key and value: one grammar for macros, scripts, the command line, dialogs and the programming
 * interface, and the options that several of them share, each declared once, with what it becomes in the engine.
 */
package org.coverslip.option;
