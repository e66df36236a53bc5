package org.coverslip.command;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.io.File;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;

import org.coverslip.slide.ProgressListener;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import ij.ImagePlus;
import ij.gui.Overlay;
import ij.gui.Roi;

public class CropRoisCommandTest {

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private ImagePlus overview() throws Exception {
		final OpenOverviewCommand open = new OpenOverviewCommand();
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
