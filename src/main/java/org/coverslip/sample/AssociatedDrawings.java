package org.coverslip.sample;

import java.util.stream.IntStream;

import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;

/** Pictures of the whole section, and the slide's label. All are RGB. */
final class AssociatedDrawings {

	private static final int LABEL_SIZE = 480;
	private static final int MACRO_WIDTH = 1536;
	private static final int MACRO_HEIGHT = 560;
	private static final int INK = 0x202428;

	/** Points drawn for each pixel of an overview, in each direction. */
	private static final int POINTS = 3;

	/** Rows of an overview that are drawn at once. */
	private static final int BAND = 16;

	private final TissuePainter painter;
	private final int width;
	private final int height;
	private final String stain;

	/**
	 * @param width
	 *            of the slide in level-0 pixels
	 * @param height
	 *            likewise
	 * @param stain
	 *            for the label, in capitals
	 */
	AssociatedDrawings(final TissuePainter painter, final int width, final int height, final String stain) {
		this.painter = painter;
		this.width = width;
		this.height = height;
		this.stain = stain;
	}

	/** Size of the largest picture of the whole slide that fits a box and keeps its proportions. */
	BlockShape fitting(final int maxWidth, final int maxHeight) {
		final double downsample = Math.max(1, Math.max((double) width / maxWidth, (double) height / maxHeight));
		return new BlockShape(Math.max(1, (int) (width / downsample)), Math.max(1, (int) (height / downsample)), 3,
			PixelType.UINT8);
	}

	static BlockShape labelShape() {
		return new BlockShape(LABEL_SIZE, LABEL_SIZE, 3, PixelType.UINT8);
	}

	static BlockShape macroShape() {
		return new BlockShape(MACRO_WIDTH, MACRO_HEIGHT, 3, PixelType.UINT8);
	}

	/** The whole slide: each pixel is the mean of points that are spread evenly over the area it shows. */
	PixelBlock picture(final BlockShape shape) {
		final PixelBlock image = PixelBlock.zeros(shape);
		final int step = Math.max(1, Math.min(width / shape.width(), height / shape.height()) / POINTS);
		IntStream.range(0, (shape.height() + BAND - 1) / BAND).parallel()
			.forEach(band -> paintBand(image, band * BAND, Math.min(shape.height(), (band + 1) * BAND), step));
		return image;
	}

	private void paintBand(final PixelBlock image, final int fromRow, final int endRow, final int step) {
		final int top = firstPoint(fromRow, height, image.height(), step);
		final int rows = Math.max(1, firstPoint(endRow, height, image.height(), step) - top);
		final int columns = (width + step - 1) / step;
		final byte[] points = BrightField.rgb(painter.paint(new SamplingFrame(0, top * step, columns, rows, step)));
		for (int y = fromRow; y < endRow; y++) {
			final int first = Math.min(rows - 1, firstPoint(y, height, image.height(), step) - top);
			final int end = Math.max(first + 1, firstPoint(y + 1, height, image.height(), step) - top);
			for (int x = 0; x < image.width(); x++) {
				final int left = firstPoint(x, width, image.width(), step);
				final int right = Math.max(left + 1, firstPoint(x + 1, width, image.width(), step));
				average(points, columns, first, end, left, right, image.bytes(), 3 * (y * image.width() + x));
			}
		}
	}

	/** The first column (or row) of points that belongs to a column (or row) of a picture. */
	private static int firstPoint(final int pixel, final int size0, final int size, final int step) {
		return (int) ((long) pixel * size0 / size / step);
	}

	private static void average(final byte[] points, final int columns, final int top, final int bottom, final int left,
		final int right, final byte[] mean, final int at)
	{
		for (int c = 0; c < 3; c++) {
			int sum = 0;
			for (int row = top; row < bottom; row++)
				for (int col = left; col < right; col++)
					sum += points[3 * (row * columns + col) + c] & 0xff;
			mean[at + c] = (byte) (sum / ((bottom - top) * (right - left)));
		}
	}

	/** The paper label: the slide's name, its stain and size, and a pattern that resembles a machine-readable code. */
	PixelBlock label() {
		final PixelBlock label = Drawing.canvas(LABEL_SIZE, LABEL_SIZE, 0xf6f4ea);
		final String size = width + "X" + height;
		PixelFont.write(label, "COVERSLIP", 36, 36, 7, INK);
		PixelFont.write(label, "SAMPLE SLIDE", 36, 112, 5, INK);
		PixelFont.write(label, stain, 36, 172, 5, 0x6a3d8f);
		PixelFont.write(label, size, 36, 232, Math.max(1, Math.min(5, 400 / PixelFont.width(size, 1))), INK);
		PixelFont.write(label, "0.25 UM/PX", 36, 292, 5, INK);
		for (int row = 0; row < 14; row++)
			for (int col = 0; col < 14; col++)
				if (col == 0 || row == 13 || (HashNoise.hash(97, col, row) & 1) == 0)
					Drawing.fill(label, 326 + col * 8, 340 + row * 8, 8, 8, INK);
		PixelFont.write(label, "NOT A PATIENT", 36, 420, 3, INK);
		return label;
	}

	/** The glass as a whole: the label on the left, the section, and the frame of the scanned area. */
	PixelBlock macro() {
		final PixelBlock macro = Drawing.canvas(MACRO_WIDTH, MACRO_HEIGHT, 0xe3e4e6);
		Drawing.frame(macro, 0, 0, MACRO_WIDTH, MACRO_HEIGHT, 6, 0xb9bcc0);
		label().copyTo(0, 0, macro, 20, (MACRO_HEIGHT - LABEL_SIZE) / 2, LABEL_SIZE, LABEL_SIZE);
		final BlockShape shape = fitting(MACRO_WIDTH - LABEL_SIZE - 120, MACRO_HEIGHT - 80);
		final int x = LABEL_SIZE + 60 + (MACRO_WIDTH - LABEL_SIZE - 80 - shape.width()) / 2;
		final int y = (MACRO_HEIGHT - shape.height()) / 2;
		picture(shape).copyTo(0, 0, macro, x, y, shape.width(), shape.height());
		Drawing.frame(macro, x - 3, y - 3, shape.width() + 6, shape.height() + 6, 3, 0x2fae4a);
		return macro;
	}
}
