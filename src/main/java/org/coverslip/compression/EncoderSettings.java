package org.coverslip.compression;

import java.util.Optional;

import org.coverslip.codec.jpeg.JpegSubsampling;

/**
 * What users choose of a compression.
 *
 * @param quality
 *            1 to 100, for compressions with loss
 * @param chroma
 *            how coarsely a JPEG's chroma is sampled; empty for what goes with the quality
 */
public record EncoderSettings(int quality, Optional<JpegSubsampling> chroma) {}
