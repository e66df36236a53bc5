package org.coverslip.export.tiff;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;

import org.coverslip.export.DrawnScene;
import org.coverslip.export.tiff.PyramidTiffOptions.Compression;
import org.coverslip.export.tiff.PyramidTiffOptions.Dialect;
import org.coverslip.export.walk.SlideWriter;
import org.coverslip.geom.Region;
import org.coverslip.geom.UniformTileGrid;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.Channel;
import org.coverslip.slide.Level;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.Scene;
import org.coverslip.slide.SlideLifetime;
import org.coverslip.slide.TileSource;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Whatever goes wrong, the target stays what it was and no other file is left. */
public class ExportFailureTest {

	private static final byte[] OLD = { 1, 2, 3 };

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private Path target;

	@Before
	public void anOlderFileIsThere() throws IOException {
		target = folder.getRoot().toPath().resolve("out.tif");
		Files.write(target, OLD);
	}

	@Test
	public void cancelLeavesEverythingAsItWas() throws IOException {
		for (final int after : new int[] { 0, 1, 10, 21 }) {
			final ProgressListener impatient = new ProgressListener() {

				private int asked;

				@Override
				public void progress(final long done, final long total) {}

				@Override
				public synchronized boolean isCanceled() {
					return asked++ >= after;
				}
			};
			assertThrows(CancellationException.class, () -> write(scene(), options(), impatient));
			assertUntouched();
		}
	}

	@Test
	public void theFirstFailureIsTold() throws IOException {
		final IOException damage = new IOException("tile 7 is damaged");
		final Scene damaged = scene((tile, plane) -> {
			if (tile == 7) throw damage;
			return Optional.empty();
		});
		assertSame(damage, assertThrows(IOException.class, () -> write(damaged, options(), ProgressListener.NONE)));
		final Scene broken = scene((tile, plane) -> {
			throw new IllegalStateException("a bug");
		});
		assertThrows(IllegalStateException.class, () -> write(broken, options(), ProgressListener.NONE));
		assertUntouched();
	}

	@Test
	public void anInterruptedExportEnds() throws IOException {
		Thread.currentThread().interrupt();
		assertThrows(InterruptedIOException.class, () -> write(scene(), options(), ProgressListener.NONE));
		assertTrue(Thread.interrupted());
		assertUntouched();
	}

	@Test
	public void optionsThatDoNotSuitAreRefusedInOneSentence() throws IOException {
		final Scene wide = DrawnScene.of(100, 100, PixelType.UINT16, 1).build();
		assertRefused(
			"JPEG holds samples of 8 bits, and this image has UINT16; choose LZW, Deflate or another lossless "
				+ "compression",
			wide, options().toBuilder().compression(Compression.JPEG).build());
		assertRefused(
			"the SVS dialect holds one plane of 8-bit samples, which this image is not; choose another dialect", wide,
			options().toBuilder().dialect(Dialect.SVS).build());
		assertRefused("the image's tiles (none) cannot be kept as they are; choose a compression", wide,
			options().toBuilder().compression(Compression.KEEP).build());
		assertThrows(IllegalArgumentException.class, () -> PyramidTiffOptions.builder().tileSize(100));
		assertThrows(IllegalArgumentException.class, () -> PyramidTiffOptions.builder().quality(0));
	}

	@Test
	public void foldersAreNotCreated() {
		assertThrows(IOException.class, () -> SlideWriter.write(scene(), Region.ofSize(900, 900), options(),
			folder.getRoot().toPath().resolve("no/such/out.tif"), ProgressListener.NONE));
	}

	@Test
	public void progressGrowsToItsEnd() throws IOException {
		final List<Long> told = Collections.synchronizedList(new ArrayList<>());
		final ProgressListener listener = new ProgressListener() {

			@Override
			public void progress(final long done, final long total) {
				// 15 x 15, 8 x 8, 4 x 4, 2 x 2 and 1 tiles
				assertEquals(225 + 64 + 16 + 4 + 1, total);
				told.add(done);
			}

			@Override
			public boolean isCanceled() {
				return false;
			}
		};
		write(scene(), options(), listener);
		for (int i = 1; i < told.size(); i++)
			assertTrue(told.toString(), told.get(i - 1) < told.get(i));
		assertEquals(310, (long) told.get(told.size() - 1));
	}

	private void assertRefused(final String sentence, final Scene scene, final PyramidTiffOptions options)
		throws IOException {
		assertEquals(sentence,
			assertThrows(IllegalArgumentException.class, () -> write(scene, options, ProgressListener.NONE))
			.getMessage());
		assertUntouched();
	}

	private void write(final Scene scene, final PyramidTiffOptions options, final ProgressListener listener)
		throws IOException
	{
		SlideWriter.write(scene, scene.level(0).region(), options, target, listener);
	}

	private void assertUntouched() throws IOException {
		assertArrayEquals(OLD, Files.readAllBytes(target));
		try (Stream<Path> files = Files.list(folder.getRoot().toPath())) {
			assertEquals("no litter", 1, files.count());
		}
	}

	private static PyramidTiffOptions options() {
		return PyramidTiffOptions.builder().tileSize(64).build();
	}

	private static Scene scene() {
		return DrawnScene.of(900, 900, PixelType.UINT8, 3).build();
	}

	private static Scene scene(final TileSource tiles) {
		final UniformTileGrid grid = UniformTileGrid.covering(900, 900, 128, 128);
		return Scene.builder(SlideLifetime.inMemory("test")).channels(List.of(Channel.rgb()))
			.levels(List.of(Level.builder(900, 900, tiles).grid(grid).samples(PixelType.UINT8, 3).build()))
			.build();
	}
}
