/**
 * Scenes in BigDataViewer: levels as volatile images that are read when they are looked at, in a window that owns its
 * slides. Only in the profile {@code fiji}.
 */
package org.coverslip.bdv;
