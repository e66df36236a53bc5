/**
 * 3DHISTECH MRXS, which Zeiss sold as MIRAX: a {@code .mrxs} file, and beside it a folder of the same name with the
 * slide.
 * <p>
 * Source of the format's facts: OpenSlide's page "MIRAX format" and its driver at 3.4.1 and 4.0.1; for filters and
 * focal planes, the behaviour of readers that were checked against real slides, as the classes say.
 */
package org.coverslip.format.mirax;
