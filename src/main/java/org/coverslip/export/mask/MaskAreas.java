package org.coverslip.export.mask;

import java.util.Arrays;

/** Removes small areas from a mask: a flood fill finds each area and its number of pixels. */
final class MaskAreas {

	private final boolean[] mask;
	private final int width;
	private final int height;
	private final boolean[] seen;
	private int[] area = new int[1024];
	private int size;
	private boolean touchesEdge;

	/**
	 * @param mask
	 *            row by row; changed by the methods
	 */
	MaskAreas(final boolean[] mask, final int width) {
		this.mask = mask;
		this.width = width;
		height = mask.length / width;
		seen = new boolean[mask.length];
	}

	/** Clears areas of set pixels, connected also by corners, that have fewer pixels. */
	void removeSpecks(final int pixels) {
		replace(true, pixels, true);
	}

	/** Sets areas of clear pixels, connected by sides, that have fewer pixels and do not touch the mask's edge. */
	void fillHoles(final int pixels) {
		replace(false, pixels, false);
	}

	private void replace(final boolean value, final int pixels, final boolean atEdge) {
		Arrays.fill(seen, false);
		for (int start = 0; start < mask.length; start++) {
			if (seen[start] || mask[start] != value) continue;
			find(start, value);
			if (size >= pixels || touchesEdge && !atEdge) continue;
			for (int i = 0; i < size; i++)
				mask[area[i]] = !value;
		}
	}

	/** Collects the area to which a pixel belongs. */
	private void find(final int start, final boolean value) {
		size = 0;
		touchesEdge = false;
		visit(start, value);
		for (int next = 0; next < size; next++) {
			final int x = area[next] % width;
			final int y = area[next] / width;
			touchesEdge |= x == 0 || y == 0 || x == width - 1 || y == height - 1;
			for (int dy = -1; dy <= 1; dy++)
				for (int dx = -1; dx <= 1; dx++) {
					final boolean inside = x + dx >= 0 && x + dx < width && y + dy >= 0 && y + dy < height;
					if (inside && (value || dx == 0 || dy == 0)) visit(area[next] + dy * width + dx, value);
				}
		}
	}

	private void visit(final int pixel, final boolean value) {
		if (seen[pixel] || mask[pixel] != value) return;
		seen[pixel] = true;
		if (size == area.length) area = Arrays.copyOf(area, 2 * size);
		area[size++] = pixel;
	}
}
