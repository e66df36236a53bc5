package org.coverslip.export.tiff;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;

import javax.imageio.ImageIO;

import org.coverslip.export.DrawnScene;
import org.coverslip.export.tiff.PyramidTiffOptions.Compression;
import org.coverslip.export.tiff.PyramidTiffOptions.Dialect;
import org.coverslip.geom.Region;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.tiff.TiffTag;
import org.coverslip.tiff.TiffWalk;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/**
 * What a file holds beyond the edges of its levels: the last column and row again. Tiles are taken out of the file and
 * decoded here, since no reader shows their padding.
 */
public class WrittenPaddingTest {

	/** Grey, one sample of 8 bits; bright everywhere, so that a padding of zeros differs. */
	private static final DrawnScene.Formula SLOPES = (x, y, s, p) -> 0.4 + x * 0.002 + y * 0.0015;

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	/** Gives the samples of a tile, row by row. */
	@FunctionalInterface
	private interface Decoder {

		/**
		 * @param tables
		 *            what the directory's tiles have in common, or nothing
		 */
		byte[] decode(byte[] tables, byte[] stored) throws IOException;
	}

	@Test
	public void uncompressedTilesRepeatTheLastColumnAndRow() throws IOException {
		final int[] tileWidths = { 64, 64 };
		assertPadded(150, 139, options(Compression.NONE, 64), tileWidths, (tables, stored) -> stored, 0);
	}

	/** The second level is stored in smaller tiles than those in which it is made, and reaches beyond these. */
	@Test
	public void jpegTilesRepeatTheLastColumnAndRow() throws IOException {
		final int[] tileWidths = { 48, 32 };
		assertPadded(94, 93, options(Compression.JPEG, 48), tileWidths, WrittenPaddingTest::jpeg, 3);
	}

	private static PyramidTiffOptions options(final Compression compression, final int tileSize) {
		return PyramidTiffOptions.builder().compression(compression).quality(100).tileSize(tileSize)
			.dialect(Dialect.PLAIN).build();
	}

	/** The tables without their end, then the tile without its beginning. */
	private static byte[] jpeg(final byte[] tables, final byte[] stored) throws IOException {
		final byte[] stream = Arrays.copyOf(tables, tables.length - 2 + stored.length - 2);
		System.arraycopy(stored, 2, stream, tables.length - 2, stored.length - 2);
		final Raster raster = ImageIO.read(new ByteArrayInputStream(stream)).getRaster();
		final int[] samples = raster.getSamples(0, 0, raster.getWidth(), raster.getHeight(), 0, (int[]) null);
		final byte[] bytes = new byte[samples.length];
		for (int i = 0; i < bytes.length; i++)
			bytes[i] = (byte) samples[i];
		return bytes;
	}

	private void assertPadded(final int width, final int height, final PyramidTiffOptions options,
		final int[] tileWidths, final Decoder decoder, final int tolerance) throws IOException
	{
		final WrittenPyramid written =
			WrittenPyramid.write(DrawnScene.of(width, height, PixelType.UINT8, 1).formula(SLOPES),
				Region.ofSize(width, height), options, folder.getRoot().toPath().resolve("out.tif"));
		final TiffWalk walk = new TiffWalk(ByteBuffer.wrap(Files.readAllBytes(written.path())));
		final List<Long> directories = walk.chain();
		assertEquals(tileWidths.length, directories.size());
		for (int i = 0; i < tileWidths.length; i++) {
			assertEquals(tileWidths[i], walk.number(directories.get(i), TiffTag.TILE_WIDTH, -1));
			assertPadded("level " + i, walk, directories.get(i), written.levels().get(i), decoder, tolerance);
		}
	}

	private static void assertPadded(final String what, final TiffWalk walk, final long directory,
		final PixelBlock level, final Decoder decoder, final int tolerance) throws IOException
	{
		final int tileWidth = (int) walk.number(directory, TiffTag.TILE_WIDTH, -1);
		final int tileHeight = (int) walk.number(directory, TiffTag.TILE_LENGTH, -1);
		final long[] offsets = walk.numbers(directory, TiffTag.TILE_OFFSETS);
		final long[] lengths = walk.numbers(directory, TiffTag.TILE_BYTE_COUNTS);
		final byte[] tables =
			walk.has(directory, TiffTag.JPEG_TABLES) ? walk.bytes(directory, TiffTag.JPEG_TABLES) : new byte[0];
		final int columns = (level.width() + tileWidth - 1) / tileWidth;
		final int rows = (level.height() + tileHeight - 1) / tileHeight;
		assertEquals(columns * rows, offsets.length);
		assertTrue(what + " has no padding", columns * tileWidth > level.width() && rows * tileHeight > level.height());
		for (int tile = 0; tile < offsets.length; tile++) {
			final byte[] samples = decoder.decode(tables, walk.slice(offsets[tile], lengths[tile]));
			assertEquals(tileWidth * tileHeight, samples.length);
			for (int i = 0; i < samples.length; i++) {
				final int x = tile % columns * tileWidth + i % tileWidth;
				final int y = tile / columns * tileHeight + i / tileWidth;
				final double expected = level.value(Math.min(x, level.width() - 1), Math.min(y, level.height() - 1), 0);
				assertEquals(what + " at (" + x + ", " + y + ")", expected, samples[i] & 0xff, tolerance);
			}
		}
	}
}
