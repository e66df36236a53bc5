package org.coverslip.format.zeiss;

import static org.coverslip.tiff.TiffTag.*;
import static org.junit.Assert.assertEquals;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

import org.coverslip.detect.SlideOpener;
import org.coverslip.io.StoredFile;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.Channel;
import org.coverslip.slide.PixelSize;
import org.coverslip.slide.Plane;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.coverslip.testing.Oracle;
import org.coverslip.testing.TestPattern;
import org.coverslip.testing.TiffFixture;
import org.coverslip.testing.TifffileAgreement;
import org.coverslip.tiff.Ifd;
import org.coverslip.tiff.TiffFile;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** LSMs that tifffile writes with Zeiss's structure as a tag, and reads as LSMs. */
public class LsmFormatTest {

	/** {@code %1$s}: sizes z, c, t, positions; {@code %2$s}: the scan type; {@code %3$s}: options of the pages. */
	private static final String LSM = """
		import struct
		z, c, t, p, scan = %1$s, %2$s
		info = bytearray(380)
		struct.pack_into('<Ii', info, 0, 0x0400494c, 380)
		struct.pack_into('<6i', info, 8, 50, 40, z, c, t, 2)
		struct.pack_into('<2i', info, 32, 13, 10)
		struct.pack_into('<3d', info, 40, 2.5e-7, 5e-7, 1.5e-6)
		struct.pack_into('<H', info, 88, scan)
		struct.pack_into('<2i', info, 264, p if p > 1 else 0, 0)
		names = [b'DAPI\\0', b'Alexa 488\\0', b'Cy5\\0', b'T-PMT\\0'][:c]
		text = b''.join(struct.pack('<I', len(n)) + n for n in names)
		colors = struct.pack('<6I', 24 + 4 * c + len(text), c, c, 24, 24 + 4 * c, 0)
		colors += bytes([0, 0, 255, 0, 0, 255, 0, 0, 255, 0, 0, 0, 255, 255, 255, 0])[:4 * c] + text
		a = numpy.random.default_rng(1).integers(0, 4096, (p * t * z, c, 40, 50)).astype('<u2')
		a.tofile(path + '.raw')
		with tifffile.TiffWriter(path, byteorder='<') as w:
		    for i, page in enumerate(a):
		        tags = [(34412, 1, 380, bytes(info), True)] if i == 0 else []
		        w.write(page if c > 1 else page[0], planarconfig='separate' if c > 1 else None,
		            photometric='rgb' if c > 2 else 'minisblack', metadata=None, extratags=tags, %3$s)
		        w.write(page[:, ::4, ::4] if c > 1 else page[0, ::4, ::4], planarconfig='separate' if c > 1 else None,
		            photometric='rgb' if c > 2 else 'minisblack', metadata=None, subfiletype=1)
		b = bytearray(open(path, 'rb').read())
		at = b.find(info)
		struct.pack_into('<I', b, at + 108, len(b))
		open(path, 'wb').write(bytes(b) + colors)
		""";

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private Path write(final String sizes, final int scanType, final String options) throws IOException {
		return Oracle.tifffileWrite(folder.newFile("s" + System.nanoTime() + ".lsm").toPath(),
			LSM.formatted(sizes, scanType, options));
	}

	@Test
	public void channelsFocalPlanesAndTimes() throws IOException {
		final String[] sizes = { "3, 2, 1, 1", "1, 3, 4, 1", "2, 4, 3, 1", "5, 1, 2, 1", "2, 3, 2, 1" };
		for (final String size : sizes)
			for (final int scanType : new int[] { 0, 6 }) {
				final Path path = write(size, scanType, "compression=None");
				try (Slide slide = SlideOpener.open(path)) {
					assertEquals("Zeiss LSM", slide.metadata().format());
					assertEquals(List.of(), slide.metadata().notShown());
					final Scene scene = slide.scenes().get(0);
					assertEquals(Optional.of(new PixelSize(0.25, 0.5)), scene.pixelSize());
					assertEquals(OptionalDouble.of(1.5), scene.pixelSizeZ());
					assertEquals(new Channel("DAPI", OptionalInt.of(0x0000ff)), scene.channels().get(0));
					assertPlanes(path, slide, scanType);
				}
			}
	}

	/** Against what was written: libvips 8.14 mixes up the rows of two samples that are stored apart. */
	private static void assertPlanes(final Path path, final Slide slide, final int scanType) throws IOException {
		final RegionReader reader = new RegionReader(TileCache.ofBytes(0));
		final ShortBuffer written =
			ByteBuffer.wrap(Files.readAllBytes(Path.of(path + ".raw"))).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
		final Scene first = slide.scenes().get(0);
		final int pages = first.sizeZ() * first.sizeT();
		for (int page = 0; page < pages * slide.scenes().size(); page++) {
			final Scene scene = slide.scenes().get(page / pages);
			final int i = page % pages;
			for (int c = 0; c < scene.channels().size(); c++) {
				final Plane plane = scanType == 3 ? new Plane(c, i / scene.sizeT(), i % scene.sizeT())
					: new Plane(c, i % scene.sizeZ(), i / scene.sizeZ());
				final PixelBlock found = reader.read(scene, 0, plane, scene.level(0).region()).block();
				for (int p = 0; p < found.shape().length(); p++)
					assertEquals(plane.toString(), written.get((page * scene.channels().size() + c) * 2000 + p),
						found.value(p), 0);
			}
		}
	}

	/** tifffile's own order of the axes agrees. */
	@Test
	public void asTifffileOrdersThem() throws IOException {
		final Path path = write("2, 3, 2, 1", 6, "compression=None");
		try (Slide slide = SlideOpener.open(path)) {
			TifffileAgreement.assertSame(path, slide.scenes().get(0), Oracle.tifffileSeries(path).get(0), 0);
		}
	}

	@Test
	public void timeBeforeFocalPlanes() throws IOException {
		final Path path = write("2, 1, 3, 1", 3, "compression=None");
		try (Slide slide = SlideOpener.open(path)) {
			assertPlanes(path, slide, 3);
		}
	}

	@Test
	public void positionsAreScenes() throws IOException {
		final Path path = write("2, 3, 2, 3", 0, "compression=None");
		try (Slide slide = SlideOpener.open(path)) {
			assertEquals(3, slide.scenes().size());
			assertPlanes(path, slide, 0);
		}
	}

	/** Zeiss writes the length of strips as it is when they are decoded, which may reach beyond the file's end. */
	@Test
	public void lengthsOfCompressedStripsAreThoseOfDecodedOnes() throws IOException {
		final ByteBuffer info = ByteBuffer.allocate(380).order(ByteOrder.LITTLE_ENDIAN).putInt(0, 0x0400494c)
			.putInt(4, 380);
		info.putInt(16, 1).putInt(20, 1).putInt(24, 1);
		final Path path = folder.getRoot().toPath().resolve("lzw.lsm");
		try (TiffFixture f = new TiffFixture(path, ByteOrder.LITTLE_ENDIAN, false)) {
			f.samples(1, PixelType.UINT16, PHOTOMETRIC_MIN_IS_BLACK).compression(COMPRESSION_LZW, PREDICTOR_HORIZONTAL);
			f.add(f.strips(300, 200, 200).longs(STRIP_BYTE_COUNTS, 300 * 200 * 2 * 16)
				.bytes(LsmInfo.TAG, info.array()));
		}
		try (Slide slide = SlideOpener.open(path)) {
			assertEquals("Zeiss LSM", slide.metadata().format());
			final Scene scene = slide.scenes().get(0);
			final PixelBlock found = new RegionReader(TileCache.ofBytes(0))
				.read(scene, 0, Plane.FIRST, scene.level(0).region()).block();
			final PixelBlock expected = TestPattern.block(0, 0, new BlockShape(300, 200, 1, PixelType.UINT16));
			for (int p = 0; p < found.shape().length(); p++)
				assertEquals(expected.value(p), found.value(p), 0);
		}
	}

	/** In old files of two channels the entry of BitsPerSample has the place of its two numbers. */
	@Test
	public void bitsOfTwoSamplesElsewhere() throws IOException {
		final Path path = write("3, 2, 1, 1", 0, "compression=None");
		try (TiffFile tiff = TiffFile.open(StoredFile.of(path)); RandomAccessFile file =
			new RandomAccessFile(path.toFile(), "rw")) {
			final ByteBuffer end = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
			final int at = (int) file.length();
			file.seek(at);
			file.write(end.putShort(0, (short) 16).putShort(2, (short) 16).array());
			for (final Ifd ifd : tiff.ifds()) {
				file.seek(ifd.field(BITS_PER_SAMPLE).offset());
				file.write(end.putInt(0, at).array());
			}
		}
		try (Slide slide = SlideOpener.open(path)) {
			assertEquals(PixelType.UINT16, slide.scenes().get(0).pixelType());
			assertEquals(2, slide.scenes().get(0).channels().size());
			assertEquals(3, slide.scenes().get(0).sizeZ());
		}
	}

	/** Offsets of 32 bits begin anew in files of more than 4 GiB. */
	@Test
	public void moreThanFourGibibytes() throws IOException {
		final Path path = write("2, 1, 1, 1", 0, "compression=None");
		final int bytes = 40 * 50 * 2;
		try (TiffFile tiff = TiffFile.open(StoredFile.of(path)); RandomAccessFile file =
			new RandomAccessFile(path.toFile(), "rw")) {
			final byte[] second = new byte[bytes];
			Arrays.fill(second, (byte) 7);
			file.seek((1L << 32) + 100);
			file.write(second);
			file.seek(tiff.ifds().get(2).field(STRIP_OFFSETS).offset());
			file.write(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(0, 100).array());
		}
		try (Slide slide = SlideOpener.open(path)) {
			final Scene scene = slide.scenes().get(0);
			final PixelBlock found =
				new RegionReader(TileCache.ofBytes(0)).read(scene, 0, new Plane(0, 1, 0), scene.level(0).region())
				.block();
			for (int p = 0; p < found.shape().length(); p++)
				assertEquals(0x0707, found.value(p), 0);
		}
	}
}
