package org.coverslip.format.hamamatsu;

import static org.coverslip.tiff.TiffTag.*;
import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import org.coverslip.detect.SlideOpener;
import org.coverslip.io.OutputFile;
import org.coverslip.io.StoredFile;
import org.coverslip.slide.Slide;
import org.coverslip.testing.DeidentifiedSlide;
import org.coverslip.testing.PlantedNames;
import org.coverslip.testing.RealSlides;
import org.coverslip.testing.RestartJpeg;
import org.coverslip.tiff.Ifd;
import org.coverslip.tiff.IfdBuilder;
import org.coverslip.tiff.TiffFile;
import org.coverslip.tiff.TiffWriter;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** NDPI: names in the property map and other fields; positions of restart intervals that are still right. */
public class NdpiDeidentifyTest {

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private Path file(final String name) {
		return folder.getRoot().toPath().resolve(name);
	}

	private static NdpiFixture.Directory named(final NdpiFixture.Directory directory) {
		return directory.ascii(DATE_TIME, PlantedNames.in("DateTime")).ascii(MAKE, "Hamamatsu")
			.ascii(MODEL, PlantedNames.in("Model")).ascii(NdpiDirectory.REFERENCE, PlantedNames.in("reference"))
			.ascii(65442, PlantedNames.in("serial"))
			.ascii(NdpiDirectory.PROPERTY_MAP, "Created=" + PlantedNames.in("map") + "\r\nx=1\r\n")
			.ascii(NdpiDirectory.CHANNEL_NAME, PlantedNames.in("channel")).slong(NdpiDirectory.X_OFFSET, -123_456)
			.ratio(X_RESOLUTION, 43_000, 1).ratio(Y_RESOLUTION, 43_000, 1);
	}

	private Path slide(final String name, final long hole) throws IOException {
		final Path path = file(name);
		try (NdpiFixture f = new NdpiFixture(path)) {
			f.add(named(f.level(new RestartJpeg(1024, 512, 3, 2, 3).intervalOfPixels(256), 20)));
			if (hole > 0) f.skipTo(hole);
			f.add(named(f.level(new RestartJpeg(256, 128, 3, 2, 4).intervalOfPixels(256), 5)));
			f.add(named(f.macro(new RestartJpeg(64, 32, 3, 1, 5))));
			f.add(f.map(16, 8, PlantedNames.concat(PlantedNames.bytes("pixels of the map"), new byte[128])));
		}
		return path;
	}

	@Test
	public void namesAreNowhereAndPixelsTheSame() throws IOException {
		final Path source = slide("source.ndpi", 0);
		PlantedNames.assertIn(source, "DateTime", "Model", "reference", "serial", "map", "channel",
			"pixels of the map");
		final Path target = file("target.ndpi");
		DeidentifiedSlide.write(source, target);
		PlantedNames.assertNowhere(target);
		DeidentifiedSlide.assertSamePixels(source, target);
		DeidentifiedSlide.assertSameInOpenSlide(source, target);
		try (Slide slide = SlideOpener.open(target)) {
			assertEquals("-123456", slide.metadata().properties().get("hamamatsu.XOffsetFromSlideCentre"));
			assertEquals(0, slide.associatedImages().size());
		}
	}

	/** The slide's second level lies above 4 GiB; in the new file there is no hole, and so nothing is. */
	@Test
	public void wideDirectoriesAreRead() throws IOException {
		final Path source = slide("source.ndpi", 5L << 30);
		DeidentifiedSlide.write(source, file("target.ndpi"));
		DeidentifiedSlide.assertSamePixels(source, file("target.ndpi"));
	}

	/** As a file of more than 4 GiB is written, which is mostly a hole here. */
	@Test
	public void upperHalvesOfOffsetsAreWritten() throws IOException {
		final byte[] strip = { 1, 2, 3, 4 };
		try (OutputFile out = OutputFile.create(file("large.ndpi"))) {
			final TiffWriter writer = TiffWriter.create(out, ByteOrder.LITTLE_ENDIAN, TiffWriter.Kind.NDPI);
			for (int i = 0; i < 2; i++) {
				writer.skip(5L << 30);
				final long at = writer.append(strip);
				writer.addToChain(new IfdBuilder().shorts(NDPI_FORMAT, 1).longs(IMAGE_WIDTH, 2 + i)
					.offsets(STRIP_OFFSETS, at).offsets(STRIP_BYTE_COUNTS, 4).ascii(MAKE, "Hamamatsu")
					.longs(NdpiDirectory.MCU_STARTS, 7, 8, 9));
			}
			out.commit();
		}
		try (TiffFile tiff = TiffFile.open(StoredFile.of(file("large.ndpi")))) {
			assertTrue(tiff.isNdpi());
			assertEquals(2, tiff.ifds().size());
			for (final Ifd ifd : tiff.ifds()) {
				assertArrayEquals(strip, tiff.source().readFully(ifd.longValue(STRIP_OFFSETS), 4));
				assertEquals("Hamamatsu", ifd.text(MAKE));
				assertArrayEquals(new long[] { 7, 8, 9 }, ifd.longs(NdpiDirectory.MCU_STARTS));
			}
		}
	}

	@Test
	public void positionsOfIntervalsFollowTheirJpeg() throws IOException {
		final Path source = RealSlides.path("ndpi/test3-TRITC 2 (560).ndpi");
		final Path target = file("target.ndpi");
		DeidentifiedSlide.write(source, target);
		DeidentifiedSlide.assertSamePixels(source, target);
		PlantedNames.assertLacks(target, "Created=", "Macro.", "NDP.S/N", "2021", "C13");
		try (TiffFile before = TiffFile.open(StoredFile.of(source));
			TiffFile after = TiffFile.open(StoredFile.of(target)))
		{
			for (int i = 0; i < after.ifds().size(); i++)
				assertArrayEquals(interval(before, before.ifds().get(i)), interval(after, after.ifds().get(i)));
		}
		assertTrue(Files.size(target) < Files.size(source));
	}

	/** What is stored at the last interval that a directory lists. */
	private static byte[] interval(final TiffFile tiff, final Ifd ifd) throws IOException {
		if (!ifd.has(NdpiDirectory.MCU_STARTS)) return new byte[0];
		final long[] starts = ifd.longs(NdpiDirectory.MCU_STARTS);
		return Arrays.copyOf(tiff.source()
			.readFully(ifd.longValue(STRIP_OFFSETS) + starts[starts.length - 1] - 2, 40), 40);
	}
}
