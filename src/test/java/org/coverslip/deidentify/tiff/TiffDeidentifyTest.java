package org.coverslip.deidentify.tiff;

import static org.coverslip.tiff.TiffTag.*;
import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

import org.coverslip.codec.jpeg.JpegSubsampling;
import org.coverslip.deidentify.KeptPart;
import org.coverslip.deidentify.LabelArea.Side;
import org.coverslip.deidentify.LabelArea;
import org.coverslip.detect.SlideOpener;
import org.coverslip.io.StoredFile;
import org.coverslip.slide.Slide;
import org.coverslip.pixel.PixelType;
import org.coverslip.testing.DeidentifiedSlide;
import org.coverslip.testing.Oracle;
import org.coverslip.testing.PlantedNames;
import org.coverslip.testing.RealSlides;
import org.coverslip.testing.TiffFixture;
import org.coverslip.tiff.Ifd;
import org.coverslip.tiff.IfdBuilder;
import org.coverslip.tiff.TiffFile;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** SVS and plain TIFF: names in every place that TIFF has room for, and none of them in the new file. */
public class TiffDeidentifyTest {

	private static final int EXIF = 34665;
	private static final int IPTC = 33723;
	private static final int PRIVATE = 65000;
	private static final int MIN_SAMPLE_VALUE = 280;

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private Path file(final String name) {
		return folder.getRoot().toPath().resolve(name);
	}

	/** Puts the name into all fields that have room for text, and more. */
	private static IfdBuilder named(final IfdBuilder ifd, final String page) {
		for (final int tag : new int[] { DOCUMENT_NAME, MAKE, MODEL, PAGE_NAME, SOFTWARE, DATE_TIME, ARTIST,
			HOST_COMPUTER, COPYRIGHT, PRIVATE })
			ifd.ascii(tag, PlantedNames.in(page + " field " + tag));
		ifd.bytes(XML_PACKET, ("<x:xmpmeta><a>" + PlantedNames.in(page + " xmp") + "</a></x:xmpmeta>")
			.getBytes(StandardCharsets.UTF_16LE));
		ifd.undefined(IPTC, PlantedNames.bytes(page + " iptc"));
		ifd.undefined(PRIVATE + 1, PlantedNames.bytes(page + " private"));
		return ifd;
	}

	private static IfdBuilder exif(final IfdBuilder ifd) {
		return ifd.raw(EXIF, 7, 40, Arrays.copyOf(PlantedNames.bytes("exif field"), 40));
	}

	private static String aperio(final String sizes) {
		return "Aperio Image Library v12.0.15 \r\n" + sizes + " (128x128) JPEG/RGB Q=70;" + PlantedNames.in("geometry")
			+ "|AppMag = 20|Filename = " + PlantedNames.in("Filename") + "|Title = " + PlantedNames.in("Title")
			+ "|CustomField.Patient = " + PlantedNames.in("CustomField") + "|" + PlantedNames.in("key")
			+ " = 1|MPP = 0.5"
			+ "|StripeWidth = " + PlantedNames.in("StripeWidth") + "|OriginalWidth = 600";
	}

	private Path svs(final String name, final boolean big, final boolean thumbnailIsOfSlide) throws IOException {
		final Path path = file(name);
		try (TiffFixture f = new TiffFixture(path, ByteOrder.LITTLE_ENDIAN, big)) {
			f.gap(PlantedNames.bytes("gap before"));
			f.jpeg(JpegSubsampling.COLUMNS).stored(tile -> PlantedNames.inJpeg(tile, "tile"));
			f.add(exif(named(f.tiled(601, 403, 1), "level"))
				.ascii(IMAGE_DESCRIPTION, aperio("601x403")));
			f.gap(PlantedNames.bytes("gap between"));
			f.jpeg(JpegSubsampling.NONE).at(thumbnailIsOfSlide ? 0 : 5000, 0);
			f.add(named(f.strips(601, 403, 403), "thumbnail").ascii(IMAGE_DESCRIPTION,
				aperio("601x403 -> 601x403 - ")));
			f.at(0, 0);
			f.add(named(f.missing(0).tiled(150, 101, 4), "level 1").ascii(IMAGE_DESCRIPTION, aperio("601x403")));
			f.compression(COMPRESSION_NONE, 1).samples(3, PixelType.UINT8, PHOTOMETRIC_RGB)
				.stored(strip -> PlantedNames.concat(PlantedNames.bytes("label pixels"), strip));
			f.add(named(f.strips(40, 30, 30), "label").longs(NEW_SUBFILE_TYPE, 1)
				.ascii(IMAGE_DESCRIPTION, "Aperio Image Library v12.0.15 \r\nlabel 40x30"));
			f.add(f.strips(90, 30, 30).longs(NEW_SUBFILE_TYPE, 9));
			f.gap(PlantedNames.bytes("gap behind").clone());
		}
		return path;
	}

	@Test
	public void namesInAnSvsAreNowhere() throws IOException {
		for (final boolean big : new boolean[] { false, true }) {
			final Path source = svs("source" + big + ".svs", big, true);
			PlantedNames.assertIn(source, "gap before", "tile comment", "tile exif", "tile iptc", "tile behind",
				"level xmp", "level private", "exif field", "CustomField", "label pixels", "gap behind");
			final Path target = file("target.svs");
			final String report = DeidentifiedSlide.write(source, target, Set.of(KeptPart.THUMBNAIL));
			PlantedNames.assertNowhere(target);
			assertFalse(report, report.contains("Jane"));
			assertTrue(report, report.contains("\n  label image\n"));
			assertTrue(report, report.contains("\n  macro image\n"));
			assertTrue(report, report.contains("thumbnail, which shows what the slide shows"));
			assertTrue(report, report.contains("description entry Filename (2)"));
			DeidentifiedSlide.assertSamePixels(source, target);
			try (Slide slide = SlideOpener.open(target)) {
				assertEquals("20", slide.metadata().properties().get("aperio.AppMag"));
				assertEquals(1, slide.associatedImages().size());
				assertEquals("thumbnail", slide.associatedImages().get(0).name());
			}
			assertEquals(Files.size(target), writtenAgain(target));
		}
	}

	/** What is clean already has nothing to lose. */
	private long writtenAgain(final Path clean) throws IOException {
		final Path again = file("again.svs");
		DeidentifiedSlide.write(clean, again, Set.of(KeptPart.THUMBNAIL));
		return Files.size(again);
	}

	@Test
	public void thumbnailThatShowsSomethingElseIsRemoved() throws IOException {
		final Path source = svs("source.svs", false, false);
		final String report = DeidentifiedSlide.write(source, file("target.svs"), Set.of(KeptPart.THUMBNAIL));
		assertTrue(report, report.contains("thumbnail that does not show what the slide shows"));
		try (Slide slide = SlideOpener.open(file("target.svs"))) {
			assertEquals(0, slide.associatedImages().size());
		}
	}

	/** The label's pixels spell a name, in the first row from the left. */
	@Test
	public void theMacroStaysWithoutItsLabel() throws IOException {
		final Path source = svs("source.svs", false, true);
		DeidentifiedSlide.checkMacro(source, file("target.svs"), new LabelArea(Side.LEFT, 41));
		PlantedNames.assertNowhere(file("target.svs"));
		DeidentifiedSlide.assertSamePixels(source, file("target.svs"));
		assertEquals(90, Oracle.openSlideAssociated(file("target.svs"), "macro").width());
		DeidentifiedSlide.checkMacro(source, file("target.svs"), new LabelArea(Side.RIGHT, 10));
	}

	@Test
	public void openSlideSeesTheSamePixels() throws IOException {
		final Path source = svs("source.svs", false, true);
		DeidentifiedSlide.write(source, file("target.svs"));
		assertEquals("0.5", Oracle.openSlideProperties(file("target.svs")).get("openslide.mpp-x"));
		DeidentifiedSlide.assertSameInOpenSlide(source, file("target.svs"));
	}

	/** All of a tile from its first table on is in the new file as it was. */
	@Test
	public void entropyCodedDataStayByteForByte() throws IOException {
		final Path source = svs("source.svs", false, true);
		DeidentifiedSlide.write(source, file("target.svs"));
		try (TiffFile before = TiffFile.open(StoredFile.of(source));
			TiffFile after = TiffFile.open(StoredFile.of(file("target.svs"))))
		{
			final Ifd old = before.ifds().get(0);
			final Ifd found = after.ifds().get(0);
			final long[] lengths = old.longs(TILE_BYTE_COUNTS);
			for (int i = 0; i < lengths.length; i++) {
				final byte[] was = before.source().readFully(old.longs(TILE_OFFSETS)[i], lengths[i]);
				final byte[] is =
					after.source().readFully(found.longs(TILE_OFFSETS)[i], found.longs(TILE_BYTE_COUNTS)[i]);
				assertEquals(lengths[i] == 0, is.length == 0);
				if (is.length == 0) continue;
				final byte[] end = PlantedNames.bytes("tile behind");
				assertArrayEquals(Arrays.copyOfRange(is, is.length - 200, is.length),
					Arrays.copyOfRange(was, was.length - end.length - 200, was.length - end.length));
			}
		}
	}

	@Test
	public void namesInPlainTiffsAreNowhere() throws IOException {
		for (final int compression : new int[] { COMPRESSION_NONE, COMPRESSION_LZW, COMPRESSION_DEFLATE,
			COMPRESSION_PACKBITS })
			for (final ByteOrder order : new ByteOrder[] { ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN }) {
				final Path source = file("source.tif");
				try (TiffFixture f = new TiffFixture(source, order, order == ByteOrder.BIG_ENDIAN)) {
					f.gap(PlantedNames.bytes("gap before"));
					f.compression(compression, PREDICTOR_NONE)
						.stored(tile -> PlantedNames.concat(tile, PlantedNames.bytes("behind a tile")));
					final IfdBuilder first = named(f.tiled(333, 217, 1), "level")
						.ascii(IMAGE_DESCRIPTION, PlantedNames.in("description")).rationals(X_RESOLUTION, 20000)
						.rationals(Y_RESOLUTION, 20000).shorts(RESOLUTION_UNIT, RESOLUTION_CENTIMETER);
					// a number's field that holds text
					first.raw(MIN_SAMPLE_VALUE, 2, 40, Arrays.copyOf(PlantedNames.bytes("minimum"), 40));
					f.add(exif(first).subIfd(named(f.tiled(167, 109, 2), "sub").longs(NEW_SUBFILE_TYPE, 1)));
					f.add(named(f.strips(100, 90, 90), "label"));
				}
				PlantedNames.assertIn(source, "gap before", "behind a tile", "description", "sub xmp", "minimum");
				final Path target = file("target.tif");
				final String report = DeidentifiedSlide.write(source, target);
				PlantedNames.assertNowhere(target);
				assertTrue(report, report.contains("page that is no level, plane or channel of the first one\n"));
				final Path bare = file("bare.tif");
				try (TiffFixture f = new TiffFixture(bare, order, order == ByteOrder.BIG_ENDIAN)) {
					f.compression(compression, PREDICTOR_NONE);
					f.add(f.tiled(333, 217, 1).rationals(X_RESOLUTION, 20000).rationals(Y_RESOLUTION, 20000)
						.shorts(RESOLUTION_UNIT, RESOLUTION_CENTIMETER)
						.subIfd(f.tiled(167, 109, 2).longs(NEW_SUBFILE_TYPE, 1)));
				}
				DeidentifiedSlide.assertSamePixels(bare, target);
			}
	}

	@Test
	public void realSvsStayTheSame() throws IOException {
		for (final String name : new String[] { "svs/CMU-1-Small-Region.svs", "svs/tcga-cr-7395-01a-01-ts1.svs" }) {
			final Path source = RealSlides.path(name);
			final Path target = file("target.svs");
			DeidentifiedSlide.write(source, target, Set.of(KeptPart.THUMBNAIL));
			DeidentifiedSlide.assertSamePixels(source, target);
			final String content = new String(Files.readAllBytes(target), StandardCharsets.ISO_8859_1);
			for (final String word : List.of("CPAPERIOCS", "CMU-1", "12/29/09", "b414003d", "1004486", "Kakadu"))
				assertFalse(word, content.contains(word));
		}
	}
}
