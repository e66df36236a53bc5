package org.coverslip.format.plain;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
import static org.junit.Assume.assumeNoException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.coverslip.pixel.PixelBlock;
import org.coverslip.slide.RegionPixels;
import org.coverslip.slide.Slide;
import org.coverslip.testing.Oracle;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Files that Pillow writes, against what Pillow reads of them. */
public class PillowAgreementTest {

	/** Writes images of all kinds into a folder, and beside each what Pillow makes of it: RGBA, row by row. */
	private static final String SCRIPT = """
		import sys, os
		from PIL import Image
		folder = sys.argv[1]
		def picture(mode, w, h):
		    image = Image.new('RGB', (w, h))
		    image.putdata([((x * 7 + y * 3) % 256, (x * x // 9 + y) % 256, (x ^ y * 5) % 256) for y in range(h) for x in range(w)])
		    if mode == 'RGBA' or mode == 'LA':
		        alpha = Image.new('L', (w, h))
		        alpha.putdata([1 + (x + y * 11) % 255 for y in range(h) for x in range(w)])
		        image.putalpha(alpha)
		    return image.quantize(50) if mode == 'P' else image.convert(mode)
		def save(name, image, **options):
		    path = os.path.join(folder, name)
		    image.save(path, **options)
		    with open(path + '.rgba', 'wb') as f:
		        f.write(Image.open(path).convert('RGBA').tobytes())
		for w, h in ((1, 1), (31, 17), (641, 530)):
		    size = '-%dx%d' % (w, h)
		    for mode in ('1', 'L', 'LA', 'P', 'RGB', 'RGBA'):
		        save('%s%s.png' % (mode, size), picture(mode, w, h))
		    save('transparent%s.png' % size, picture('P', w, h), transparency=3)
		    for mode in ('1', 'L', 'P', 'RGB'):
		        save('%s%s.bmp' % (mode, size), picture(mode, w, h))
		    for sampling in (0, 1, 2):
		        for optimize in (False, True):
		            save('sampling%d%s-%s.jpg' % (sampling, size, optimize), picture('RGB', w, h), subsampling=sampling, optimize=optimize)
		    save('grey%s.jpg' % size, picture('L', w, h), quality=30)
		    save('progressive%s.jpg' % size, picture('RGB', w, h), progressive=True)
		""";

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	@Test
	public void imagesArePillows() throws IOException {
		final Path script = Files.writeString(folder.newFile("write.py").toPath(), SCRIPT);
		final Path images = folder.newFolder("images").toPath();
		try {
			Oracle.run("/usr/bin/python3", script.toString(), images.toString());
		}
		catch (final IOException e) {
			assumeNoException("skipped: Python with Pillow is not installed", e);
		}
		final List<Path> files;
		try (Stream<Path> all = Files.list(images)) {
			files = all.filter(f -> !f.toString().endsWith(".rgba")).sorted().toList();
		}
		assertTrue(files.size() > 50);
		for (final Path file : files)
			try (Slide slide = OpenedImage.open(file)) {
				compare(file, OpenedImage.pixels(slide), Files.readAllBytes(Path.of(file + ".rgba")));
			}
	}

	private static void compare(final Path file, final RegionPixels found, final byte[] rgba) {
		final PixelBlock block = found.block();
		final int n = block.samples();
		final int tolerance = file.toString().endsWith(".jpg") ? 1 : 0;
		assertEquals(file.toString(), rgba.length, 4 * block.shape().pixels());
		for (int i = 0; i < rgba.length / 4; i++) {
			final int alpha = rgba[4 * i + 3] & 0xff;
			assertEquals(file + ", opacity of pixel " + i, alpha, found.alpha(i));
			for (int s = 0; s < 3 && alpha > 0; s++)
				assertEquals(file + ", pixel " + i, rgba[4 * i + s] & 0xff, block.value(i * n + (n == 1 ? 0 : s)),
					tolerance);
		}
	}
}
