/**
 * Leica LIF ({@code .lif}), LOF ({@code .lof}) and XLEF ({@code .xlef}, {@code .xlif}): recordings of Leica's
 * microscopes with LAS AF and LAS X.
 */
package org.coverslip.format.lif;
