package org.coverslip.codec;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdException;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;

import io.airlift.compress.MalformedInputException;
import io.airlift.compress.zstd.ZstdCompressor;
import io.airlift.compress.zstd.ZstdDecompressor;

/**
 * Zstandard (RFC 8878): TIFF compression 50000. The only class that names the libraries: com.github.luben:zstd-jni,
 * which has native code for the usual systems, and io.airlift:aircompressor in Java for others, which refuses windows
 * above 8 MiB.
 */
public final class ZstdCodec implements ByteCodec, ByteEncoder {

	private static final String WHAT = "Zstandard data";
	/** zstd's own default. */
	private static final int LEVEL = 3;
	/** zstd's search of level 3 ("double fast"), as zstd.h numbers it. */
	private static final int STRATEGY = 2;
	/**
	 * As zstd has it only for large data. For a tile it would look for 4 bytes that come again, most of which are
	 * chance in pictures: files were measured to be 1 to 2 % larger so, and to take a third longer.
	 */
	private static final int SHORTEST_MATCH = 6;
	/** Base-2 logarithm of how many places are remembered. */
	private static final int REMEMBERED = 14;
	/** zstd's fastest level that packs what does not come again, too. */
	private static final int FAST_LEVEL = 1;
	/** With these a third faster than without on chunks of slides, and 0.1 % larger. */
	private static final int FAST_SHORTEST_MATCH = 7;
	private static final int FAST_REMEMBERED = 12;
	/** A block of one repeated byte takes 4 bytes and stands for at most 128 KiB (RFC 8878, section 3.1.1.2). */
	private static final int MOST_PER_BYTE = 128 * 1024 / 4;
	/**
	 * Frames may hold more than is asked for, as the last strip of some writers does; up to this they are decoded
	 * whole.
	 */
	private static final int SURPLUS = 64 << 20;
	/** RFC 8878, section 3.1.1: the magic number, the byte that describes the frame's head, and what follows. */
	private static final int MAGIC = 0xFD2FB528;
	private static final int SINGLE_SEGMENT = 1 << 5;
	private static final int[] DICTIONARY_ID_BYTES = { 0, 1, 2, 4 };
	/** Base-2 logarithm of the largest window that a stream may ask for: all that the format has on 64-bit machines. */
	private static final int LARGEST_WINDOW = 31;

	private final boolean fast;

	/** Packs about as small as zstd's own default level, 3. */
	public ZstdCodec() {
		this(false);
	}

	private ZstdCodec(final boolean fast) {
		this.fast = fast;
	}

	/** Packs at level 1: on slides more than twice as fast, and a few percent larger. */
	public static ZstdCodec fast() {
		return new ZstdCodec(true);
	}

	@Override
	public byte[] decode(final byte[] encoded, final int decodedLength) throws CodecException {
		DecodedLength.check(WHAT, encoded.length, decodedLength, MOST_PER_BYTE);
		final long stated = statedLength(encoded, 0).orElse(-1);
		final boolean surplus = stated > decodedLength;
		if (surplus && stated - decodedLength > SURPLUS)
			throw new CodecException(WHAT + " holds " + stated + " bytes where " + decodedLength + " are expected");
		final byte[] out = new byte[surplus ? Math.toIntExact(stated) : decodedLength];
		final int n = Native.FOUND ? decompress(encoded, out, stated < 0) : decompressInJava(encoded, out);
		if (n < decodedLength) throw DecodedLength.tooFew(WHAT, n, decodedLength);
		return surplus ? Arrays.copyOf(out, decodedLength) : out;
	}

	/**
	 * All that a stream holds.
	 *
	 * @param most
	 *            bytes that it may be
	 */
	static byte[] decodeAll(final byte[] encoded, final int most) throws CodecException {
		final byte[] out = new byte[(int) Math.min(most, statedLength(encoded, 0).orElse(most))];
		return Arrays.copyOf(out, Native.FOUND ? decompress(encoded, out, true) : decompressInJava(encoded, out));
	}

	/**
	 * How many bytes there were, at most as many as there is room for; where a frame's length is not known, it is read
	 * as a stream.
	 */
	private static int decompress(final byte[] encoded, final byte[] out, final boolean unknown) throws CodecException {
		if (!unknown) try {
			return (int) Zstd.decompressByteArray(out, 0, out.length, encoded, 0, encoded.length);
		}
		catch (final ZstdException e) {
			throw new CodecException(WHAT + " is damaged: " + e.getMessage(), e);
		}
		try (ZstdInputStreamNoFinalizer in = new ZstdInputStreamNoFinalizer(new ByteArrayInputStream(encoded))) {
			in.setLongMax(LARGEST_WINDOW);
			return ((InputStream) in).readNBytes(out, 0, out.length);
		}
		catch (final IOException e) {
			throw new CodecException(WHAT + " is damaged: " + e.getMessage(), e);
		}
	}

	private static int decompressInJava(final byte[] encoded, final byte[] out) throws CodecException {
		try {
			return new ZstdDecompressor().decompress(encoded, 0, encoded.length, out, 0, out.length);
		}
		catch (final MalformedInputException | IllegalArgumentException | IndexOutOfBoundsException
			| ArithmeticException e) {
			throw new CodecException(WHAT + " is damaged: " + e.getMessage(), e);
		}
	}

	/**
	 * The length that the head of a stream states for its content.
	 *
	 * @param offset
	 *            where the stream begins, 0 &le; offset &le; {@code bytes.length}
	 * @return empty if it states none, or does not begin as a stream
	 */
	public static OptionalLong statedLength(final byte[] bytes, final int offset) {
		final ByteBuffer head = ByteBuffer.wrap(bytes, offset, bytes.length - offset).order(ByteOrder.LITTLE_ENDIAN);
		if (head.remaining() <= Integer.BYTES || head.getInt() != MAGIC) return OptionalLong.empty();
		final int descriptor = head.get();
		final boolean singleSegment = (descriptor & SINGLE_SEGMENT) != 0;
		final int skipped = (singleSegment ? 0 : 1) + DICTIONARY_ID_BYTES[descriptor & 3];
		final int kind = descriptor >> 6 & 3;
		final int length = kind == 0 ? singleSegment ? 1 : 0 : 1 << kind;
		if (length == 0 || head.remaining() < skipped + length) return OptionalLong.empty();
		head.position(head.position() + skipped);
		final long stated = switch (length) {
			case 1 -> head.get() & 0xff;
			case 2 -> (head.getShort() & 0xffff) + 256;
			case 4 -> head.getInt() & 0xffffffffL;
			default -> head.getLong();
		};
		return stated < 0 ? OptionalLong.empty() : OptionalLong.of(stated);
	}

	@Override
	public byte[] encode(final byte[] decoded) {
		if (Native.FOUND) return Native.compress(decoded, fast);
		final ZstdCompressor compressor = new ZstdCompressor();
		final byte[] out = new byte[compressor.maxCompressedLength(decoded.length)];
		return Arrays.copyOf(out, compressor.compress(decoded, 0, decoded.length, out, 0, out.length));
	}

	/** Whether there is native code for this system; loaded when it is first needed. */
	private static final class Native {

		static final boolean FOUND = find();
		/** Compressors that are not in use: as many at most as threads have compressed at a time. */
		private static final Queue<ZstdCompressCtx> IDLE = new ConcurrentLinkedQueue<>();
		private static final Queue<ZstdCompressCtx> IDLE_FAST = new ConcurrentLinkedQueue<>();

		private static boolean find() {
			try {
				return Zstd.compressBound(1) > 0;
			}
			catch (final LinkageError e) {
				return false;
			}
		}

		static byte[] compress(final byte[] decoded, final boolean fast) {
			final Queue<ZstdCompressCtx> idle = fast ? IDLE_FAST : IDLE;
			final ZstdCompressCtx found = idle.poll();
			final ZstdCompressCtx compressor = found != null ? found : fast ? fastCompressor() : compressor();
			final byte[] out = new byte[Math.toIntExact(Zstd.compressBound(decoded.length))];
			final int length = compressor.compressByteArray(out, 0, out.length, decoded, 0, decoded.length);
			idle.add(compressor);
			return Arrays.copyOf(out, length);
		}

		private static ZstdCompressCtx fastCompressor() {
			return new ZstdCompressCtx().setLevel(FAST_LEVEL).setMinMatch(FAST_SHORTEST_MATCH)
				.setHashLog(FAST_REMEMBERED);
		}

		private static ZstdCompressCtx compressor() {
			return new ZstdCompressCtx().setLevel(LEVEL).setStrategy(STRATEGY).setMinMatch(SHORTEST_MATCH)
				.setHashLog(REMEMBERED).setChainLog(REMEMBERED);
		}
	}
}
