package org.coverslip.compression;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import org.coverslip.codec.ByteCodec;
import org.coverslip.codec.ByteEncoder;
import org.coverslip.codec.DeflateCodec;
import org.coverslip.codec.ImageDecoder;
import org.coverslip.codec.LzwCodec;
import org.coverslip.codec.Predictor;
import org.coverslip.codec.TileEncoder;
import org.coverslip.codec.Uncompressed;
import org.coverslip.codec.ZstdCodec;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.EncodedTiles.Encoding;
import org.coverslip.slide.EncodedTiles.Prediction;
import org.coverslip.tiff.TiffTag;

/** A compression of bytes without loss, for all pixel types. */
public class PackedCompression implements TileCompression {

	static final PackedCompression NONE = new PackedCompression("none", "none", false, Uncompressed::new,
		Uncompressed::new, TiffTag.COMPRESSION_NONE);

	static final PackedCompression LZW = new PackedCompression("lzw", "LZW", true, LzwCodec::new, LzwCodec::new,
		TiffTag.COMPRESSION_LZW);

	static final PackedCompression DEFLATE = new PackedCompression("deflate", "Deflate", true,
		DeflateCodec::new, DeflateCodec::new, TiffTag.COMPRESSION_DEFLATE, TiffTag.COMPRESSION_OLD_DEFLATE);

	static final PackedCompression ZSTANDARD = new PackedCompression("zstd", "Zstandard", true,
		ZstdCodec::new, ZstdCodec::new, TiffTag.COMPRESSION_ZSTD);

	private final String word;
	private final String name;
	private final boolean predicted;
	private final Supplier<ByteEncoder> encoder;
	private final Supplier<ByteCodec> decoder;
	private final List<Integer> numbers;

	/**
	 * @param word
	 *            see {@link #word()}
	 * @param name
	 *            see {@link #name()}
	 * @param predicted
	 *            whether integer samples compress better as differences
	 * @param encoder
	 *            makes one
	 * @param decoder
	 *            likewise
	 * @param numbers
	 *            see {@link #tiffNumbers()}; it is written under the first
	 */
	public PackedCompression(final String word, final String name, final boolean predicted,
		final Supplier<ByteEncoder> encoder, final Supplier<ByteCodec> decoder, final Integer... numbers)
	{
		this.word = word;
		this.name = name;
		this.predicted = predicted;
		this.encoder = encoder;
		this.decoder = decoder;
		this.numbers = List.of(numbers);
	}

	@Override
	public String word() {
		return word;
	}

	@Override
	public String name() {
		return name;
	}

	@Override
	public boolean isLossless() {
		return true;
	}

	@Override
	public List<Integer> tiffNumbers() {
		return numbers;
	}

	/**
	 * Without a predictor for floating-point samples: Bio-Formats 8 and Java's own reader know no predictor 3 and
	 * refuse the file, and 2 makes such samples no smaller (measured by scripts/compatibility.sh).
	 */
	@Override
	public TileCoding coding(final EncoderSettings settings, final PixelType type, final int samples) {
		final Predictor predictor = predicted && !type.isFloating() ? Predictor.HORIZONTAL : Predictor.NONE;
		return new TileCoding(new PackedTileEncoder(predictor, encoder.get()), numbers.get(0),
			TileCoding.photometric(samples),
			predictor.tag());
	}

	@Override
	public Optional<TileEncoder> like(final Encoding stored, final EncoderSettings settings, final int samples) {
		return Optional.of(new PackedTileEncoder(predictor(stored.prediction()), encoder.get()));
	}

	/** The codec's name of what was done to stored samples. */
	public static Predictor predictor(final Prediction prediction) {
		return switch (prediction) {
			case NONE -> Predictor.NONE;
			case HORIZONTAL -> Predictor.HORIZONTAL;
			case FLOATING_POINT -> Predictor.FLOATING_POINT;
		};
	}

	@Override
	public Optional<ByteCodec> byteCodec() {
		return Optional.of(decoder.get());
	}

	@Override
	public Optional<ImageDecoder> imageDecoder(final TiffTiles tiles) {
		return Optional.empty();
	}
}
