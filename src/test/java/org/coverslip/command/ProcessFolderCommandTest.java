package org.coverslip.command;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;

import org.coverslip.detect.SlideFolder;
import org.coverslip.detect.SlideOpener;
import org.coverslip.export.tiff.PyramidTiffOptions;
import org.coverslip.export.walk.SlideWriter;
import org.coverslip.geom.Region;
import org.coverslip.sample.SampleSlide;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.Slide;
import org.junit.AfterClass;
import org.junit.Assume;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.scijava.Context;
import org.scijava.command.CommandModule;

/** The folder command through SciJava, as menus and scripts run it. */
public class ProcessFolderCommandTest {

	private static final Context CONTEXT = new Context();

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private File slides;
	private File results;

	@Before
	public void write() throws IOException {
		slides = folder.newFolder("slides");
		results = new File(folder.getRoot(), "results");
		SampleFile.brightField(new File(slides, "one.tif").toPath());
		Files.copy(new File(slides, "one.tif").toPath(), new File(slides, "two.svs").toPath());
		Files.copy(new File(slides, "one.tif").toPath(), new File(slides, "two.ome.tif").toPath());
		Files.writeString(new File(slides, "notes.txt").toPath(), "no slide");
	}

	@AfterClass
	public static void dispose() {
		CONTEXT.dispose();
	}

	private CommandModule run(final Object... more) throws Exception {
		final Object[] inputs = Arrays.copyOf(new Object[] { "input", slides, "output", results }, 4 + more.length);
		System.arraycopy(more, 0, inputs, 4, more.length);
		return CommandRuns.run(CONTEXT, ProcessFolderCommand.class, inputs);
	}

	private String[] resultNames() {
		final String[] names = results.list((dir, name) -> !name.startsWith("."));
		Arrays.sort(names);
		return names;
	}

	@Test
	public void convertsEachOnce() throws Exception {
		final CommandModule first = run("options", "compression=deflate tilesize=128 region=[0, 0, 300, 200]");
		assertEquals(null, first.getCancelReason());
		assertEquals("3 done, 0 passed over, 0 failed", first.getOutput("result"));
		assertArrayEquals(new String[] { "one.tif", "two.ome.tif.tif", "two.svs.tif" }, resultNames());
		try (Slide opened = SlideOpener.open(new File(results, "one.tif").toPath())) {
			assertEquals(300, opened.scenes().get(0).width());
			assertEquals(128, opened.scenes().get(0).level(0).tileWidth());
		}
		final CommandModule second = run("options", "compression=deflate tilesize=128 region=[0, 0, 300, 200]");
		assertEquals("0 done, 3 passed over, 0 failed", second.getOutput("result"));
		final String refused = run("options", "compression=jpeg").getCancelReason();
		assertTrue(refused, refused.contains("choose another folder"));
	}

	/** RGB of 8 bits becomes JPEG; what JPEG cannot hold, or should not, is without loss. */
	@Test
	public void aMixedFolderIsCompressedByWhatEachSlideIs() throws Exception {
		try (Slide grey = SampleSlide.fluorescence(300, 200)) {
			SlideWriter.write(grey.scenes().get(0), Region.ofSize(300, 200), PyramidTiffOptions.builder().build(),
				new File(slides, "three.ome.tif").toPath(), ProgressListener.NONE);
		}
		final CommandModule run = run("options", "compression=auto quality=80");
		assertEquals(null, run.getCancelReason());
		assertEquals("4 done, 0 passed over, 0 failed", run.getOutput("result"));
		for (final File file : results.listFiles((dir, name) -> name.endsWith(".tif")))
			try (Slide opened = SlideOpener.open(file.toPath())) {
				assertEquals(file.getName(), file.getName().startsWith("three") ? "LZW" : "JPEG",
					opened.scenes().get(0).level(0).compression());
			}
	}

	@Test
	public void cutsIntoTiles() throws Exception {
		assertEquals("3 done, 0 passed over, 0 failed",
			run("task", "tiles", "options", "width=300 height=300").getOutput("result"));
		assertTrue(new File(results, "one/tiles.json").isFile());
		assertTrue(new File(results, "two.svs/0_0.png").isFile());
		assertEquals("0 done, 3 passed over, 0 failed",
			run("task", "tiles", "options", "width=300 height=300").getOutput("result"));
	}

	/** The options say that it is OME-Zarr, since there are no names to say it. */
	@Test
	public void convertsToOmeZarr() throws Exception {
		final String options = "zarr=0.5 region=[0, 0, 300, 200]";
		final CommandModule first = run("options", options);
		assertEquals(null, first.getCancelReason());
		assertEquals("3 done, 0 passed over, 0 failed", first.getOutput("result"));
		assertArrayEquals(new String[] { "one.ome.zarr", "two.ome.tif.ome.zarr", "two.svs.ome.zarr" }, resultNames());
		try (Slide opened = SlideOpener.open(new File(results, "one.ome.zarr").toPath())) {
			assertEquals("OME-Zarr", opened.metadata().format());
			assertEquals(300, opened.scenes().get(0).width());
		}
		assertEquals("0 done, 3 passed over, 0 failed", run("options", options).getOutput("result"));
		assertEquals("OME-Zarr is slides too", results.list().length - 1,
			SlideFolder.list(results.toPath(), false, false).size());
	}

	@Test
	public void convertsToDicom() throws Exception {
		final String options = "to=dicom compression=none region=[0, 0, 300, 200]";
		assertEquals("3 done, 0 passed over, 0 failed", run("options", options).getOutput("result"));
		assertArrayEquals(new String[] { "one.dicom", "two.ome.tif.dicom", "two.svs.dicom" }, resultNames());
		try (Slide opened = SlideOpener.open(new File(results, "one.dicom").toPath())) {
			assertEquals("DICOM", opened.metadata().format());
			assertEquals(300, opened.scenes().get(0).width());
		}
		assertEquals("0 done, 3 passed over, 0 failed", run("options", options).getOutput("result"));
	}

	/** Names stay, so that a run can be continued. */
	@Test
	public void deidentifies() throws Exception {
		final CommandModule first = run("task", "deidentify", "options", "keep=none");
		assertEquals(null, first.getCancelReason());
		assertEquals("3 done, 0 passed over, 0 failed", first.getOutput("result"));
		assertArrayEquals(new String[] { "one.tif", "two.ome.tif", "two.svs" }, resultNames());
		try (Slide opened = SlideOpener.open(new File(results, "two.svs").toPath())) {
			assertEquals("OME-TIFF", opened.metadata().format());
			assertEquals(0, opened.associatedImages().size());
		}
		assertEquals("0 done, 3 passed over, 0 failed",
			run("task", "deidentify", "options", "keep=none").getOutput("result"));
		assertTrue(String.valueOf(run("task", "deidentify", "options", "name=random").getCancelReason())
			.contains("one by one with name=random"));
	}

	@Test
	public void makesDeepZoom() throws Exception {
		assertEquals("3 done, 0 passed over, 0 failed", run("task", "deepzoom", "options", "container=zip")
			.getOutput("result"));
		assertArrayEquals(new String[] { "one.zip", "two.ome.tif.zip", "two.svs.zip" }, resultNames());
		assertEquals("0 done, 3 passed over, 0 failed", run("task", "deepzoom", "options", "container=zip")
			.getOutput("result"));
	}

	@Test
	public void aDamagedSlideIsNamedAndStopsNoOther() throws Exception {
		Files.writeString(new File(slides, "broken.svs").toPath(), "no slide");
		final String reason = run().getCancelReason();
		assertTrue(reason, reason.startsWith("3 done, 0 passed over, 1 failed\n") && reason.contains("broken.svs"));
		assertEquals(3, resultNames().length);
	}

	@Test
	public void optionsThatDoNotExistAreRefusedBeforeAnythingIsDone() throws Exception {
		final String unknown = run("options", "qualty=80").getCancelReason();
		assertTrue(unknown,
			unknown.startsWith("there is no option \"qualty\", only align, annotations, associated, bioFormats, "));
		assertEquals("\"compression=zip\" is none of keep, auto, none, lzw, deflate, jpeg, jpeg2000, zstd",
			run("options", "compression=zip").getCancelReason());
		assertEquals("\"quality=high\" is not a whole number",
			run("options", "quality=high").getCancelReason());
		assertTrue(run("options", "output=x").getCancelReason().startsWith("there is no option \"output\""));
		assertFalse(results.exists());
	}

	@Test
	public void aFolderWithoutSlides() throws Exception {
		final String reason = CommandRuns.run(CONTEXT, ProcessFolderCommand.class, "input", folder.newFolder("empty"),
			"output", results)
			.getCancelReason();
		assertTrue(reason, reason.endsWith("empty holds no slides"));
	}

	/** Bytes of names that are no characters: Latin 1 where UTF-8 is meant, or anything without a UTF-8 locale. */
	@Test
	public void namesThatAreNoTextFailAlone() throws Exception {
		for (final String bytes : new String[] { "\\351", "\\352" }) {
			final Process copy = new ProcessBuilder("sh", "-c", "cp one.tif \"$(printf '" + bytes + ".tif')\"")
				.directory(slides).redirectErrorStream(true).start();
			Assume.assumeTrue("this file system takes any bytes as a name", copy.waitFor() == 0);
		}
		final CommandModule run = run("options", "compression=lzw region=[0, 0, 300, 200]");
		final String result = run.getOutput("result").toString();
		assertTrue(result, result.startsWith("3 done, 0 passed over, 2 failed"));
		assertTrue(result, result.contains("is not in this system's character set"));
		assertArrayEquals(new String[] { "one.tif", "two.ome.tif.tif", "two.svs.tif" }, resultNames());
	}

	@Test
	public void sharesOfTheWork() throws Exception {
		final String options = "compression=deflate tilesize=128 region=[0, 0, 300, 200]";
		assertEquals("2 done, 0 passed over, 0 failed",
			run("options", options, "shard", "1/2").getOutput("result"));
		assertEquals("1 done, 0 passed over, 0 failed",
			run("options", options, "shard", "2/2").getOutput("result"));
		assertEquals("0 done, 3 passed over, 0 failed", run("options", options).getOutput("result"));
		assertTrue(run("shard", "3/2").getCancelReason().contains("no share"));
	}

	@Test
	public void aListOfSlides() throws Exception {
		final File list = new File(folder.getRoot(), "two of them.csv");
		Files.writeString(list.toPath(), "case,slide\n1,slides/two.svs\n2,slides/one.tif\n");
		final CommandModule run = CommandRuns.run(CONTEXT, ProcessFolderCommand.class, "input", list, "output",
			results, "options", "compression=lzw region=[0, 0, 300, 200]");
		assertEquals(null, run.getCancelReason());
		assertArrayEquals(new String[] { "one.tif", "two.tif" }, resultNames());
	}

	@Test
	public void annotationsOfOneProgramForAnother() throws Exception {
		Files.writeString(new File(slides, "one.geojson").toPath(), "{\"type\": \"Feature\", \"geometry\": "
			+ "{\"type\": \"Polygon\", \"coordinates\": [[[1, 2], [30, 2], [30, 40], [1, 2]]]}, \"properties\": {}}");
		final CommandModule run = run("task", "annotations", "options", "to=asap");
		assertEquals(null, run.getCancelReason());
		assertEquals("1 done, 0 passed over, 0 failed", run.getOutput("result"));
		assertArrayEquals(new String[] { "one.xml" }, resultNames());
		assertTrue(Files.readString(new File(results, "one.xml").toPath()).contains("ASAP_Annotations"));
	}
}
