package org.coverslip.compression;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.coverslip.detect.SlideOpener;
import org.coverslip.export.walk.SlideWriter;
import org.coverslip.geom.Region;
import org.coverslip.io.StoredFile;
import org.coverslip.option.TiffOptions;
import org.coverslip.sample.SampleSlide;
import org.coverslip.slide.Plane;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.coverslip.tiff.TiffFile;
import org.coverslip.tiff.TiffTag;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** A compression is a class and a line: nothing else has to know of it for users to write, keep and read it. */
public class AddedCompressionTest {

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	@Test
	public void anAddedCompressionIsWrittenKeptAndRead() throws Exception {
		final Path services = folder.newFolder("added", "META-INF", "services").toPath();
		Files.writeString(services.resolve(TileCompression.class.getName()), MadeUpCompression.class.getName());
		final List<URL> classes = new ArrayList<>(List.of(services.getParent().getParent().toUri().toURL()));
		for (final String entry : System.getProperty("java.class.path").split(File.pathSeparator))
			classes.add(Path.of(entry).toUri().toURL());
		// an engine of its own, so that other tests do not see what is added
		try (URLClassLoader engine =
			new URLClassLoader(classes.toArray(URL[]::new), ClassLoader.getPlatformClassLoader()))
		{
			final Class<?> round = engine.loadClass(Round.class.getName());
			assertEquals(List.of("65123 Made up the same", "65123 Made up the same", "5 LZW the same"),
				round.getMethod("of", Path.class).invoke(null, folder.getRoot().toPath()));
		}
	}

	@Test
	public void whatNobodyAddsIsRefused() {
		assertThrows(IllegalArgumentException.class, () -> TiffOptions.OF_SLIDE.parse("compression=madeup"));
	}

	/** What runs where the compression is added. */
	public static final class Round {

		private Round() {}

		/** Of a file in that compression, of one that keeps its tiles, and of one that does not: what is in it. */
		public static List<String> of(final Path folder) throws IOException {
			final Path madeUp = folder.resolve("madeup.tif");
			final Path kept = folder.resolve("kept.tif");
			final Path lzw = folder.resolve("lzw.tif");
			try (Slide slide = SampleSlide.brightField(600, 500)) {
				write(slide, "compression=madeup", madeUp);
				try (Slide again = SlideOpener.open(madeUp)) {
					write(again, "compression=keep", kept);
					write(again, "compression=lzw", lzw);
				}
				return List.of(found(slide, madeUp), found(slide, kept), found(slide, lzw));
			}
		}

		private static void write(final Slide slide, final String options, final Path target) throws IOException {
			final Scene scene = slide.scenes().get(0);
			SlideWriter.write(scene, scene.level(0).region(),
				TiffOptions.of(TiffOptions.OF_SLIDE.parse(options)).build(), target, ProgressListener.NONE);
		}

		private static String found(final Slide expected, final Path path) throws IOException {
			try (Slide slide = SlideOpener.open(path); TiffFile tiff = TiffFile.open(StoredFile.of(path))) {
				return tiff.ifds().get(0).intValue(TiffTag.COMPRESSION, 0) + " "
					+ slide.scenes().get(0).level(0).compression()
					+ (Arrays.equals(pixels(expected), pixels(slide)) ? " the same" : " other pixels");
			}
		}

		private static byte[] pixels(final Slide slide) throws IOException {
			final Scene scene = slide.scenes().get(0);
			return new RegionReader(TileCache.ofBytes(0))
				.read(scene, 0, Plane.FIRST, Region.ofSize(scene.width(), scene.height())).block().bytes();
		}
	}
}
