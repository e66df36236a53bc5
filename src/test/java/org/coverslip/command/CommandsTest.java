package org.coverslip.command;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

import org.coverslip.detect.SlideOpener;
import org.coverslip.export.tiff.PyramidTiffOptions.Dialect;
import org.coverslip.geom.Region;
import org.coverslip.slide.Plane;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.scijava.Cancelable;
import org.scijava.Context;
import org.scijava.command.CommandModule;
import org.scijava.ItemVisibility;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandService;
import org.scijava.log.LogLevel;
import org.scijava.log.LogService;
import org.scijava.module.Module;
import org.scijava.module.ModuleItem;
import org.scijava.service.Service;

import ij.ImagePlus;
import ij.gui.OvalRoi;
import ij.process.ColorProcessor;

/** The commands in a SciJava context as Fiji has one, without a screen. */
public class CommandsTest {

	@ClassRule
	public static final TemporaryFolder SLIDES = new TemporaryFolder();

	private static final Context CONTEXT = new Context();

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	@BeforeClass
	public static void write() throws IOException {
		SampleFile.brightField(slide().toPath());
		CONTEXT.service(LogService.class).setLevel(LogLevel.NONE); // failures are part of the tests
	}

	@AfterClass
	public static void dispose() {
		CONTEXT.dispose();
	}

	private static File slide() {
		return new File(SLIDES.getRoot(), "slide.tif");
	}

	private File target(final String name) {
		return new File(folder.getRoot(), name);
	}

	private static CommandModule run(final Class<? extends SlideCommand> command, final Object... inputs)
		throws InterruptedException, ExecutionException
	{
		return CommandRuns.run(CONTEXT, command, inputs);
	}

	private static CommandModule succeed(final Class<? extends SlideCommand> command, final Object... inputs)
		throws InterruptedException, ExecutionException
	{
		final CommandModule module = run(command, inputs);
		assertEquals(null, module.getCancelReason());
		assertFalse(module.isCanceled());
		return module;
	}

	private static byte[] pixels(final File file, final int level, final Region region) throws IOException {
		try (Slide opened = SlideOpener.open(file.toPath())) {
			return new RegionReader(TileCache.ofBytes(0)).read(opened.scenes().get(0), level, Plane.FIRST, region)
				.block().bytes();
		}
	}

	private static byte[] pixels(final ImagePlus image) {
		final int[] rgb = (int[]) ((ColorProcessor) image.getProcessor()).getPixels();
		final byte[] bytes = new byte[3 * rgb.length];
		for (int i = 0; i < rgb.length; i++)
			for (int s = 0; s < 3; s++)
				bytes[3 * i + s] = (byte) (rgb[i] >> 16 - 8 * s);
		return bytes;
	}

	@Test
	public void openSlideAtALevel() throws Exception {
		final ImagePlus image = (ImagePlus) succeed(OpenSlideCommand.class, "input", slide(), "level", 1)
			.getOutput("image");
		assertEquals(SampleFile.WIDTH / 2, image.getWidth());
		assertEquals(0.5, image.getCalibration().pixelWidth, 1e-3);
		assertArrayEquals(pixels(slide(), 1, Region.ofSize(image.getWidth(), image.getHeight())), pixels(image));
	}

	@Test
	public void openSlideAtASize() throws Exception {
		final ImagePlus image = (ImagePlus) succeed(OpenSlideCommand.class, "input", slide(), "outWidth", 123, "region",
			"0,0,400,200")
			.getOutput("image");
		assertEquals(123, image.getWidth());
		assertEquals(62, image.getHeight());
	}

	@Test
	public void openSlideAtAPixelSizeAndAMagnification() throws Exception {
		final ImagePlus image =
			(ImagePlus) succeed(OpenSlideCommand.class, "input", slide(), "pixelSize", 1.0, "region", "0, 0, 400, 200")
			.getOutput("image");
		assertEquals(100, image.getWidth());
		final File plain = SampleFile.brightField(Dialect.PLAIN, target("plain.tif").toPath()).toFile();
		assertEquals("the slide states no magnification; choose a level instead",
			run(OpenSlideCommand.class, "input", plain, "magnification", 10.0).getCancelReason());
		final File svs = SampleFile.brightField(Dialect.SVS, target("slide.svs").toPath()).toFile();
		final ImagePlus tenfold =
			(ImagePlus) succeed(OpenSlideCommand.class, "input", svs, "magnification", 10.0, "region",
			"0,0,400,200").getOutput("image");
		assertEquals(100, tenfold.getWidth());
		final CommandModule both =
			run(OpenSlideCommand.class, "input", slide(), "magnification", 10.0, "pixelSize", 1.0);
		assertEquals("give only one scale, not pixelSize and magnification", both.getCancelReason());
	}

	@Test
	public void aRegionOnAnOverviewIsCroppedAtFullResolution() throws Exception {
		final ImagePlus overview = (ImagePlus) succeed(OpenOverviewCommand.class, "input", slide(), "size", 275)
			.getOutput("image");
		assertEquals(275, overview.getWidth());
		overview.setRoi(50, 25, 60, 40);
		final ImagePlus crop = (ImagePlus) succeed(CropToImageCommand.class, "image", overview).getOutput("crop");
		final Region region = new Region(200, 100, 240, 160);
		assertEquals(240, crop.getWidth());
		assertArrayEquals(pixels(slide(), 0, region), pixels(crop));

		final File tif = target("crop.tif");
		succeed(CropToTiffCommand.class, "image", overview, "output", tif);
		assertArrayEquals(pixels(slide(), 0, region), pixels(tif, 0, Region.ofSize(240, 160)));
	}

	@Test
	public void aRoundRegionStaysOnTheCrop() throws Exception {
		final ImagePlus overview = (ImagePlus) succeed(OpenOverviewCommand.class, "input", slide(), "size", 275)
			.getOutput("image");
		overview.setRoi(new OvalRoi(50, 25, 60, 40));
		final ImagePlus crop = (ImagePlus) succeed(CropToImageCommand.class, "image", overview).getOutput("crop");
		assertEquals(OvalRoi.class, crop.getRoi().getClass());
		assertEquals(new java.awt.Rectangle(0, 0, 240, 160), crop.getRoi().getBounds());
	}

	@Test
	public void croppingNeedsARegionAndASlide() throws Exception {
		final ImagePlus overview = (ImagePlus) succeed(OpenOverviewCommand.class, "input", slide(), "size", 275)
			.getOutput("image");
		final String none = run(CropToImageCommand.class, "image", overview).getCancelReason();
		assertTrue(none, none.startsWith("there is no region on "));
		final ImagePlus other = new ImagePlus("other", new ColorProcessor(20, 20));
		other.setRoi(1, 1, 5, 5);
		assertNotNull(run(CropToImageCommand.class, "image", other).getCancelReason());
	}

	@Test
	public void convertKeepsTiles() throws Exception {
		final File jpeg = target("jpeg.tif");
		succeed(ConvertSlideCommand.class, "input", slide(), "output", jpeg, "compression", "lzw", "dialect", "ome");
		assertArrayEquals(pixels(slide(), 0, Region.ofSize(1100, 700)), pixels(jpeg, 0, Region.ofSize(1100, 700)));
	}

	@Test
	public void convertWritesOmeZarrWhereTheNameSaysSo() throws Exception {
		final Region all = Region.ofSize(1100, 700);
		for (final String version : new String[] { "auto", "0.4", "0.5" }) {
			final File zarr = target("z" + version + ".ome.zarr");
			succeed(ConvertSlideCommand.class, "input", slide(), "output", zarr, "zarr", version);
			assertArrayEquals(pixels(slide(), 0, all), pixels(zarr, 0, all));
			assertEquals(version.equals("0.5"), new File(zarr, "zarr.json").isFile());
			assertEquals(zarr + " is there already; choose another name, or say overwrite=true to replace it",
				run(ConvertSlideCommand.class, "input", slide(), "output", zarr).getCancelReason());
			succeed(ConvertSlideCommand.class, "input", slide(), "output", zarr, "overwrite", true);
		}
		assertEquals("the name " + target("x.tif") + " should end in .ome.zarr or .zarr", run(ConvertSlideCommand.class,
			"input", slide(), "output", target("x.tif"), "zarr", "0.5").getCancelReason());
		final String jpeg = run(ConvertSlideCommand.class, "input", slide(), "output", target("x.zarr"), "compression",
			"jpeg").getCancelReason();
		assertTrue(jpeg, jpeg.startsWith("chunks of OME-Zarr are packed by none, deflate or zstd, not by jpeg"));
		final File cells = target("cells.geojson");
		Files.writeString(cells.toPath(), "{\"type\": \"FeatureCollection\", \"features\": []}");
		final String said = run(ConvertSlideCommand.class, "input", slide(), "output", target("x.zarr"), "annotations",
			cells).getCancelReason();
		assertTrue(said, said.startsWith("annotations are written into a TIFF, not into OME-Zarr; leave them out, "));
	}

	@Test
	public void convertWritesDicomWhereThatIsSaid() throws Exception {
		final Region all = Region.ofSize(1100, 700);
		final File dicom = target("d");
		final File said = target("said.json");
		Files.writeString(said.toPath(), "{\"PatientID\": \"4711\", \"AccessionNumber\": 12}");
		succeed(ConvertSlideCommand.class, "input", slide(), "output", dicom, "to", "dicom", "metadata", said);
		assertArrayEquals(pixels(slide(), 0, all), pixels(dicom, 0, all));
		try (Slide opened = SlideOpener.open(dicom.toPath())) {
			assertEquals("12", opened.metadata().properties().get("dicom.AccessionNumber"));
		}
		assertEquals(dicom + " is there already; choose another name, or say overwrite=true to replace it",
			run(ConvertSlideCommand.class, "input", slide(), "output", dicom, "to", "dicom").getCancelReason());
		succeed(ConvertSlideCommand.class, "input", slide(), "output", dicom, "to", "dicom", "overwrite", true);
		final File tiff = target("x.tif");
		assertEquals(tiff + " is the name of a TIFF or of OME-Zarr, and DICOM is written into a folder; choose another "
			+ "name", run(ConvertSlideCommand.class, "input", slide(), "output", tiff, "to", "dicom")
			.getCancelReason());
		final File zarr = target("y");
		succeed(ConvertSlideCommand.class, "input", slide(), "output", zarr, "to", "zarr");
		assertTrue(new File(zarr + ".ome.zarr").isDirectory());
		assertEquals("the name " + target("x.zarr") + " should end in .tif, .tiff, .svs, .btf or .tf8",
			run(ConvertSlideCommand.class, "input", slide(), "output", target("x.zarr"), "to", "tiff")
				.getCancelReason());
		final String zstd = run(ConvertSlideCommand.class, "input", slide(), "output", target("e"), "to", "dicom",
			"compression", "zstd").getCancelReason();
		assertTrue(zstd, zstd.startsWith("tiles of DICOM are compressed by jpeg or jpeg2000, kept, or none, not by"));
		Files.writeString(said.toPath(), "{\"Patient\": \"4711\"}");
		final String unknown = run(ConvertSlideCommand.class, "input", slide(), "output", target("e"), "to", "dicom",
			"metadata", said).getCancelReason();
		assertTrue(unknown, unknown.startsWith(said + ": \"Patient\" is none of what can be said of a slide: Acc"));
	}

	@Test
	public void saveAnyImage() throws Exception {
		final ImagePlus image = new ImagePlus("image", new ColorProcessor(300, 200));
		image.getProcessor().set(7, 9, 0xff8040);
		final File tif = target("image.tif");
		succeed(SaveAsPyramidalTiffCommand.class, "image", image, "output", tif);
		assertArrayEquals(pixels(image), pixels(tif, 0, Region.ofSize(300, 200)));
	}

	@Test
	public void propertiesAndInspectionAsText() throws Exception {
		assertTrue(((String) succeed(SlideInfoCommand.class, "input", slide()).getOutput("report"))
			.contains("RGB uint8"));
		assertTrue(((String) succeed(InspectTiffCommand.class, "input", slide()).getOutput("report"))
			.contains("Nothing needs to be done"));
	}

	@Test
	public void associatedImageAsFile() throws Exception {
		succeed(AssociatedImageCommand.class, "input", slide(), "name", "macro", "output", target("macro.png"));
		assertTrue(target("macro.png").length() > 100);
	}

	@Test
	public void failuresAreOneSentence() throws Exception {
		final CommandModule module =
			run(ConvertSlideCommand.class, "input", target("nowhere.svs"), "output", target("x.tif"));
		assertTrue(module.isCanceled());
		assertEquals(target("nowhere.svs") + ": there is no such file", module.getCancelReason());
		assertEquals(0, folder.getRoot().list().length);
	}

	@Test
	public void aCanceledConversionLeavesNothing() throws Exception {
		final ConvertSlideCommand command = new ConvertSlideCommand();
		final CommandInfo info = CONTEXT.service(CommandService.class).getCommand(ConvertSlideCommand.class);
		final Module module = info.createModule(command);
		CONTEXT.inject(command);
		module.setInput("input", slide());
		module.setInput("output", target("x.tif"));
		((Cancelable) command).cancel("enough");
		module.run();
		assertEquals("Canceled.", command.getCancelReason());
		assertEquals(0, folder.getRoot().list().length);
	}

	@Test
	public void valuesAreNotRemembered() throws Exception {
		succeed(OpenSlideCommand.class, "input", slide(), "level", 2, "region", "0,0,400,200");
		assertEquals(SampleFile.WIDTH,
			((ImagePlus) succeed(OpenSlideCommand.class, "input", slide()).getOutput("image")).getWidth());
	}

	@Test
	public void theMenuIsComplete() {
		final List<String> labels = menu().map(command -> command.getMenuPath().getLeaf().getName()).toList();
		assertEquals(List.of("Open Slide...", "Open Slide from URL...", "Open Overview...", "Slide Properties...",
			"View in Browser...",
			"Stop Slide Server", "Crop ROI to Image...", "Crop ROI to TIFF...", "Crop ROIs...", "Convert Slide...",
			"Save as Pyramidal TIFF...", "De-identify Slide...", "Process Folder...", "Export Tiles...",
			"Export Deep Zoom...",
			"Save Region as Image...", "Save Associated Image...", "Convert Annotations...",
			"Import Annotations...", "Export Annotations...", "Annotations to Mask...", "Mask to Annotations...",
			"Measure Annotations...", "Tissue Mask...", "Inspect TIFF...", "Preview Process...",
			"Process Slide..."),
			labels);
		menu().forEach(command -> assertTrue(command.getTitle(),
			command.getMenuPath().getMenuString(false).startsWith("Plugins > Coverslip") && command.canRunHeadless()));
	}

	/** The menu but for what the profile {@code fiji} adds. */
	private static Stream<CommandInfo> menu() {
		return commands()
			.filter(command -> !command.getMenuPath().isEmpty() && !command.getTitle().contains("BigDataViewer"))
			.sorted(Comparator.<CommandInfo> comparingDouble(command -> command.getMenuPath().get(2).getWeight())
			.thenComparingDouble(command -> command.getMenuPath().getLeaf().getWeight()));
	}

	private static Stream<CommandInfo> commands() {
		return CONTEXT.service(CommandService.class).getCommands().stream()
			.filter(command -> command.getClassName().startsWith("org.coverslip."));
	}

	@Test
	public void eachParameterIsExplained() {
		assertTrue(commands().count() > 10);
		commands().forEach(command -> {
			assertFalse(command.getClassName(), command.getDescription().isBlank());
			for (final ModuleItem<?> input : command.inputs()) {
				if (input.getVisibility() != ItemVisibility.NORMAL || input.getType().getName()
					.startsWith("org.scijava.")
					|| Service.class.isAssignableFrom(input.getType())) continue;
				assertFalse(command.getClassName() + " " + input.getName(), input.getDescription() == null
					|| input.getDescription().isBlank());
				assertFalse(command.getClassName() + " " + input.getName(), input.getLabel() == null
					|| input.getLabel().isBlank());
			}
		});
	}

	@Test
	public void commandsAreEnvelopes() throws IOException {
		try (Stream<Path> files = Files.list(Path.of("src/main/java/org/coverslip/command"))) {
			for (final Path file : files.filter(f -> f.toString()
				.endsWith("Command.java") && !f.endsWith("SlideCommand.java")).toList())
				assertTrue(file + " has more than 80 lines", Files.readAllLines(file).size() <= 80);
		}
	}
}
