package org.coverslip.imagej;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.process.TileImage;
import org.coverslip.process.TileMeasurements;
import org.coverslip.process.TilePlanes;
import org.coverslip.slide.RegionPixels;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.ImageStack;
import ij.measure.ResultsTable;
import ij.process.ImageProcessor;

/**
 * Tiles as ImageJ's images, with their place on the slide as {@link SlideProvenance} has it, and what work on them
 * left.
 */
final class TileImagePlus {

	private TileImagePlus() {}

	/**
	 * An image of a tile and its halo.
	 *
	 * @throws IllegalArgumentException
	 *             with one sentence, if ImageJ has no such pixels
	 */
	static ImagePlus of(final TileImage tile) {
		final BlockShape shape = tile.planes().get(0).shape();
		final boolean colors = shape.samples() == 3;
		if (colors && shape.type() != PixelType.UINT8)
			throw new IllegalArgumentException("ImageJ has no colours of " + shape.type()
				+ "; take the grey values (gray=true)");
		final ImageKind kind = colors ? ImageKind.COLOR : ImageKind.of(shape.type());
		final ImageStack stack = new ImageStack(tile.width(), tile.height());
		for (int i = 0; i < tile.planes().size(); i++) {
			final Object pixels = kind.newPlane(shape.pixels());
			kind.copy(new RegionPixels(tile.planes().get(i), null), 0, new Object[] { pixels }, tile.width(), 0, 0);
			final String name = tile.names().get(i % tile.channels());
			stack.addSlice(colors || name.isEmpty() ? null : name, pixels);
		}
		final ImagePlus image = new ImagePlus(tile.title(), stack);
		image.setDimensions(tile.channels(), tile.sizeZ(), tile.sizeT());
		if (stack.size() > 1) image.setOpenAsHyperStack(true);
		final ImagePlus shown = tile.channels() > 1 ? new CompositeImage(image, CompositeImage.GRAYSCALE) : image;
		if (shape.type() == PixelType.INT16) shown.getLocalCalibration().setSigned16BitCalibration();
		new SlideProvenance(tile.subject().location(), tile.subject().format(), tile.subject().scene(), tile.level(),
			tile.x0(), tile.y0(), tile.downsampleX(), tile.downsampleY(), tile.pixelSize(), tile.objectivePower(),
			colors).writeTo(shown);
		return shown;
	}

	/**
	 * The pixels of an image that work on a tile left.
	 *
	 * @throws IllegalArgumentException
	 *             with one sentence, if it has another size than the tile, with or without the halo, or more focal
	 *             planes or times
	 */
	static TilePlanes pixels(final ImagePlus image, final TileImage tile) {
		final boolean whole = image.getWidth() == tile.width() && image.getHeight() == tile.height();
		if (!whole && (image.getWidth() != tile.tile().width() || image.getHeight() != tile.tile().height()))
			throw new IllegalArgumentException("the active image at the end, \"" + image.getTitle() + "\", has "
				+ image.getWidth() + " x " + image.getHeight() + " pixels, but the tile has " + tile.width() + " x "
				+ tile.height() + " with its halo and " + tile.tile().width() + " x " + tile.tile().height()
				+ " without it");
		if (image.getNSlices() > tile.sizeZ() || image.getNFrames() > tile.sizeT())
			throw new IllegalArgumentException("the active image at the end, \"" + image.getTitle() + "\", has "
				+ image.getNSlices() + " slices and " + image.getNFrames() + " frames, but the tile has " + tile.sizeZ()
				+ " and " + tile.sizeT());
		final ImageStack stack = image.getStack();
		final List<PixelBlock> planes = new ArrayList<>();
		for (int i = 1; i <= stack.size(); i++)
			planes.add(pixels(image, stack.size() == 1 ? image.getProcessor() : stack.getProcessor(i)));
		final List<String> names = new ArrayList<>();
		for (int channel = 1; channel <= image.getNChannels(); channel++) {
			final String name = stack.getShortSliceLabel(channel);
			names.add(name == null ? "" : name);
		}
		return new TilePlanes(names, image.getNSlices(), image.getNFrames(), planes);
	}

	private static PixelBlock pixels(final ImagePlus image, final ImageProcessor processor) {
		final int width = image.getWidth();
		final int height = image.getHeight();
		if (image.getType() == ImagePlus.COLOR_RGB
			|| image.getType() == ImagePlus.COLOR_256 && !processor.isGrayscale())
		{
			final int[] words = (int[]) processor.convertToRGB().getPixels();
			final byte[] rgb = new byte[3 * words.length];
			for (int i = 0, j = 0; i < words.length; i++, j += 3) {
				rgb[j] = (byte) (words[i] >> 16);
				rgb[j + 1] = (byte) (words[i] >> 8);
				rgb[j + 2] = (byte) words[i];
			}
			return new PixelBlock(new BlockShape(width, height, 3, PixelType.UINT8), rgb);
		}
		final Object samples = processor.getPixels();
		if (samples instanceof byte[])
			return new PixelBlock(new BlockShape(width, height, 1, PixelType.UINT8), samples);
		if (samples instanceof float[])
			return new PixelBlock(new BlockShape(width, height, 1, PixelType.FLOAT32), samples);
		if (!image.getLocalCalibration().isSigned16Bit())
			return new PixelBlock(new BlockShape(width, height, 1, PixelType.UINT16), samples);
		final short[] values = ((short[]) samples).clone();
		for (int i = 0; i < values.length; i++)
			values[i] -= (short) ImageKind.shift(PixelType.INT16);
		return new PixelBlock(new BlockShape(width, height, 1, PixelType.INT16), values);
	}

	/** What a Results table holds, in full precision; empty if it has no row. */
	static Optional<TileMeasurements> table(final ResultsTable results) {
		if (results == null || results.size() == 0) return Optional.empty();
		final List<String> columns = new ArrayList<>();
		final List<Integer> indices = new ArrayList<>();
		final boolean labels = results.getLabel(0) != null;
		if (labels) columns.add(TileMeasurements.LABEL);
		for (int column = 0; column <= results.getLastColumn(); column++)
			if (results.columnExists(column) && !columns.contains(results.getColumnHeading(column))) {
				columns.add(results.getColumnHeading(column));
				indices.add(column);
			}
		final List<List<String>> rows = new ArrayList<>();
		for (int row = 0; row < results.size(); row++) {
			final List<String> cells = new ArrayList<>();
			if (labels) cells.add(results.getLabel(row) == null ? "" : results.getLabel(row));
			for (final int column : indices)
				cells.add(cell(results, row, column));
			rows.add(cells);
		}
		return Optional.of(new TileMeasurements(columns, rows));
	}

	/** A number as it is; a text where one was put, which ImageJ keeps beside NaN. */
	private static String cell(final ResultsTable results, final int row, final int column) {
		final double number = results.getValueAsDouble(column, row);
		if (!Double.isNaN(number)) return TileMeasurements.text(number);
		final String text = results.getStringValue(column, row);
		return text == null ? TileMeasurements.text(number) : text;
	}
}
