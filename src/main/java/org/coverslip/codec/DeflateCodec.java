package org.coverslip.codec;

import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** Deflate in a zlib wrapper: TIFF compression 8 (Adobe's number) and 32946 (the old one), which are the same. */
public final class DeflateCodec implements ByteCodec, ByteEncoder {

	/** zlib's own default, a fair balance. */
	public static final int DEFAULT_LEVEL = 6;

	private static final String WHAT = "Deflate data";
	/** The most that zlib can compress, by its own documentation ("zlib Technical Details": 1032:1). */
	private static final int MOST_PER_BYTE = 1032;

	private final int level;

	/** Encodes at the default level. */
	public DeflateCodec() {
		this(DEFAULT_LEVEL);
	}

	/**
	 * @param level
	 *            of the encoder: 1 (fastest) to 9 (smallest), or 0 for stored bytes
	 */
	public DeflateCodec(final int level) {
		if (level < 0 || level > 9) throw new IllegalArgumentException("a Deflate level is 0 to 9, not " + level);
		this.level = level;
	}

	@Override
	public byte[] decode(final byte[] encoded, final int decodedLength) throws CodecException {
		DecodedLength.check(WHAT, encoded.length, decodedLength, MOST_PER_BYTE);
		final byte[] out = new byte[decodedLength];
		final Inflater inflater = new Inflater();
		try {
			inflater.setInput(encoded);
			int written = 0;
			while (written < decodedLength) {
				final int n = inflater.inflate(out, written, decodedLength - written);
				written += n;
				if (n == 0 && (inflater.finished() || inflater.needsInput() || inflater.needsDictionary()))
					throw DecodedLength.tooFew(WHAT, written, decodedLength);
			}
			// one step more lets the inflater read and compare the checksum, if that is there
			inflater.inflate(new byte[1]);
			return out;
		}
		catch (final DataFormatException e) {
			throw new CodecException(WHAT + " is damaged: " + e.getMessage(), e);
		}
		finally {
			inflater.end();
		}
	}

	/**
	 * All that a stream holds.
	 *
	 * @param most
	 *            bytes that it may be
	 */
	static byte[] decodeAll(final byte[] encoded, final int most) throws CodecException {
		final Inflater inflater = new Inflater();
		try {
			inflater.setInput(encoded);
			final ByteArrayOutputStream out = new ByteArrayOutputStream();
			final byte[] part = new byte[16384];
			while (!inflater.finished()) {
				final int n = inflater.inflate(part);
				if (n == 0 && !inflater.finished()) throw new CodecException(WHAT + " is cut off");
				if (out.size() + n > most) throw new CodecException(WHAT + " holds more than " + most + " bytes");
				out.write(part, 0, n);
			}
			return out.toByteArray();
		}
		catch (final DataFormatException e) {
			throw new CodecException(WHAT + " is damaged: " + e.getMessage(), e);
		}
		finally {
			inflater.end();
		}
	}

	/** Through libdeflate where that is installed, else through zlib as Java has it. */
	@Override
	public byte[] encode(final byte[] decoded) {
		final Optional<LibDeflate> library = level == 0 ? Optional.empty() : LibDeflate.best();
		return library.isPresent() ? library.get().encode(decoded, level) : encodeInJava(decoded);
	}

	/** As on a machine without libdeflate. */
	byte[] encodeInJava(final byte[] decoded) {
		final Deflater deflater = new Deflater(level);
		try {
			deflater.setInput(decoded);
			deflater.finish();
			final ByteArrayOutputStream out = new ByteArrayOutputStream(decoded.length / 2 + 64);
			final byte[] part = new byte[16384];
			while (!deflater.finished())
				out.write(part, 0, deflater.deflate(part));
			return out.toByteArray();
		}
		finally {
			deflater.end();
		}
	}
}
