package org.coverslip.format.generic;

import static org.junit.Assert.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

import org.coverslip.detect.SlideOpener;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.slide.Channel;
import org.coverslip.slide.PixelSize;
import org.coverslip.slide.Plane;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.coverslip.testing.Oracle;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Micro-Manager's TIFFs without OME-XML: laid out byte by byte as "Micro-Manager File Formats" says. */
public class MicroManagerIndexTest {

	/** Two positions of two channels, three slices and two frames, slices first, each plane full of its own number. */
	private static final String CODE = """
		import json, struct
		summary = json.dumps({'PixelSize_um': 0.65, 'z-step_um': 2.0, 'ChNames': ['DAPI', 'FITC'], 'ChColors': [-16776961, -16711936]}).encode()
		b = bytearray(b'II*\\0' + bytes(28)) + struct.pack('<II', 2355492, len(summary)) + summary
		b += bytes(len(b) %% 2)
		index, link = [], 4
		places = [(c, z, t, p) for p in range(2) for t in range(2) for c in range(2) for z in range(3)]
		for n, place in enumerate(places):
		    pixels = len(b)
		    b += numpy.full((30, 40), 1000 + n, '<u2').tobytes()
		    struct.pack_into('<I', b, link, len(b))
		    index.append(place + (len(b),))
		    text = b'ImageJ=\\nimages=24\\nchannels=2\\nslices=3\\nframes=2\\nhyperstack=true\\n\\0' if n == 0 else b''
		    tags = [(256, 4, 1, 40), (257, 4, 1, 30), (258, 3, 1, 16), (259, 3, 1, 1), (262, 3, 1, 1)]
		    tags += [(270, 2, len(text), pixels + 2400 + 2 + 12 * 11 + 4)] if text else []
		    tags += [(273, 4, 1, pixels), (277, 3, 1, 1), (278, 3, 1, 30), (279, 4, 1, 2400)]
		    b += struct.pack('<H', len(tags)) + b''.join(struct.pack('<HHII', *t) for t in tags)
		    link = len(b)
		    b += bytes(4)
		    b += bytes(pixels + 2400 + 2 + 12 * 11 + 4 - len(b)) + text
		    b += bytes(len(b) %% 2)
		struct.pack_into('<IIIIII', b, 8, 54773648, len(b), 0, 0, 0, 0)
		b += struct.pack('<II', 3453623, len(index)) + b''.join(struct.pack('<5I', *i) for i in index[%d:])
		open(path, 'wb').write(b)
		assert len(tifffile.TiffFile(path).pages) == 24
		""";

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	@Test
	public void indexAndSummary() throws IOException {
		final Path path = Oracle.tifffileWrite(folder.newFile("a.tif").toPath(), CODE.formatted(0));
		try (Slide slide = SlideOpener.open(path)) {
			assertEquals(2, slide.scenes().size());
			final RegionReader reader = new RegionReader(TileCache.ofBytes(0));
			int n = 1000;
			for (final Scene scene : slide.scenes()) {
				assertEquals(List.of(new Channel("DAPI", OptionalInt.of(0x0000ff)),
					new Channel("FITC", OptionalInt.of(0x00ff00))), scene.channels());
				assertEquals(Optional.of(new PixelSize(0.65, 0.65)), scene.pixelSize());
				assertEquals(OptionalDouble.of(2), scene.pixelSizeZ());
				assertEquals(List.of(2, 3, 2), List.of(scene.channels().size(), scene.sizeZ(), scene.sizeT()));
				for (int t = 0; t < 2; t++)
					for (int c = 0; c < 2; c++)
						for (int z = 0; z < 3; z++, n++) {
							final PixelBlock found = reader.read(scene, 0, new Plane(c, z, t), scene.level(0).region())
								.block();
							assertEquals(n, found.value(0), 0);
							assertEquals(n, found.value(1199), 0);
						}
			}
		}
	}

	/**
	 * An index that does not tell of all pages does not count: what is left is ImageJ's text, whose sizes know of no
	 * positions.
	 */
	@Test
	public void anIndexThatIsNotWhole() throws IOException {
		try (Slide slide =
			SlideOpener.open(Oracle.tifffileWrite(folder.newFile("b.tif").toPath(), CODE.formatted(5)))) {
			assertEquals(1, slide.scenes().size());
			assertEquals(24, slide.scenes().get(0).sizeZ());
		}
	}
}
