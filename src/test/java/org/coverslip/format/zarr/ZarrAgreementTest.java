package org.coverslip.format.zarr;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.coverslip.detect.SlideOpener;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.slide.Plane;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.coverslip.testing.Oracle;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What the Python module zarr writes in each codec and type of numbers, value by value. */
public class ZarrAgreementTest {

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	@Test
	public void eachCodecAndTypeOfPython() throws IOException {
		final List<String> names = Oracle.zarrVariants(folder.getRoot().toPath());
		assertTrue(names.size() + " variants", names.size() > 200);
		for (final String name : names)
			compare(name);
	}

	private void compare(final String name) throws IOException {
		final Path image = folder.getRoot().toPath().resolve(name);
		final DoubleBuffer expected = ByteBuffer.wrap(Files.readAllBytes(image.resolveSibling(name + ".raw")))
			.order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer();
		try (Slide slide = SlideOpener.open(image)) {
			final Scene scene = slide.scenes().get(0);
			final RegionReader reader = new RegionReader(TileCache.ofBytes(1 << 20));
			for (int c = 0; c < scene.channels().size(); c++)
				for (int z = 0; z < scene.sizeZ(); z++) {
					final PixelBlock found = reader.read(scene, 0, new Plane(c, z, 0), scene.level(0).region()).block();
					for (int i = 0; i < found.shape().pixels(); i++) {
						final double value = expected.get();
						if (found.value(i) == value) continue;
						assertEquals(name + ", channel " + c + ", z " + z + ", pixel " + i, value, found.value(i), 0);
					}
				}
			assertEquals(name, 0, expected.remaining());
		}
	}
}
