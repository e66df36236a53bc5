/**
 * Scenes as ImgLib2 images, read when they are looked at, and ImgLib2 images as scenes. ImgLib2 cannot pass checked
 * exceptions on: a read that fails throws {@link java.io.UncheckedIOException} with the failure as its cause, for
 * instance a {@link org.coverslip.slide.ClosedSlideException}.
 */
package org.coverslip.img;
