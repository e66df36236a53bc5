package org.coverslip.command;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.coverslip.export.mask.TissueMask;
import org.coverslip.slide.ProgressListener;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import ij.ImagePlus;
import ij.gui.OvalRoi;
import ij.gui.Overlay;
import ij.gui.Roi;

public class CropRoisCommandTest {

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private ImagePlus overview() throws Exception {
		return overview(Map.of());
	}

	private ImagePlus overview(final Map<String, Object> given) throws Exception {
		final OpenOverviewCommand open = new OpenOverviewCommand();
		given.forEach((key, value) -> open.parameter(key).orElseThrow().set(value));
		final File slide = SampleFile.brightField(folder.newFile("slide.tif").toPath()).toFile();
		open.parameter("input").orElseThrow().set(slide);
		open.execute(ProgressListener.NONE);
		final ImagePlus overview = CommandParameter.outputImages(open).get(0);
		final Overlay two = new Overlay(new Roi(10, 10, 60, 40));
		two.add(new Roi(100, 20, 30, 30));
		overview.setOverlay(two);
		return overview;
	}

	private static CropRoisCommand command(final ImagePlus image, final Map<String, Object> given) throws Exception {
		final CropRoisCommand command = new CropRoisCommand();
		CommandParameter.fields(command).stream().filter(field -> field.getName().equals("image")).findFirst()
			.orElseThrow().set(command, image);
		given.forEach((key, value) -> command.parameter(key).orElseThrow().set(value));
		return command;
	}

	private static void assertRefused(final String sentence, final ImagePlus image, final Map<String, Object> given)
		throws Exception
	{
		final CropRoisCommand command = command(image, given);
		assertEquals(sentence,
			assertThrows(IllegalArgumentException.class, () -> command.execute(ProgressListener.NONE)).getMessage());
	}

	@Test
	public void whatCannotBe() throws Exception {
		final ImagePlus overview = overview();
		final File out = folder.newFolder("out");
		final String instead = " cannot be transparent; choose mask=white or mask=black, or tiles of png or tif";
		assertRefused("an image of ImageJ" + instead, overview, Map.of("mask", "transparent"));
		assertRefused("a pyramidal TIFF of a slide" + instead, overview,
			Map.of("mask", "transparent", "as", "tiff", "output", out));
		assertRefused("JPEG files cannot be transparent; choose png or tif", overview,
			Map.of("mask", "transparent", "as", "tiles", "format", "jpg", "output", out));
		assertRefused("crops to files need a folder; give output", overview, Map.of("as", "tiff"));
		assertRefused("there are no regions in the ROI Manager", overview, Map.of("regions", "manager"));
		overview.setOverlay(new Overlay(new Roi(-50, -50, 10, 10)));
		assertRefused("none of the 1 regions encloses something of the slide", overview, Map.of());
		overview.setOverlay(null);
		assertRefused("there is no region in the ROI Manager, the overlay or the selection of " + overview.getTitle(),
			overview, Map.of());
	}

	/** Only what has the slide's very pixels can have its tiles. */
	@Test
	public void tilesOfWhatIsComputedCannotBeKept() throws Exception {
		final ImagePlus overview = overview();
		final File out = folder.newFolder("out");
		for (final Map<String, Object> computed : List.<Map<String, Object>> of(Map.of("mask", "white"),
			Map.of("mask", "black", "align", true), Map.of("level", 1), Map.of("pixelSize", 0.7))) {
			final Map<String, Object> given = new HashMap<>(computed);
			given.putAll(Map.of("as", "tiff", "output", out, "compression", "keep"));
			assertRefused("crops that are masked, scaled or of some planes are computed, so that no tiles can be kept; "
				+ "choose another compression", overview, given);
		}
		assertEquals(0, out.list().length);
		command(overview, Map.of("as", "tiff", "output", out, "compression", "keep", "align", true))
			.execute(ProgressListener.NONE);
		assertEquals(2, out.list().length);
	}

	/** Masked and scaled crops lie where those lie that are neither. */
	@Test
	public void filesSayWhereTheyLieOnTheSlide() throws Exception {
		final ImagePlus overview = overview();
		overview.setOverlay(new Overlay(new OvalRoi(51, 27, 60, 40)));
		final double pitch = SampleFile.WIDTH / (double) overview.getWidth();
		final double x0 = 51 * pitch;
		final double y0 = 27 * pitch;
		for (final Map<String, Object> how : List.<Map<String, Object>> of(Map.of(), Map.of("mask", "white"),
			Map.of("mask", "black", "pixelSize", 0.7), Map.of("magnification", 7), Map.of("level", 1))) {
			final File out = folder.newFolder();
			final Map<String, Object> given = new HashMap<>(how);
			given.putAll(Map.of("as", "tiff", "output", out, "dialect", "universal"));
			command(overview, given).execute(ProgressListener.NONE);
			final String file = Files.readString(out.listFiles()[0].toPath(), StandardCharsets.ISO_8859_1);
			final double exact = how.containsKey("level") ? 0.5 : 1e-9; // pixels of a level are not cut
			assertEquals(how.toString(), (long) x0 * 0.25, number(file, "PositionX"), exact);
			assertEquals(how.toString(), (long) y0 * 0.25, number(file, "PositionY"), exact);
		}
	}

	/** Aperio's text says in whole pixels, at the crop's scale, how large the slide is and which part of it this is. */
	@Test
	public void aperiosFilesSayWhereTheyLieOnTheSlide() throws Exception {
		final ImagePlus all = overview(Map.of("size", SampleFile.WIDTH));
		all.setOverlay(new Overlay(new Roi(200, 120, 320, 240)));
		final String full = "1100x700 [200,120 320x240] ";
		final String half = "550x350 [100,60 160x120] ";
		for (final Map<String, Object> how : List.<Map<String, Object>> of(Map.of(), Map.of("mask", "white"),
			Map.of("mask", "black", "level", 1), Map.of("pixelSize", 0.5))) {
			final File out = folder.newFolder();
			final Map<String, Object> given = new HashMap<>(how);
			given.putAll(Map.of("as", "tiff", "output", out, "dialect", "svs"));
			command(all, given).execute(ProgressListener.NONE);
			final String file = Files.readString(out.listFiles()[0].toPath(), StandardCharsets.ISO_8859_1);
			final boolean isHalf = how.containsKey("level") || how.containsKey("pixelSize");
			assertTrue(how.toString(), file.contains("\r\n" + (isHalf ? half : full)));
			assertTrue(how.toString(), file.contains(
				isHalf ? "|OriginalWidth = 550|OriginalHeight = 350" : "|OriginalWidth = 1100|OriginalHeight = 700"));
		}
	}

	private static double number(final String file, final String attribute) {
		final Matcher found = Pattern.compile(" " + attribute + "=\"([-\\d.E]+)\"").matcher(file);
		assertTrue(attribute, found.find());
		return Double.parseDouble(found.group(1));
	}

	/** As many rows of a mask are made for the tiles of three regions as for those of one. */
	@Test
	public void oneTissueMaskIsMadeForTheTilesOfAllRegions() throws Exception {
		final ImagePlus overview = overview();
		overview.setOverlay(new Overlay(new Roi(10, 10, 60, 40)));
		final int one = rowsOfMasks(overview);
		overview.getOverlay().add(new Roi(100, 20, 30, 30));
		overview.getOverlay().add(new Roi(60, 60, 50, 40));
		assertTrue(one + " rows", one > 0);
		assertEquals(one, rowsOfMasks(overview));
	}

	/** How often the making of masks asks whether it is to go on, once a row. */
	private int rowsOfMasks(final ImagePlus image) throws Exception {
		final AtomicInteger rows = new AtomicInteger();
		command(image, Map.of("as", "tiles", "output", folder.newFolder(), "width", 64, "height", 64))
			.execute(new ProgressListener() {

				@Override
				public void progress(final long done, final long total) {}

				@Override
				public boolean isCanceled() {
					if (StackWalker.getInstance().walk(calls -> calls.anyMatch(
						call -> call.getClassName().startsWith(TissueMask.class.getName())))) rows.incrementAndGet();
					return false;
				}
			});
		return rows.get();
	}

	/** The first region alone, and nothing half-written, is there when the second is canceled. */
	@Test
	public void canceled() throws Exception {
		final File out = folder.newFolder("out");
		final CropRoisCommand command = command(overview(), Map.of("as", "tiff", "output", out));
		final long[] part = new long[1];
		assertThrows(CancellationException.class, () -> command.execute(new ProgressListener() {

			@Override
			public synchronized void progress(final long done, final long total) {
				part[0] = Math.max(part[0], 2 * done - total);
			}

			@Override
			public synchronized boolean isCanceled() {
				return part[0] > 0;
			}
		}));
		assertArrayEquals(new String[] { "region 1.tif" }, out.list());
	}

	@Test
	public void nothingIsReplacedUnlessAsked() throws Exception {
		final ImagePlus overview = overview();
		final File out = folder.newFolder("out");
		command(overview, Map.of("as", "tiff", "output", out)).execute(ProgressListener.NONE);
		final CropRoisCommand again = command(overview, Map.of("as", "tiff", "output", out));
		assertEquals(new File(out, "region 1.tif").toPath(), again.target().orElseThrow());
		assertThrows(IllegalArgumentException.class, () -> again.execute(ProgressListener.NONE));
		command(overview, Map.of("as", "tiff", "output", out, "overwrite", true)).execute(ProgressListener.NONE);
	}

	@Test
	public void namesThatFilesCanHave() {
		final List<Roi> rois = Stream.of("a", null, "A", "con.x", "..", "x/y:z", "a-2", "a.").map(name -> {
			final Roi roi = new Roi(0, 0, 1, 1);
			roi.setName(name);
			return roi;
		}).toList();
		assertEquals(List.of("a", "region 2", "A-2", "_con.x", "region 5", "x_y_z", "a-2-2", "a-3"), RoiNames.of(rois));
	}
}
