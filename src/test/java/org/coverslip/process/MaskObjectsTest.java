package org.coverslip.process;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

import org.coverslip.detect.SlideOpener;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.Channel;
import org.coverslip.slide.Outlines;
import org.coverslip.slide.Picture;
import org.coverslip.slide.PixelForm;
import org.coverslip.slide.PixelSelection;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.coverslip.testing.RealSlides;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The objects of masks, numbered and listed, against scikit-image. */
public class MaskObjectsTest {

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private static MaskObjects search(final Picture mask, final int side, final Optional<PixelSelection> where)
		throws IOException
	{
		return MaskObjects.search(mask, side, where, 3, ProgressListener.NONE);
	}

	private List<double[]> rows(final MaskObjects objects) throws IOException {
		final Path file = folder.getRoot().toPath().resolve("objects.csv");
		objects.write(file);
		final List<double[]> rows = new ArrayList<>();
		for (final String line : Files.readAllLines(file).stream().skip(1).collect(Collectors.toList())) {
			final String[] cells = line.split(",");
			final double[] row = new double[cells.length];
			for (int i = 0; i < row.length; i++)
				row[i] = Double.parseDouble(cells[i]);
			rows.add(row);
		}
		return rows;
	}

	/** All of the slide, in tiles of several sizes. */
	@Test
	public void theyAreThoseOfScikitImageOnAWholeSlide() throws IOException {
		try (Slide slide = SlideOpener.open(RealSlides.path("svs/CMU-1-Small-Region.svs"))) {
			final Picture all =
				Picture.of(slide.scenes().get(0), new RegionReader(TileCache.ofBytes(64 << 20))).build();
			final Picture mask = ScikitAgreementTest.applied("threshold", "objects=dark value=150", all);
			final double[] theirs = ImageOracle.of("regions", mask.read().block());
			assertTrue(theirs.length / 7 + " objects", theirs.length / 7 > 5000);
			final double um = slide.scenes().get(0).pixelSize().orElseThrow().xUm();
			int[] labels = null;
			for (final int side : new int[] { 333, 4096 })
				try (MaskObjects objects = search(mask, side, Optional.empty())) {
					assertEquals(theirs.length / 7, objects.count());
					final List<double[]> rows = rows(objects);
					assertEquals(objects.count(), rows.size());
					for (int i = 0; i < rows.size(); i++) {
						final double[] row = rows.get(i);
						assertArrayEquals("object " + (i + 1),
							new double[] { theirs[7 * i + 1] + 0.5, theirs[7 * i + 2] + 0.5,
								(theirs[7 * i + 1] + 0.5) * um, (theirs[7 * i + 2] + 0.5) * um, 0, 0, 0, theirs[7 * i],
								theirs[7 * i] * um * um, theirs[7 * i + 3], theirs[7 * i + 4], theirs[7 * i + 5],
								theirs[7 * i + 6] },
							row, 0.00051);
					}
					final int[] again = objects.labels("labels").read().block().ints();
					if (labels != null) assertArrayEquals(labels, again);
					labels = again;
				}
		}
	}

	/** Objects whose box has its middle inside are whole, however far they reach, and others are not there. */
	@Test
	public void objectsOfAPartAreWhole() throws IOException {
		final Picture picture = PatternWork.picture(200, 120);
		final Picture mask = picture.map(0, new PixelForm(PixelType.UINT8, 1, List.of(Channel.named(""))), block -> {
			final PixelBlock pixels =
				PixelBlock.zeros(block.pixels().shape());
			for (int i = 0; i < pixels.shape().pixels(); i++) {
				final long x = block.around().x() + i % pixels.width();
				final long y = block.around().y() + i / pixels.width();
				if (y == x / 2 && x >= 10 && x < 190 || y == 100 && x >= 40 && x < 60 || x == 150 && y > 30 && y < 60)
					pixels.bytes()[i] = -1;
			}
			return pixels;
		});
		final PixelSelection where = new Outlines(List.of(new Rectangle2D.Double(95, 45, 10, 10)));
		for (final int side : new int[] { 7, 32, 500 })
			try (MaskObjects objects = search(mask, side, Optional.of(where))) {
				assertEquals("tiles of " + side, 1, objects.count());
				assertEquals("180 at 10, 5", String.format(Locale.ROOT, "%.0f at %.0f, %.0f", rows(objects).get(0)[7],
					rows(objects).get(0)[9], rows(objects).get(0)[10]));
			}
	}
}
