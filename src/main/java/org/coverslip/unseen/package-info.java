/**
 * Windows that nobody sees: stand-ins for the classes of AWT and Swing that need a screen, for a program that has
 * windows but must run without one. They keep what a program sets, as their models do, so that it goes the same way as
 * before a screen; they draw nothing, and nobody clicks on them.
 * <p>
 * {@link org.coverslip.unseen.UnseenClassLoader} puts them in their models' places.
 */
package org.coverslip.unseen;
