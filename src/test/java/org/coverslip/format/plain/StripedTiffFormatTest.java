package org.coverslip.format.plain;

import static org.coverslip.tiff.TiffTag.*;
import static org.junit.Assert.assertEquals;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;

import org.coverslip.detect.SlideOpener;
import org.coverslip.format.SlideFormat;
import org.coverslip.format.SlideFormatContract;
import org.coverslip.geom.Region;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.Plane;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.coverslip.testing.TestPattern;
import org.coverslip.testing.TiffFixture;
import org.junit.Test;

public class StripedTiffFormatTest extends SlideFormatContract {

	@Override
	protected SlideFormat format() {
		return new StripedTiffFormat();
	}

	@Override
	protected Path fixture(final Path into) throws IOException {
		return write(into.resolve("image.tif"), 700, 401, 64, COMPRESSION_LZW);
	}

	/** The whole image is its lowest level, which enters the fingerprint. */
	@Override
	protected long mostBytesToOpen() {
		return 5 << 20;
	}

	private static Path write(final Path path, final int width, final int height, final int rows, final int compression)
		throws IOException
	{
		try (TiffFixture f = new TiffFixture(path, ByteOrder.BIG_ENDIAN, false)) {
			f.samples(3, PixelType.UINT16, PHOTOMETRIC_RGB).compression(compression, 1);
			f.add(f.strips(width, height, rows));
		}
		return path;
	}

	/** 3000 x 400 x 6 bytes are more than 4 MiB, so that the only strip is read in parts. */
	@Test
	public void aLargeUncompressedStripIsReadInParts() throws IOException {
		final Path path = write(folder.getRoot().toPath().resolve("one-strip.tif"), 3000, 400, 400, COMPRESSION_NONE);
		try (Slide slide = SlideOpener.open(path)) {
			final Scene scene = slide.scenes().get(0);
			assertEquals(58, scene.level(0).tileHeight());
			final Region region = new Region(1234, 50, 300, 340);
			final PixelBlock found = new RegionReader(TileCache.ofDefaultSize()).read(scene, 0, Plane.FIRST, region).block();
			assertEquals(toList(TestPattern.block(1234, 50, new BlockShape(300, 340, 3, PixelType.UINT16))), toList(found));
		}
	}

	private static java.util.List<Short> toList(final PixelBlock block) {
		final java.util.List<Short> values = new java.util.ArrayList<>();
		for (final short value : block.shorts())
			values.add(value);
		return values;
	}
}
