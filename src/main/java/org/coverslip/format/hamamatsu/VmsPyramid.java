package org.coverslip.format.hamamatsu;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.coverslip.codec.jpeg.JpegIntervalImage;
import org.coverslip.codec.jpeg.JpegRestartHints;
import org.coverslip.codec.jpeg.JpegScanHead;
import org.coverslip.geom.UniformTileGrid;
import org.coverslip.io.ByteSource;
import org.coverslip.io.FilePool;
import org.coverslip.io.SiblingFiles;
import org.coverslip.io.SlideFormatException;
import org.coverslip.io.StoredFile;
import org.coverslip.slide.Level;
import org.coverslip.slide.SlideLifetime;
import org.coverslip.slide.TileSource;

/**
 * The images of a VMS slide: one mosaic of JPEGs for each focal plane, and the map, a small image of the whole that all
 * focal planes share. Immutable.
 *
 * @param levels
 *            finest first
 * @param planes
 *            number of focal planes
 * @param samples
 *            components of the JPEGs: 1 or 3
 * @param map
 *            the map's bytes
 * @param comment
 *            the first image's comment, if it has one
 */
record VmsPyramid(List<Level> levels, int planes, int samples, ByteSource map, Optional<String> comment) {

	/**
	 * Reads the heads of all images.
	 *
	 * @param files
	 *            opens them
	 * @throws SlideFormatException
	 *             if one is missing or damaged, or they do not fit together
	 */
	static VmsPyramid read(final SpecimenIndex index, final SiblingFiles siblings, final FilePool files,
		final SlideLifetime lifetime) throws IOException
	{
		return new Reader(index, siblings, files, lifetime).read();
	}

	/** What is known while the images are opened, one after the other. */
	private static final class Reader {

		private final SpecimenIndex index;
		private final SiblingFiles siblings;
		private final FilePool files;
		private final SlideLifetime lifetime;
		private final Optional<OptimisationFile> optimisation;
		/** Rows of restart intervals in the images so far, as the optimisation file counts them. */
		private long rowsBefore;
		private int opened;
		private Optional<String> comment = Optional.empty();

		Reader(final SpecimenIndex index, final SiblingFiles siblings, final FilePool files,
			final SlideLifetime lifetime)
			throws IOException
		{
			this.index = index;
			this.siblings = siblings;
			this.files = files;
			this.lifetime = lifetime;
			final String name = index.value(SpecimenIndex.OPTIMISATION_FILE);
			optimisation = name.isEmpty() ? Optional.empty()
				: siblings.find(name).map(file -> new OptimisationFile(files.source(file)));
		}

		VmsPyramid read() throws IOException {
			final List<List<String>> images = index.images();
			final StoredFile mapFile = siblings.get(index.map());
			final JpegMosaic first = mosaic(images.get(0), true);
			final StoredJpeg map = jpeg(mapFile, true);
			checkMap(mapFile, map, first);
			final List<JpegMosaic> layers = new ArrayList<>(List.of(first));
			for (final List<String> names : images.subList(1, images.size())) {
				final JpegMosaic layer = mosaic(names, false);
				if (!layer.isLike(first))
					throw index.damaged("focal planes of one shape, " + first, layer + " as number " + layers.size());
				layers.add(layer);
			}
			final List<Level> levels = ReducedLevels.of(
				List.of(new Layers(layers), JpegMosaic.of(1, List.of(map))),
				first.samples());
			return new VmsPyramid(levels, layers.size(), first.samples(), files.source(mapFile), comment);
		}

		private JpegMosaic mosaic(final List<String> names, final boolean hinted) throws IOException {
			final List<StoredJpeg> parts = new ArrayList<>();
			for (final String name : names) {
				final StoredFile file = siblings.get(name);
				final StoredJpeg jpeg = jpeg(file, hinted);
				if (jpeg.header().restartInterval() == 0)
					throw new SlideFormatException(file, 0, "restart markers in an image of a VMS slide",
						"none in one of " + jpeg.width() + " x " + jpeg.height() + " pixels");
				parts.add(jpeg);
			}
			return JpegMosaic.of(index.columns(), parts);
		}

		/**
		 * @param hinted
		 *            whether the optimisation file lists the image
		 */
		private StoredJpeg jpeg(final StoredFile file, final boolean hinted) throws IOException {
			final ByteSource source = files.source(file);
			final JpegScanHead head = StoredJpeg.head(source, file, 0, source.size());
			final int width = head.header().width();
			final int height = head.header().height();
			final int components = head.header().components().size();
			if (!head.isSized() || Math.max(width, height) > JpegIntervalImage.LARGEST_SIZE)
				throw new SlideFormatException(file, 0,
					"a JPEG of 1 to " + JpegIntervalImage.LARGEST_SIZE + " pixels in each direction",
					head.isSized() ? width + " x " + height : "no size");
			if (components != 1 && components != 3)
				throw new SlideFormatException(file, 0, "a JPEG of 1 or 3 components", components + "");
			if (opened++ == 0) comment = comment(head);
			final StoredJpeg unhinted = StoredJpeg.of(source, file, 0, source.size(), lifetime, head, width, height,
				JpegRestartHints.NONE);
			if (!hinted || optimisation.isEmpty()) return unhinted;
			final UniformTileGrid grid = unhinted.grid();
			final JpegRestartHints hints = optimisation.get()
				.hints(rowsBefore, (int) grid.columns(), source, head.dataStart());
			rowsBefore += grid.rows();
			return StoredJpeg.of(source, file, 0, source.size(), lifetime, head, width, height, hints);
		}

		/** Up to the first NUL. */
		private static Optional<String> comment(final JpegScanHead head) {
			return head.comment().map(NdpisIndex::text).map(text -> text.split("\0", 2)[0]);
		}

		private void checkMap(final StoredFile file, final StoredJpeg map, final JpegMosaic image)
			throws SlideFormatException {
			if (map.header().components().size() != image.samples())
				throw new SlideFormatException(file, 0, "a map of " + image.samples() + " components like the image",
					map.header().components().size() + "");
			if (map.width() >= image.width() || map.height() > image.height())
				throw new SlideFormatException(file, 0,
					"a map smaller than the image of " + image.width() + " x " + image.height() + " pixels",
					map.width() + " x " + map.height());
		}
	}

	/** Focal planes of one level; the plane's z chooses. */
	private record Layers(List<JpegMosaic> layers) implements ReducedLevels.Stored {

		@Override
		public long width() {
			return layers.get(0).width();
		}

		@Override
		public long height() {
			return layers.get(0).height();
		}

		@Override
		public UniformTileGrid grid() {
			return layers.get(0).grid();
		}

		@Override
		public TileSource reduced(final int denominator) {
			if (layers.size() == 1) return layers.get(0).reduced(denominator);
			final List<TileSource> byZ = layers.stream().map(layer -> layer.reduced(denominator)).toList();
			return (tile, plane) -> byZ.get(plane.z()).read(tile, plane);
		}
	}
}
