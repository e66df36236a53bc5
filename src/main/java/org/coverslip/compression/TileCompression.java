package org.coverslip.compression;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import org.coverslip.codec.ByteCodec;
import org.coverslip.codec.ImageDecoder;
import org.coverslip.codec.TileEncoder;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.EncodedTiles.Encoding;

/**
 * A compression of tiles that Coverslip writes: all that the program knows of it. Writer, reader, options and the page
 * of parameters follow from it. Listed in {@link KnownCompressions}. Implementations are immutable and thread-safe.
 */
public interface TileCompression {

	/** What users write: a word of small letters and digits. */
	String word();

	/** The compression in a word for people, as {@code StoredCompression} has it. */
	String name();

	/** Whether decoding gives back the very samples that were encoded. */
	boolean isLossless();

	/** TIFF's numbers for it (tag 259), under which it is read; the first is the usual one. */
	List<Integer> tiffNumbers();

	/**
	 * How tiles are written.
	 *
	 * @param samples
	 *            of a pixel, 1 or 3
	 * @throws IllegalArgumentException
	 *             with one sentence, if the compression cannot hold such samples
	 * @throws IOException
	 *             if the library that it needs cannot be used
	 */
	TileCoding coding(EncoderSettings settings, PixelType type, int samples) throws IOException;

	/**
	 * An encoder whose tiles can stand beside stored ones of this compression, in one level.
	 *
	 * @return empty where there is none
	 */
	default Optional<TileEncoder> like(final Encoding stored, final EncoderSettings settings, final int samples) {
		return Optional.empty();
	}

	/** For a compression of bytes, which knows nothing of samples; else empty, and {@link #imageDecoder} decodes. */
	Optional<ByteCodec> byteCodec();

	/**
	 * For a compression of images; else empty.
	 *
	 * @throws IOException
	 *             if the library that it needs cannot be used, or the tables are damaged
	 */
	Optional<ImageDecoder> imageDecoder(TiffTiles tiles) throws IOException;

	/**
	 * What a TIFF says of tiles that are to be decoded.
	 *
	 * @param number
	 *            tag 259, one of {@link TileCompression#tiffNumbers()}
	 * @param photometric
	 *            tag 262
	 * @param samples
	 *            in a tile: 1 where they are stored separately
	 * @param jpegTables
	 *            tag 347; empty if there is none
	 */
	record TiffTiles(int number, int photometric, int samples, Optional<byte[]> jpegTables) {}
}
