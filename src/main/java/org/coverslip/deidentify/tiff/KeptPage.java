package org.coverslip.deidentify.tiff;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.tiff.Ifd;

/**
 * A directory of which the image is kept. Its structure is kept by {@link StructuralTags}; what else it has is given
 * here. Immutable.
 *
 * @param ifd
 *            the source's; null for a picture
 * @param picture
 *            in RGB, of a page that is made, not copied; else null
 * @param subfileType
 *            of such a page
 * @param texts
 *            texts that the new directory has, by tag
 * @param packets
 *            bytes that it has, by tag
 * @param numbers
 *            tags of numbers that are copied, and how many values each has at most
 * @param subIfds
 *            the directories that it lists
 */
record KeptPage(Ifd ifd, PixelBlock picture, int subfileType, Map<Integer, String> texts,
	Map<Integer, byte[]> packets, Map<Integer, Integer> numbers,
	List<KeptPage> subIfds) {

	private static final int BLANK = 16;

	static KeptPage of(final Ifd ifd) {
		return new KeptPage(ifd, null, 0, Map.of(), Map.of(), Map.of(), List.of());
	}

	/** A picture in RGB of 8 bits. */
	static KeptPage of(final PixelBlock picture, final int subfileType) {
		return new KeptPage(null, picture, subfileType, Map.of(), Map.of(), Map.of(), List.of());
	}

	/** A small white image, which only holds a place. */
	static KeptPage blank() {
		final PixelBlock white = PixelBlock.zeros(new BlockShape(BLANK, BLANK, 3, PixelType.UINT8));
		Arrays.fill(white.bytes(), (byte) 0xff);
		return of(white, 0);
	}

	boolean isPicture() {
		return picture != null;
	}

	KeptPage text(final int tag, final String text) {
		final Map<Integer, String> more = new TreeMap<>(texts);
		more.put(tag, text);
		return new KeptPage(ifd, picture, subfileType, more, packets, numbers, subIfds);
	}

	/** XML or other bytes, as numbers of 8 bits. */
	KeptPage packet(final int tag, final byte[] bytes) {
		final Map<Integer, byte[]> more = new TreeMap<>(packets);
		more.put(tag, bytes);
		return new KeptPage(ifd, picture, subfileType, texts, more, numbers, subIfds);
	}

	KeptPage number(final int tag, final int most) {
		final Map<Integer, Integer> more = new TreeMap<>(numbers);
		more.put(tag, most);
		return new KeptPage(ifd, picture, subfileType, texts, packets, more, subIfds);
	}

	KeptPage subIfds(final List<KeptPage> pages) {
		return new KeptPage(ifd, picture, subfileType, texts, packets, numbers, List.copyOf(pages));
	}
}
