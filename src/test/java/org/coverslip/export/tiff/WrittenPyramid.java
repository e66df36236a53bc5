package org.coverslip.export.tiff;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.coverslip.export.DrawnScene;
import org.coverslip.export.SlowHalf;
import org.coverslip.export.tiff.PyramidTiffOptions.Compression;
import org.coverslip.export.tiff.PyramidTiffOptions.Dialect;
import org.coverslip.export.walk.SlideWriter;
import org.coverslip.geom.Region;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.slide.Plane;
import org.coverslip.slide.ProgressListener;

/** A file that the writer wrote, and what has to be in it. */
public final class WrittenPyramid {

	private final Path path;
	private final List<PixelBlock> levels;

	private WrittenPyramid(final Path path, final List<PixelBlock> levels) {
		this.path = path;
		this.levels = levels;
	}

	/** Writes a region of a drawn scene. */
	public static WrittenPyramid write(final DrawnScene.Builder drawn, final Region region,
		final PyramidTiffOptions options,
		final Path path) throws IOException
	{
		SlideWriter.write(drawn.build(), region, options, path, ProgressListener.NONE);
		return new WrittenPyramid(path, levels(drawn.draw(region, Plane.FIRST), options));
	}

	/**
	 * An image and its halvings, down to the first that fits into one tile, or to the last that is as large as the
	 * smallest tile; of uncompressed ones, which have tiles of one size, down to the last that is as large as that; of
	 * Aperio's down to the first that has no side of more than 2048 pixels.
	 */
	public static List<PixelBlock> levels(final PixelBlock finest, final PyramidTiffOptions options) {
		final int smallest = options.compression() == Compression.NONE ? options.tileSize() : 16;
		final List<PixelBlock> levels = new ArrayList<>(List.of(finest));
		final int enough = options.dialect() == Dialect.SVS ? 2048 : options.tileSize();
		while (Math.max(last(levels).width(), last(levels).height()) > enough) {
			final PixelBlock half = SlowHalf.of(last(levels));
			if (Math.min(half.width(), half.height()) < smallest) break;
			levels.add(half);
		}
		return levels;
	}

	private static PixelBlock last(final List<PixelBlock> levels) {
		return levels.get(levels.size() - 1);
	}

	public Path path() {
		return path;
	}

	/** The first plane's levels, finest first. */
	public List<PixelBlock> levels() {
		return levels;
	}

	/** The largest difference of two blocks of one shape. */
	public static double largestDifference(final PixelBlock a, final PixelBlock b) {
		if (!a.shape().equals(b.shape())) throw new AssertionError("expected " + a.shape() + " but found " + b.shape());
		double largest = 0;
		for (int i = 0; i < a.shape().length(); i++)
			largest = Math.max(largest, Math.abs(a.value(i) - b.value(i)));
		return largest;
	}

	/** The mean difference of two blocks of one shape. */
	public static double meanDifference(final PixelBlock a, final PixelBlock b) {
		if (!a.shape().equals(b.shape())) throw new AssertionError("expected " + a.shape() + " but found " + b.shape());
		double sum = 0;
		for (int i = 0; i < a.shape().length(); i++)
			sum += Math.abs(a.value(i) - b.value(i));
		return sum / a.shape().length();
	}
}
