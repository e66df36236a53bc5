package org.coverslip.format.hamamatsu;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

import org.coverslip.codec.jpeg.JpegColour;
import org.coverslip.codec.jpeg.JpegDecoder;
import org.coverslip.detect.SlideOpener;
import org.coverslip.format.SlideFormat;
import org.coverslip.format.SlideFormatContract;
import org.coverslip.geom.Region;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.AssociatedImage;
import org.coverslip.slide.Channel;
import org.coverslip.slide.Plane;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.coverslip.testing.RestartJpeg;
import org.junit.Test;

public class HamamatsuVmsFormatTest extends SlideFormatContract {

	@Override
	protected SlideFormat format() {
		return new HamamatsuVmsFormat();
	}

	@Override
	protected Path fixture(final Path into) throws IOException {
		return layered(VmsFixture.usual(into)).write();
	}

	/** With a second focal plane. */
	static VmsFixture layered(final VmsFixture f) throws IOException {
		for (int row = 0; row < 2; row++)
			for (int col = 0; col < 2; col++)
				f.image("ImageFile(1," + col + "," + row + ")",
					f.jpeg(col == 0 ? 512 : 384, row == 0 ? 256 : 160, 128, 50 + col + row * 10));
		return f.set("NoLayers", "2");
	}

	private Path newFolder() throws IOException {
		return folder.newFolder().toPath();
	}

	private static PixelBlock whole(final Slide slide, final int level, final int z) throws IOException {
		final Scene scene = slide.scenes().get(0);
		return new RegionReader(TileCache.shared())
			.read(scene, level, new Plane(0, z, 0), scene.level(level).region()).block();
	}

	@Test
	public void focalPlanesAreZ() throws IOException {
		final VmsFixture f = layered(VmsFixture.usual(newFolder()));
		try (Slide slide = SlideOpener.open(f.write())) {
			final Scene scene = slide.scenes().get(0);
			assertEquals(2, scene.sizeZ());
			assertEquals(OptionalDouble.of(40), scene.objectivePower());
			for (int z = 0; z < 2; z++) {
				final PixelBlock all = whole(slide, 0, z);
				final RestartJpeg corner = f.jpeg(384, 160, 128, z == 0 ? 11 : 61);
				final PixelBlock expected = pieces(corner, 128);
				assertArrayEquals("z " + z, expected.bytes(), all.crop(512, 256, 384, 160).bytes());
			}
			final int map = scene.levels().stream().map(level -> level.width()).toList().indexOf(64L);
			assertArrayEquals("the map is the same for all", whole(slide, map, 0).bytes(),
				whole(slide, map, 1).bytes());
		}
	}

	/** A JPEG decoded one interval after the other, so that chroma does not cross their edges. */
	private static PixelBlock pieces(final RestartJpeg jpeg, final int interval) throws IOException {
		final PixelBlock all = PixelBlock.zeros(new BlockShape(jpeg.width(), jpeg.height(), 3, PixelType.UINT8));
		final byte[] stream = jpeg.stream();
		final int head = (int) jpeg.starts()[0];
		for (int i = 0; i < jpeg.starts().length; i++) {
			final int from = (int) jpeg.starts()[i];
			final int to = i + 1 < jpeg.starts().length ? (int) jpeg.starts()[i + 1] - 2 : stream.length - 2;
			final byte[] piece = Arrays.copyOf(stream, head + to - from + 2);
			System.arraycopy(stream, from, piece, head, to - from);
			piece[piece.length - 2] = (byte) 0xff;
			piece[piece.length - 1] = (byte) 0xd9;
			final int frame = new String(stream, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("\u00ff\u00c0");
			piece[frame + 5] = 0;
			piece[frame + 6] = 8;
			piece[frame + 7] = (byte) (interval >> 8);
			piece[frame + 8] = (byte) interval;
			final int columns = jpeg.width() / interval;
			JpegDecoder.of(JpegColour.YCBCR).decode(piece, new BlockShape(interval, 8, 3, PixelType.UINT8))
				.copyTo(0, 0, all,
				i % columns * interval, i / columns * 8, interval, 8);
		}
		return all;
	}

	@Test
	public void greyImagesAreAChannel() throws IOException {
		final VmsFixture f = new VmsFixture(newFolder()).components(1).mosaic(1, 1, 0, 0, 256, 64, 64).map(32, 8, 32);
		try (Slide slide = SlideOpener.open(f.write())) {
			assertEquals(List.of(Channel.named("")), slide.scenes().get(0).channels());
			assertArrayEquals(JpegDecoder.of(JpegColour.GRAY)
				.decode(f.jpeg(256, 64, 64, 0).stream(), new BlockShape(256, 64, 1, PixelType.UINT8)).bytes(),
				whole(slide, 0, 0).bytes());
		}
	}

	/** Whatever the list of rows says, the picture is the same. */
	@Test
	public void optimisationIsAHint() throws IOException {
		final Path dir = newFolder();
		// 8 intervals in a row: a list that is a row off points at the right markers
		final VmsFixture f = new VmsFixture(dir).mosaic(2, 2, 1024, 128, 1024, 96, 128).map(128, 32, 64)
			.set("PhysicalWidth", "x");
		final long[] right = f.rowStarts();
		final PixelBlock truth;
		try (Slide slide = SlideOpener.open(f.write())) {
			truth = whole(slide, 0, 0);
		}
		final long[] late = right.clone();
		System.arraycopy(right, 1, late, 0, right.length - 1);
		final long[] early = right.clone();
		System.arraycopy(right, 0, early, 1, right.length - 1);
		final long[] skipping = right.clone();
		System.arraycopy(right, 8, skipping, 7, right.length - 8);
		final long[] noise = Arrays.stream(right).map(p -> p + 5).toArray();
		final long[] huge = Arrays.stream(right).map(p -> p << 40).toArray();
		final long[] negative = Arrays.stream(right).map(p -> -p).toArray();
		final Map<String, long[]> lists =
			Map.of("right", right, "a row late", late, "a row early", early, "a row missing", skipping, "noise", noise,
			"huge", huge, "negative", negative, "short", Arrays.copyOf(right, 9), "empty", new long[0], "zeros",
			new long[right.length]);
		for (final Map.Entry<String, long[]> list : lists.entrySet()) {
			f.optimisation(list.getValue());
			try (Slide slide = SlideOpener.open(f.write())) {
				assertArrayEquals(list.getKey(), truth.bytes(), whole(slide, 0, 0).bytes());
			}
		}
		Files.write(dir.resolve("slide.opt"), new byte[39]);
		try (Slide slide = SlideOpener.open(f.write())) {
			assertArrayEquals(truth.bytes(), whole(slide, 0, 0).bytes());
		}
		Files.delete(dir.resolve("slide.opt"));
		try (Slide slide = SlideOpener.open(f.write())) {
			assertArrayEquals(truth.bytes(), whole(slide, 0, 0).bytes());
			assertTrue(slide.scenes().get(0).pixelSize().isEmpty());
		}
	}

	/** With a right list, a tile in the middle is read without going through what is before it. */
	@Test
	public void aRightListSavesTheSearch() throws IOException {
		final Path dir = newFolder();
		final VmsFixture f = new VmsFixture(dir).mosaic(1, 1, 0, 0, 1024, 2048, 128).map(128, 32, 64).optimisation();
		final Path path = f.write();
		final byte[] image = Files.readAllBytes(dir.resolve("slide.jpg"));
		final long[] starts = f.rowStarts();
		// rows 100 to 150 are unreadable; with the list, what is behind is not
		Arrays.fill(image, (int) starts[100], (int) starts[150], (byte) 0);
		Files.write(dir.resolve("slide.jpg"), image);
		try (Slide slide = SlideOpener.open(path)) {
			final Region behind = new Region(300, 200 * 8, 500, 8);
			assertTrue(new RegionReader(TileCache.shared()).read(slide.scenes().get(0), 0, Plane.FIRST, behind)
				.isOpaque());
		}
	}

	@Test
	public void macroIsOptional() throws IOException {
		final Path dir = newFolder();
		final Path path = VmsFixture.usual(dir).write();
		try (Slide slide = SlideOpener.open(path)) {
			assertEquals(List.of("macro"), slide.associatedImages().stream().map(AssociatedImage::name).toList());
		}
		Files.delete(dir.resolve("slide_macro.jpg"));
		try (Slide slide = SlideOpener.open(path)) {
			assertEquals(List.of(), slide.associatedImages());
		}
	}
}
