package org.coverslip.format.ome;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

import org.coverslip.io.SlideFormatException;
import org.coverslip.io.StoredFile;
import org.coverslip.slide.Plane;

/**
 * Which plane of an image is stored where. Sizes cover only the planes that are stored: an interrupted recording has
 * fewer time points than were planned. Planes in between may be missing. Immutable.
 *
 * @param sizeC
 *            planes along C; each may hold several samples
 * @param stored
 *            unmodifiable
 */
record OmePlanes(int sizeC, int sizeZ, int sizeT, Map<Plane, StoredPlane> stored) {

	/** The most planes a slide may have; each takes some 100 bytes. */
	static final int MOST_PLANES = 1 << 20;

	/**
	 * @param samples
	 *            that each directory holds; SizeC counts them all
	 * @param most
	 *            the most planes allowed
	 * @throws SlideFormatException
	 *             if there are more, or none
	 */
	static OmePlanes of(final OmeImage image, final int samples, final OmeFiles files, final int most,
		final StoredFile described)
		throws IOException
	{
		// writers state SizeC with or without the samples of an RGB plane
		final int sizeC = Math.max(1, image.sizeC() / samples);
		final OmePlaneOrder order = new OmePlaneOrder(image.order(), sizeC, image.sizeZ(), image.sizeT());
		final FirstPlanes first = FirstPlanes.of(image, sizeC, samples);
		final Map<Plane, StoredPlane> stored = new HashMap<>();
		int endC = 0;
		int endZ = 0;
		int endT = 0;
		for (final OmeTiffData data : image.tiffData()) {
			final int file = files.numberOf(data);
			final int c = first.c(data);
			final int z = first.z(data);
			final int t = first.t(data);
			if (file < 0 || c >= sizeC || z >= image.sizeZ() || t >= image.sizeT()) continue;
			if (data.isWholeFile() && files.exists(file)) files.tiff(file);
			final int known = files.mostIfds(file);
			final long start = order.index(c, z, t);
			final long wanted = data.planeCount() >= 0 ? data.planeCount() : data.isWholeFile() && files.exists(file)
				? known : 1;
			final long count = Math.min(Math.min(wanted, order.count() - start), (long) known - data.firstIfd());
			for (long i = 0; i < count; i++) {
				final Plane plane = order.plane(start + i);
				stored.putIfAbsent(plane, new StoredPlane(file, (int) (data.firstIfd() + i)));
				if (stored.size() > most)
					throw new SlideFormatException(described, SlideFormatException.NO_OFFSET,
						"at most " + MOST_PLANES + " planes", "more");
				endC = Math.max(endC, plane.channel() + 1);
				endZ = Math.max(endZ, plane.z() + 1);
				endT = Math.max(endT, plane.t() + 1);
			}
		}
		if (stored.isEmpty())
			throw new SlideFormatException(described, SlideFormatException.NO_OFFSET,
				"a directory that holds a plane of the image "
				+ image.name(), "none");
		return new OmePlanes(endC, endZ, endT, Map.copyOf(stored));
	}

	/**
	 * The first directory that the description names and that exists: it shows what all are like.
	 *
	 * @throws SlideFormatException
	 *             if there is none
	 */
	static StoredPlane reference(final OmeImage image, final OmeFiles files, final StoredFile described)
		throws IOException {
		String missing = "none";
		for (final OmeTiffData data : image.tiffData()) {
			final int file = files.numberOf(data);
			if (file < 0) continue;
			if (!files.exists(file)) missing = "none of that name: " + files.name(file);
			else if (data.firstIfd() < files.tiff(file).ifds().size()) return new StoredPlane(file, data.firstIfd());
			else missing = files.tiff(file).ifds().size() + " directories in " + files.name(file);
		}
		throw new SlideFormatException(described, SlideFormatException.NO_OFFSET,
			"a TIFF that holds planes of the image \"" + image.name() + "\"", missing);
	}

	/** Whether there is only one plane. */
	boolean isSingle() {
		return sizeC == 1 && sizeZ == 1 && sizeT == 1;
	}

	/**
	 * How to read the positions of an image's TiffData: some writers count from 1, and some count the samples of RGB
	 * planes.
	 */
	private record FirstPlanes(int stepC, int baseC, int baseZ, int baseT) {

		static FirstPlanes of(final OmeImage image, final int sizeC, final int samples) {
			int leastC = Integer.MAX_VALUE;
			int leastZ = Integer.MAX_VALUE;
			int leastT = Integer.MAX_VALUE;
			int mostC = 0;
			int mostZ = 0;
			int mostT = 0;
			boolean multiples = samples > 1;
			for (final OmeTiffData data : image.tiffData()) {
				leastC = Math.min(leastC, data.firstC());
				leastZ = Math.min(leastZ, data.firstZ());
				leastT = Math.min(leastT, data.firstT());
				mostC = Math.max(mostC, data.firstC());
				mostZ = Math.max(mostZ, data.firstZ());
				mostT = Math.max(mostT, data.firstT());
				multiples &= data.firstC() % samples == 0;
			}
			final boolean inSamples = multiples && mostC >= sizeC;
			return new FirstPlanes(inSamples ? samples : 1, !inSamples && mostC >= sizeC && leastC > 0 ? 1 : 0,
				mostZ >= image.sizeZ() && leastZ > 0 ? 1 : 0, mostT >= image.sizeT() && leastT > 0 ? 1 : 0);
		}

		int c(final OmeTiffData data) {
			return data.firstC() / stepC - baseC;
		}

		int z(final OmeTiffData data) {
			return data.firstZ() - baseZ;
		}

		int t(final OmeTiffData data) {
			return data.firstT() - baseT;
		}
	}
}
