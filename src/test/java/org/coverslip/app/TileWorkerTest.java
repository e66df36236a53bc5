package org.coverslip.app;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;

import org.coverslip.annotation.Box;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.process.Greys;
import org.coverslip.process.TileAnswer;
import org.coverslip.process.TileCode;
import org.coverslip.process.TilePlan;
import org.coverslip.process.TileSubject;
import org.coverslip.process.TileTask;
import org.coverslip.process.TileWorkException;
import org.coverslip.process.worker.WorkerPool;
import org.coverslip.process.worker.WorkerSettings;
import org.coverslip.slide.Picture;
import org.coverslip.slide.Plane;
import org.coverslip.slide.ProceduralScene;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.TileCache;
import org.coverslip.slide.Workers;
import org.junit.Test;

/** ImageJ's macros, commands and scripts on tiles, in processes of their own. */
public class TileWorkerTest {

	private static final TileSubject SUBJECT = new TileSubject("/slides/a slide.svs", "made up", 0);

	private final Picture colors = Picture.of(ProceduralScene.rgb(700, 450, 256, 1).scene(),
		new RegionReader(TileCache.ofBytes(16 << 20))).build();
	private final Picture greys = Greys.of(colors);
	private final TilePlan plan = new TilePlan(greys, 300, 20, Map.of("otsu", "99"));
	private final List<String> log = Collections.synchronizedList(new ArrayList<>());

	private static WorkerSettings settings(final int workers, final double seconds) {
		return new WorkerSettings(TileWorker.class.getName(), workers, 256,
			seconds > 0 ? Optional.of(Duration.ofMillis((long) (1000 * seconds))) : Optional.empty(), 3);
	}

	private WorkerPool pool(final TileCode code) {
		return new WorkerPool(settings(2, 0), code, SUBJECT, ProgressListener.NONE, log::add);
	}

	private WorkerPool macro(final String text) {
		return pool(TileCode.macro("test.ijm", text));
	}

	private static TileTask task(final TilePlan plan, final long number) {
		return plan.task(number, List.of(Plane.FIRST));
	}

	@Test
	public void aMacroChangesTheImageThatItFinds() throws IOException {
		try (WorkerPool pool = macro("run('Invert');")) {
			for (final long number : new long[] { 0, 4 }) {
				final PixelBlock before = task(plan, number).pixels(Plane.FIRST);
				final PixelBlock after = pool.run(task(plan, number)).image().orElseThrow().first();
				assertEquals(before.shape(), after.shape());
				for (int i = 0; i < before.shape().length(); i++)
					assertEquals(255 - before.value(i), after.value(i), 0);
			}
		}
	}

	@Test
	public void rightResultsComeFromManyMacrosAtOnce() throws IOException {
		final TilePlan small = new TilePlan(greys, 64, 4, Map.of());
		try (WorkerPool pool = macro("run('Duplicate...', 'title=copy'); run('Invert');")) {
			Workers.run(4, new Workers.Step() {

				private long next;

				@Override
				public boolean run() throws IOException {
					final long number;
					synchronized (this) {
						number = next++;
					}
					if (number >= 24) return false;
					final PixelBlock before = task(small, number).pixels(Plane.FIRST);
					final PixelBlock after = pool.run(task(small, number)).image().orElseThrow().first();
					final byte[] inverted = before.bytes().clone();
					for (int i = 0; i < inverted.length; i++)
						inverted[i] = (byte) ~inverted[i];
					assertArrayEquals("tile " + number, inverted, after.bytes());
					return true;
				}
			});
		}
	}

	@Test
	public void aMacroLearnsWhereItIs() throws IOException {
		try (WorkerPool pool = macro("""
			print(getArgument());
			print(Property.get("coverslip.source"), Property.get("coverslip.x0"), getTitle());
			getPixelSize(unit, w, h);
			print(unit, nImages(), nResults(), roiManager("count"), is("Batch Mode"));
			"""))
		{
			pool.run(task(plan, 4));
		}
		final String argument = " " + log.get(0) + " ";
		for (final String word : List.of("x0=280", "y0=280", "left=20", "top=20", "tileWidth=300", "tileHeight=150",
			"downsample=1", "level=0", "otsu=99", "column=1", "row=1"))
			assertTrue(word + " in" + argument, argument.contains(" " + word + " "));
		assertEquals("/slides/a slide.svs 280.0 a slide.svs, 280,280", log.get(1));
		assertTrue(log.get(2), log.get(2).endsWith(" 1 0 0 1"));
	}

	@Test
	public void regionsAndResultsComeBack() throws IOException {
		try (WorkerPool pool = macro("""
			makeRectangle(30, 40, 10, 20); Roi.setName("one"); roiManager("Add");
			makeOval(50, 60, 8, 6); roiManager("Add");
			setResult("Label", 0, "first"); setResult("X", 0, 1/3); setResult("What", 0, "text");
			"""))
		{
			final TileAnswer answer = pool.run(task(plan, 4));
			assertEquals(2, answer.rois().size());
			assertEquals(new Box(280 + 30, 280 + 40, 10, 20), answer.rois().get(0).geometry().box());
			assertEquals(Optional.of("one"), answer.rois().get(0).name());
			assertEquals(new Box(280 + 50, 280 + 60, 8, 6), answer.rois().get(1).geometry().box());
			assertEquals(List.of("Label", "X", "What"), answer.table().orElseThrow().columns());
			assertEquals(List.of(List.of("first", Double.toString(1 / 3.0), "text")), answer.table().get().rows());
		}
	}

	/** Each tile finds an ImageJ in which nothing was done. */
	@Test
	public void nothingIsLeftForTheNextTile() throws IOException {
		try (WorkerPool pool = new WorkerPool(settings(1, 0), TileCode.macro("test.ijm", """
			print(nImages(), nResults(), roiManager("count"), is("Batch Mode"), is("global scale"), getInfo("overlay"));
			setBatchMode(false);
			setOption("BlackBackground", !parseInt("0"));
			print(d2s(getValue("color.foreground"), 0));
			setForegroundColor(1, 2, 3);
			newImage("another", "8-bit black", 10, 10, 1);
			run("Set Measurements...", "area redirect=None decimal=7");
			run("Set Scale...", "distance=1 known=7 unit=ell global");
			makeRectangle(1, 2, 3, 4);
			roiManager("Add");
			run("Measure");
			run("Add Selection...");
			setResult("a", 0, 1);
			close();
			"""), SUBJECT, ProgressListener.NONE, log::add))
		{
			pool.run(task(plan, 4));
			pool.run(task(plan, 4));
		}
		assertEquals(4, log.size());
		assertEquals(log.subList(0, 2), log.subList(2, 4));
	}

	@Test
	public void failuresNameTheTileAndTheLine() throws IOException {
		assertFails(macro("run('Invert');\nfoo();"), "Undefined identifier", "(line 2 of the macro)",
			"the tile of 300 x 150 at (300, 300)");
		assertFails(macro("run('No such command');"), "No such command");
		assertFails(macro("\nexit('that is enough');"), "that is enough");
		assertFails(macro("run('Gaussian Blur...');"), "Gaussian Blur", "nobody can answer");
		assertFails(macro("run('Size...', 'width=33 height=44 depth=1 interpolation=None');"), "33 x 44 pixels",
			"340 x 170 with its halo", "300 x 150 without it");
		assertFails(macro("run('Duplicate...', 'title=a'); run('Images to Stack');"), "2 slices");
		assertFails(pool(TileCode.command("Gaussian Blur...", "sigma=x")), "Gaussian Blur");
		assertFails(pool(TileCode.command("Gausian Blur...", "sigma=2")), "Gausian Blur...");
	}

	private void assertFails(final WorkerPool closed, final String... parts) throws IOException {
		try (WorkerPool pool = closed) {
			final String message = assertThrows(TileWorkException.class, () -> pool.run(task(plan, 4))).getMessage();
			for (final String part : parts)
				assertTrue("\"" + part + "\" in: " + message, message.contains(part));
			assertEquals(message, 1, message.lines().count());
		}
	}

	@Test
	public void aFailureIsNoHarmToTheNextTile() throws IOException {
		try (WorkerPool pool = macro("if (indexOf(getArgument(), 'column=1') >= 0) { setBatchMode(false); foo(); }\n"
			+ "run('Invert');"))
		{
			assertThrows(TileWorkException.class, () -> pool.run(task(plan, 1)));
			assertEquals(255 - task(plan, 0).pixels(Plane.FIRST).value(0),
				pool.run(task(plan, 0)).image().orElseThrow().first().value(0), 0);
		}
	}

	@Test
	public void aTileThatTakesTooLongIsEnded() throws IOException {
		try (WorkerPool pool = new WorkerPool(settings(1, 4),
			TileCode.macro("test.ijm", "if (indexOf(getArgument(), 'column=1') >= 0) while (true) wait(10);"), SUBJECT,
			ProgressListener.NONE, log::add))
		{
			final TileWorkException late = assertThrows(TileWorkException.class, () -> pool.run(task(plan, 1)));
			assertTrue(late.getMessage(),
				late.getMessage().endsWith("it took longer than the limit of 4 s, and was ended"));
			assertTrue(pool.run(task(plan, 0)).image().isPresent());
		}
	}

	@Test
	public void aProcessThatEndsCostsItsTileASecondTry() throws IOException {
		try (WorkerPool pool = macro("call('java.lang.System.exit', '7');")) {
			final TileWorkException ended = assertThrows(TileWorkException.class, () -> pool.run(task(plan, 1)));
			assertTrue(ended.getMessage(), ended.getMessage().contains("and so did another one"));
		}
	}

	@Test
	public void closingEndsWhatIsRunning() throws Exception {
		final WorkerPool pool = macro("print('begun'); while (true) wait(10);");
		final Thread closing = new Thread(() -> {
			while (log.isEmpty())
				Thread.onSpinWait();
			pool.close();
		});
		closing.start();
		assertThrows(CancellationException.class, () -> pool.run(task(plan, 0)));
		closing.join();
		assertThrows(CancellationException.class, () -> pool.run(task(plan, 0)));
		for (int i = 0; i < 100 && ProcessHandle.current().children().findAny().isPresent(); i++)
			Thread.sleep(50);
		assertEquals(0, ProcessHandle.current().children().count());
	}

	@Test
	public void scriptsGetTheImageAndTheValues() throws IOException {
		try (WorkerPool pool = pool(TileCode.script("test.groovy", """
			import ij.IJ
			IJ.log("$x0 $otsu ${imp.width}")
			imp.getProcessor().invert()
			"""))) {
			final PixelBlock before = task(plan, 4).pixels(Plane.FIRST);
			assertEquals(255 - before.value(77), pool.run(task(plan, 4)).image().orElseThrow().first().value(77), 0);
		}
		assertEquals(List.of("280 99 340"), log);
		assertFails(pool(TileCode.script("test.groovy", "\nimp.foo()")), "foo", "(line 2 of the script)");
		try (WorkerPool pool = pool(TileCode.script("test.abc", ""))) {
			final IOException unknown = assertThrows(IOException.class, () -> pool.run(task(plan, 4)));
			assertTrue(unknown.getMessage(), unknown.getMessage().contains("nothing here that runs test.abc"));
		}
	}

	@Test
	public void colorsAndOtherDepthsComeBackAsTheyAre() throws IOException {
		final TilePlan plan2 = new TilePlan(colors, 300, 20, Map.of());
		try (WorkerPool pool = macro("")) {
			assertArrayEquals(task(plan2, 4).pixels(Plane.FIRST).bytes(),
				pool.run(task(plan2, 4)).image().orElseThrow().first().bytes());
		}
		try (WorkerPool pool = macro("run('16-bit'); run('Multiply...', 'value=200');")) {
			final PixelBlock image = pool.run(task(plan, 4)).image().orElseThrow().first();
			assertEquals(200 * task(plan, 4).pixels(Plane.FIRST).value(5), image.value(5), 0);
		}
		try (WorkerPool pool = macro("run('32-bit'); run('Divide...', 'value=3');")) {
			final PixelBlock image = pool.run(task(plan, 4)).image().orElseThrow().first();
			assertEquals((float) (task(plan, 4).pixels(Plane.FIRST).value(5) / 3), image.floats()[5], 1e-5);
		}
	}
}
