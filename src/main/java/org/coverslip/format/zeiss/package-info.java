/** Zeiss CZI ({@code .czi}): slides and other recordings of ZEN and of whoever writes with libCZI. */
package org.coverslip.format.zeiss;
