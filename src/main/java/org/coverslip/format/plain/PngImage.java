package org.coverslip.format.plain;

import java.io.IOException;
import java.nio.ByteBuffer;

import org.coverslip.io.ByteSource;
import org.coverslip.io.SlideFormatException;
import org.coverslip.io.StoredFile;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.MemoryBudget;
import org.coverslip.slide.SlideLifetime;

/** A PNG file. An interlaced one is decoded as a whole, others row by row. */
final class PngImage {

	/** Rows longer than this, or than a sixteenth of the memory, are refused. */
	private static final long LONGEST_ROW = MemoryBudget.ofProcess().atMost(64L << 20, 16);

	private PngImage() {}

	/** Reads the file's head. */
	static PlainImage open(final ByteSource source, final StoredFile file, final SlideLifetime lifetime)
		throws IOException {
		final PngHead head = PngHead.read(source, file);
		final int width = head.width();
		final int height = head.height();
		if ((long) width * head.samples() * head.type().bytes() > LONGEST_ROW)
			throw new SlideFormatException(file, SlideFormatException.NO_OFFSET,
				"rows of at most " + LONGEST_ROW + " bytes",
				width + " pixels in a row");
		final BlockShape tile = PlainImage.tile(head.samples(), head.type());
		if (head.interlaced()) {
			final WholeImage whole =
				new WholeImage(file, "interlaced PNG", width, height, tile, () -> interlaced(head, source, file));
			return new PlainImage(width, height, tile, new WholeImageTiles(whole, lifetime), head.isIndexed(),
				head.iccProfile());
		}
		final StoredRows tiles = new StoredRows(width, height, tile, lifetime, () -> new PngRows(head, source, file));
		lifetime.closeAlso(tiles);
		return new PlainImage(width, height, tile, tiles, head.isIndexed(), head.iccProfile());
	}

	/** Decodes the seven passes of an interlaced image (PNG specification, section 8.2, Adam7). */
	private static PixelBlock interlaced(final PngHead head, final ByteSource source, final StoredFile file)
		throws IOException {
		final PixelBlock block =
			PixelBlock.zeros(new BlockShape(head.width(), head.height(), head.samples(), head.type()));
		final PngRows rows = new PngRows(head, source, file);
		final byte[] row = new byte[head.width() * head.samples() * head.type().bytes()];
		for (int pass = 0; pass < 7; pass++) {
			final int x0 = pass % 2 == 0 ? 0 : 4 >> pass / 2;
			final int y0 = pass == 0 || pass % 2 == 1 ? 0 : 8 >> pass / 2;
			final int stepX = 8 >> pass / 2;
			final int stepY = pass == 0 ? 8 : 8 >> (pass - 1) / 2;
			if (x0 >= head.width() || y0 >= head.height()) continue;
			final int width = (head.width() - x0 - 1) / stepX + 1;
			rows.begin();
			for (int y = y0; y < head.height(); y += stepY) {
				rows.next(width, row);
				put(row, width, block, x0, stepX, y);
			}
		}
		rows.end();
		return block;
	}

	private static void put(final byte[] row, final int width, final PixelBlock block, final int x0, final int step,
		final int y) {
		final int n = block.samples();
		final ByteBuffer bytes = ByteBuffer.wrap(row);
		for (int i = 0; i < width; i++) {
			final int to = (y * block.width() + x0 + i * step) * n;
			if (block.type() == PixelType.UINT8) System.arraycopy(row, i * n, block.bytes(), to, n);
			else for (int s = 0; s < n; s++)
				block.shorts()[to + s] = bytes.getShort(2 * (i * n + s));
		}
	}
}
