package org.coverslip.format.metamorph;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

import org.coverslip.detect.SlideOpener;
import org.coverslip.slide.PixelSize;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.testing.Oracle;
import org.coverslip.testing.TifffileAgreement;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Stacks that tifffile writes with MetaMorph's tags, and reads as such. */
public class StkFormatTest {

	/** {@code %1$s}: six numbers a plane; {@code %2$s}: options of the page. */
	private static final String STK = """
		import struct
		n = 5
		a = numpy.random.default_rng(1).integers(0, 4096, (n, 40, 50)).astype(numpy.uint16)
		tags = [(33628, 4, 4, (3, 1, 4, 0), True), (33629, 5, n, [0, 1] * n, True), (33630, 5, n, [500, 1] * n, True)]
		tifffile.imwrite(path, a[0], byteorder='<', photometric='minisblack', metadata=None, extratags=tags, %2$s)
		t = tifffile.TiffFile(path)
		start = t.pages[0].dataoffsets[0]
		where = {k: t.pages[0].tags[k].offset for k in (33628, 33629, 33630)}
		t.close()
		b = bytearray(open(path, 'rb').read())[:start] + a.tobytes()
		def put(tag, count, data):
		    struct.pack_into('<II', b, where[tag] + 4, count, len(b))
		    b.extend(data)
		put(33629, n, b''.join(struct.pack('<6I', *%1$s) for i in range(n)))
		put(33630, n, b''.join(struct.pack('<2I', 400 + 50 * i, 1) for i in range(n)))
		at = len(b)
		b.extend(struct.pack('<2I2II3s', 1, 4, 1, 2, 3, b'um\\0'))
		put(33628, 4, struct.pack('<8I', 3, 1, 4, at, 5, at + 8, 6, at + 16))
		open(path, 'wb').write(b)
		""";

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private Path write(final String perPlane, final String options) throws IOException {
		return Oracle.tifffileWrite(folder.newFile("s" + System.nanoTime() + ".stk").toPath(),
			STK.formatted(perPlane, options));
	}

	@Test
	public void planesInZ() throws IOException {
		for (final String options : List.of("rowsperstrip=40", "rowsperstrip=7")) {
			final Path path = write("(3, 2, 2455000, 1000 * i, 2455000, 0)", options);
			try (Slide slide = SlideOpener.open(path)) {
				assertEquals("MetaMorph STK", slide.metadata().format());
				final Scene scene = slide.scenes().get(0);
				assertEquals(List.of(1, 5, 1), List.of(scene.channels().size(), scene.sizeZ(), scene.sizeT()));
				assertEquals(Optional.of(new PixelSize(0.25, 0.5)), scene.pixelSize());
				assertEquals(OptionalDouble.of(1.5), scene.pixelSizeZ());
				assertEquals(List.of(), slide.metadata().notShown());
				TifffileAgreement.assertSame(path, slide, 0);
			}
		}
	}

	@Test
	public void wavelengthsAreChannelsAndOtherPlanesTimes() throws IOException {
		final Path path = write("(0, 1, 2455000, 1000 * i, 2455000, 0)", "rowsperstrip=40");
		try (Slide slide = SlideOpener.open(path)) {
			assertEquals(5, slide.scenes().get(0).channels().size());
		}
		final Path one = Oracle.tifffileWrite(folder.newFile("t.stk").toPath(),
			STK.replace("400 + 50 * i", "500").formatted("(0, 1, 2455000, 1000 * i, 2455000, 0)", "rowsperstrip=40"));
		try (Slide slide = SlideOpener.open(one)) {
			assertEquals(5, slide.scenes().get(0).sizeT());
			TifffileAgreement.assertSame(one, slide, 0);
		}
	}

	@Test
	public void planesThatAreNotThere() throws IOException {
		final Path path = Oracle.tifffileWrite(folder.newFile("cut.stk").toPath(),
			STK.replace("+ a.tobytes()", "+ a[:3].tobytes()")
			.formatted("(3, 2, 2455000, 1000 * i, 2455000, 0)", "rowsperstrip=40"));
		try (Slide slide = SlideOpener.open(path)) {
			assertEquals(3, slide.scenes().get(0).sizeZ());
			assertEquals(List.of("2 of the 5 planes that MetaMorph's tags tell of are not in the file"),
				slide.metadata().notShown());
		}
		Files.write(path, Arrays.copyOf(Files.readAllBytes(path), 400));
		final IOException refusal = assertThrows(IOException.class, () -> SlideOpener.open(path).close());
		assertEquals(true, refusal.getMessage().contains("cut.stk"));
	}
}
