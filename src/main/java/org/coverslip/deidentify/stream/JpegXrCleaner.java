package org.coverslip.deidentify.stream;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.coverslip.deidentify.Findings;

/**
 * A JPEG XR file (ITU-T T.832, annex A) with those entries alone that its image needs: pixel format, size, resolution,
 * place of the image and of its alpha plane. The codestreams stay byte for byte. Stateless.
 */
public final class JpegXrCleaner {

	private static final int HEADER = 8;
	private static final int ENTRY = 12;
	private static final int PIXEL_FORMAT = 0xbc01;
	private static final int PIXEL_FORMAT_BYTES = 16;
	private static final int IMAGE_OFFSET = 0xbcc0;
	private static final int IMAGE_LENGTH = 0xbcc1;
	private static final int ALPHA_OFFSET = 0xbcc2;
	private static final int ALPHA_LENGTH = 0xbcc3;
	/** Numbers that fit their entries: transformation, image type, width, height, resolutions, bands. */
	private static final Set<Integer> NUMBERS =
		Set.of(0xbc02, 0xbc04, 0xbc80, 0xbc81, 0xbc82, 0xbc83, 0xbcc4, 0xbcc5);

	private JpegXrCleaner() {}

	/**
	 * The file without what its image does not need.
	 *
	 * @throws StreamException
	 *             if it is no JPEG XR file, or damaged
	 */
	public static byte[] clean(final byte[] stream, final Findings findings) throws StreamException {
		final ByteBuffer in = ByteBuffer.wrap(stream).order(ByteOrder.LITTLE_ENDIAN);
		if (stream.length < HEADER + 2 || stream[0] != 'I' || stream[1] != 'I' || stream[2] != (byte) 0xbc)
			throw new StreamException("a JPEG XR file does not begin as one");
		final int directory = in.getInt(4);
		if (directory < HEADER || directory > stream.length - 2) throw damaged();
		final int count = in.getShort(directory) & 0xffff;
		if (directory + 2 + count * ENTRY > stream.length) throw damaged();
		final Map<Integer, byte[]> kept = new TreeMap<>();
		final Map<Integer, Integer> places = new TreeMap<>();
		byte[] format = null;
		for (int i = 0; i < count; i++) {
			final int at = directory + 2 + i * ENTRY;
			final int tag = in.getShort(at) & 0xffff;
			if (tag == PIXEL_FORMAT) format = part(stream, in.getInt(at + 8), PIXEL_FORMAT_BYTES);
			else if (tag >= IMAGE_OFFSET && tag <= ALPHA_LENGTH) places.put(tag, number(in, at));
			else if (NUMBERS.contains(tag) && in.getInt(at + 4) == 1)
				kept.put(tag, Arrays.copyOfRange(stream, at, at + ENTRY));
			else findings.removed("entries of JPEG XR files that decoding does not need");
		}
		if (format == null || !places.containsKey(IMAGE_OFFSET)) throw damaged();
		final byte[] image = image(stream, places, IMAGE_OFFSET);
		final byte[] alpha = places.containsKey(ALPHA_OFFSET) ? image(stream, places, ALPHA_OFFSET) : null;
		return put(stream[3], format, kept, image, alpha);
	}

	/** Some writers state no length, or 0: the image goes to the end. */
	private static byte[] image(final byte[] stream, final Map<Integer, Integer> places, final int offset)
		throws StreamException {
		final int at = places.get(offset);
		final int length = places.getOrDefault(offset + 1, 0);
		return part(stream, at, length == 0 ? stream.length - at : length);
	}

	private static byte[] part(final byte[] stream, final int at, final int length) throws StreamException {
		if (at < HEADER || length < 0 || at > stream.length - length) throw damaged();
		return Arrays.copyOfRange(stream, at, at + length);
	}

	private static int number(final ByteBuffer in, final int entry) {
		return in.getShort(entry + 2) == 3 ? in.getShort(entry + 8) & 0xffff : in.getInt(entry + 8);
	}

	private static byte[] put(final byte version, final byte[] format, final Map<Integer, byte[]> kept,
		final byte[] image, final byte[] alpha)
	{
		final int count = kept.size() + (alpha == null ? 3 : 5);
		final int formatAt = HEADER + 2 + count * ENTRY + 4;
		final int imageAt = formatAt + PIXEL_FORMAT_BYTES;
		final int alphaAt = imageAt + image.length + image.length % 2;
		final int size = alpha == null ? imageAt + image.length : alphaAt + alpha.length;
		final ByteBuffer out = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
		out.put((byte) 'I').put((byte) 'I').put((byte) 0xbc).put(version).putInt(HEADER).putShort((short) count);
		entry(out, PIXEL_FORMAT, 1, PIXEL_FORMAT_BYTES, formatAt);
		kept.forEach((tag, entry) -> {
			if (tag < IMAGE_OFFSET) out.put(entry);
		});
		entry(out, IMAGE_OFFSET, 4, 1, imageAt);
		entry(out, IMAGE_LENGTH, 4, 1, image.length);
		if (alpha != null) {
			entry(out, ALPHA_OFFSET, 4, 1, alphaAt);
			entry(out, ALPHA_LENGTH, 4, 1, alpha.length);
		}
		kept.forEach((tag, entry) -> {
			if (tag > ALPHA_LENGTH) out.put(entry);
		});
		out.putInt(0).put(format).put(image);
		if (alpha != null) out.position(alphaAt).put(alpha);
		return out.array();
	}

	private static void entry(final ByteBuffer out, final int tag, final int type, final int count, final int value) {
		out.putShort((short) tag).putShort((short) type).putInt(count).putInt(value);
	}

	private static StreamException damaged() {
		return new StreamException("a JPEG XR file is damaged");
	}
}
