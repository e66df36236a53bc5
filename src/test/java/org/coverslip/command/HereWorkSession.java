package org.coverslip.command;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.coverslip.pixel.PixelBlock;
import org.coverslip.process.Greys;
import org.coverslip.process.TileAnswer;
import org.coverslip.process.TileCode;
import org.coverslip.process.TilePlan;
import org.coverslip.process.TileSubject;
import org.coverslip.process.TileTask;
import org.coverslip.slide.Picture;
import org.coverslip.slide.Plane;
import org.coverslip.slide.ProceduralScene;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.TileCache;
import org.coverslip.slide.Workers;

import ij.IJ;
import ij.ImageJ;
import ij.ImagePlus;
import ij.Prefs;
import ij.WindowManager;
import ij.macro.Interpreter;
import ij.measure.ResultsTable;
import ij.plugin.frame.RoiManager;

/**
 * Before a screen, a user has images, results and ROIs in ImageJ while macros work on tiles there. Prints how many
 * tiles were right, and what the user has afterwards.
 */
final class HereWorkSession {

	private HereWorkSession() {}

	public static void main(final String[] args) throws Exception {
		new ImageJ(ImageJ.NO_SHOW);
		final ImagePlus first = IJ.createImage("first", "8-bit ramp", 100, 80, 1);
		first.show();
		IJ.makeRectangle(10, 10, 20, 20);
		final ImagePlus second = IJ.createImage("second", "8-bit ramp", 90, 70, 1);
		second.show();
		final RoiManager manager = new RoiManager();
		manager.addRoi(first.getRoi());
		IJ.run(first, "Measure", "");
		System.out.println("before " + state(first));
		final Picture picture = Greys.of(Picture.of(ProceduralScene.rgb(700, 450, 256, 1).scene(),
			new RegionReader(TileCache.ofBytes(16 << 20))).build());
		final TilePlan plan = new TilePlan(picture, 128, 8, Map.of());
		final TileCode code = TileCode.macro("m.ijm", """
			if (nImages() < 1 || nResults() != 0 || roiManager("count") != 0) exit("not clean");
			run("Duplicate...", "title=copy");
			makeRectangle(1, 2, 3, 4);
			roiManager("Add");
			run("Measure");
			run("Select None");
			setOption("BlackBackground", true);
			run("Set Measurements...", "area redirect=None decimal=7");
			run("Invert");
			""");
		final boolean[] right = new boolean[(int) plan.count()];
		try (HereWork work =
			new HereWork(code, new TileSubject("made up", "", 0), null, ProgressListener.NONE))
		{
			Workers.runNumbered(plan.count(), number -> {
				final TileTask task = plan.task(number, List.of(Plane.FIRST));
				final TileAnswer answer = work.run(task);
				final byte[] inverted = task.pixels(Plane.FIRST).bytes().clone();
				for (int i = 0; i < inverted.length; i++)
					inverted[i] = (byte) ~inverted[i];
				final PixelBlock image = answer.image().orElseThrow().first();
				right[(int) number] = Arrays.equals(inverted, image.bytes()) && answer.rois().size() == 1
					&& answer.table().orElseThrow().rows().size() == 1;
			});
		}
		int count = 0;
		for (final boolean one : right)
			if (one) count++;
		System.out.println("right " + count + " of " + right.length);
		System.out.println("after " + state(first));
		Runtime.getRuntime().halt(0);
	}

	private static String state(final ImagePlus first) {
		return Arrays.toString(WindowManager.getImageTitles()) + " active " + WindowManager.getCurrentImage().getTitle()
			+ ", results " + ResultsTable.getResultsTable().size() + " "
			+ ResultsTable.getResultsTable().getColumnHeadings().strip() + ", shown " + IJ.getTextPanel().getLineCount()
			+ ", ROIs " + RoiManager.getInstance().getCount() + ", " + Prefs.blackBackground + " "
			+ Interpreter.isBatchMode() + ", pixel " + first.getProcessor().get(50, 40) + " in " + first.getRoi();
	}
}
