package org.coverslip.deidentify.tiff;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.coverslip.tiff.Ifd;

/**
 * A directory of which the image is kept. Its structure is kept by {@link StructuralTags}; what else it has is given
 * here. Immutable.
 *
 * @param ifd
 *            the source's; null for a small white image that only holds a place
 * @param texts
 *            texts that the new directory has, by tag
 * @param packets
 *            bytes that it has, by tag
 * @param numbers
 *            tags of numbers that are copied, and how many values each has at most
 * @param subIfds
 *            the directories that it lists
 */
record KeptPage(Ifd ifd, Map<Integer, String> texts, Map<Integer, byte[]> packets, Map<Integer, Integer> numbers,
	List<KeptPage> subIfds) {

	static KeptPage of(final Ifd ifd) {
		return new KeptPage(ifd, Map.of(), Map.of(), Map.of(), List.of());
	}

	/** A small white image. */
	static KeptPage blank() {
		return of(null);
	}

	boolean isBlank() {
		return ifd == null;
	}

	KeptPage text(final int tag, final String text) {
		final Map<Integer, String> more = new TreeMap<>(texts);
		more.put(tag, text);
		return new KeptPage(ifd, more, packets, numbers, subIfds);
	}

	/** XML or other bytes, as numbers of 8 bits. */
	KeptPage packet(final int tag, final byte[] bytes) {
		final Map<Integer, byte[]> more = new TreeMap<>(packets);
		more.put(tag, bytes);
		return new KeptPage(ifd, texts, more, numbers, subIfds);
	}

	KeptPage number(final int tag, final int most) {
		final Map<Integer, Integer> more = new TreeMap<>(numbers);
		more.put(tag, most);
		return new KeptPage(ifd, texts, packets, more, subIfds);
	}

	KeptPage subIfds(final List<KeptPage> pages) {
		return new KeptPage(ifd, texts, packets, numbers, List.copyOf(pages));
	}
}
