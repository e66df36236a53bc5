package org.coverslip.format.ome;

import org.coverslip.slide.Plane;

/**
 * The order in which an image's planes follow one another: DimensionOrder and sizes.
 *
 * @param order
 *            "XY" and the letters C, Z and T, the fastest-varying first
 * @param sizeC
 *            planes along C, &gt; 0; a plane of several samples counts once
 * @param sizeZ
 *            &gt; 0
 * @param sizeT
 *            &gt; 0
 */
record OmePlaneOrder(String order, int sizeC, int sizeZ, int sizeT) {

	/** No instrument exceeds this, and the product of three fits into a long. */
	static final int LARGEST_SIZE = 1 << 20;
	static final String DEFAULT = "XYCZT";

	OmePlaneOrder {
		if (!isOrder(order) || sizeC < 1 || sizeZ < 1 || sizeT < 1 || sizeC > LARGEST_SIZE || sizeZ > LARGEST_SIZE
			|| sizeT > LARGEST_SIZE)
			throw new IllegalArgumentException(order + " " + sizeC + " x " + sizeZ + " x " + sizeT);
	}

	/** Whether a text is one of the six orders. */
	static boolean isOrder(final String order) {
		return order.matches("XY(CZT|CTZ|ZCT|ZTC|TCZ|TZC)");
	}

	long count() {
		return (long) sizeC * sizeZ * sizeT;
	}

	/** Position of a plane in the order, from 0. */
	long index(final int c, final int z, final int t) {
		long index = 0;
		for (int i = 4; i >= 2; i--)
			index = index * size(i) + switch (order.charAt(i)) {
				case 'C' -> c;
				case 'Z' -> z;
				default -> t;
			};
		return index;
	}

	/** The plane at a position, 0 &le; index &lt; {@link #count()}. */
	Plane plane(final long index) {
		int c = 0;
		int z = 0;
		int t = 0;
		long rest = index;
		for (int i = 2; i <= 4; i++) {
			final int at = (int) (rest % size(i));
			rest /= size(i);
			switch (order.charAt(i)) {
				case 'C' -> c = at;
				case 'Z' -> z = at;
				default -> t = at;
			}
		}
		return new Plane(c, z, t);
	}

	private int size(final int position) {
		return switch (order.charAt(position)) {
			case 'C' -> sizeC;
			case 'Z' -> sizeZ;
			default -> sizeT;
		};
	}
}
