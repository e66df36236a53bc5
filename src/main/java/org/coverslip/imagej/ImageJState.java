package org.coverslip.imagej;

import java.awt.Color;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import ij.IJ;
import ij.ImagePlus;
import ij.Macro;
import ij.Prefs;
import ij.WindowManager;
import ij.gui.Line;
import ij.gui.Roi;
import ij.gui.Toolbar;
import ij.macro.Interpreter;
import ij.measure.Calibration;
import ij.measure.ResultsTable;
import ij.plugin.filter.Analyzer;
import ij.plugin.frame.RoiManager;
import ij.process.ColorProcessor;
import ij.process.ImageConverter;
import ij.text.TextWindow;

/**
 * What ImageJ keeps for the whole virtual machine, as it is before some code runs: which images are open, which is
 * active, results, the ROI Manager, preferences, options of measuring. Closing it makes it so again, so that the next
 * tile finds what this one found, and the user what he left. The code itself finds no results, an empty ROI Manager
 * without a window, and batch mode.
 * <p>
 * For the thread that runs the code, and one at a time in a virtual machine: see {@link TileBench}. What dialogs
 * remember of one run for the next, ImageJ keeps in fields of each command of its own; these stay.
 */
final class ImageJState implements AutoCloseable {

	private static final String RESULTS = "Results";
	private static final String UNKNOWN = "this is not the ImageJ that Coverslip knows";

	private final Set<Integer> images = openImages();
	private final Set<Object> windows = Set.of(otherWindows());
	private final ImagePlus active = WindowManager.getTempCurrentImage();
	private final boolean batchMode = Interpreter.batchMode;
	private final String options = Macro.getOptions();
	private final ResultsTable results = Analyzer.getResultsTable();
	private final boolean resultsShown = IJ.isResultsWindow();
	private final int measurements = Analyzer.getMeasurements();
	private final int precision = Analyzer.getPrecision();
	private final Object managerWindow = managerInstance();
	private final RoiManager manager = new RoiManager(true);
	private final Map<Field, Object> preferences = preferences();
	private final int threads = Prefs.getThreads();
	private final Color foreground = Toolbar.getForegroundColor();
	private final Color background = Toolbar.getBackgroundColor();
	private final int lineWidth = Line.getWidth();
	private final double strokeWidth = Roi.getDefaultStrokeWidth();
	private final double[] weights = ColorProcessor.getWeightingFactors();
	private final boolean scaling = ImageConverter.getDoScaling();
	private final Calibration calibration = globalCalibration();

	/**
	 * Takes the state, and makes it the one that code finds.
	 *
	 * @param image
	 *            the only one that is open in batch mode, and active
	 */
	ImageJState(final ImagePlus image) {
		Analyzer.setUnsavedMeasurements(false);
		Analyzer.setResultsTable(new ResultsTable());
		Analyzer.setRedirectImage(null);
		setManagerInstance(manager);
		showManager(managerWindow, manager);
		Interpreter.batchMode = true;
		Interpreter.addBatchModeImage(image);
		WindowManager.setTempCurrentImage(image);
	}

	/** The regions that the code left in the ROI Manager, in its order. */
	Roi[] rois() {
		final Object now = managerInstance(); // the code may have closed it and opened another one
		return (now instanceof RoiManager left ? left : manager).getRoisAsArray();
	}

	/** What the code left in the Results table. */
	ResultsTable results() {
		return Analyzer.getResultsTable();
	}

	@Override
	public void close() {
		closeImages();
		Analyzer.setUnsavedMeasurements(false);
		showManager(manager, managerWindow);
		for (final Object window : otherWindows())
			if (!windows.contains(window)) close(window);
		setManagerInstance(managerWindow);
		Analyzer.setResultsTable(results);
		if (resultsShown && results.size() > 0) results.show(RESULTS);
		Analyzer.setUnsavedMeasurements(false);
		Analyzer.setMeasurements(measurements);
		Analyzer.setPrecision(precision);
		Analyzer.setRedirectImage(null);
		Interpreter.batchMode = batchMode;
		Macro.setOptions(options);
		WindowManager.setTempCurrentImage(active);
		preferences.forEach(ImageJState::set);
		Prefs.setThreads(threads);
		Toolbar.setForegroundColor(foreground);
		Toolbar.setBackgroundColor(background);
		Line.setWidth(lineWidth);
		Roi.setDefaultStrokeWidth(strokeWidth);
		if (weights != null) ColorProcessor.setWeightingFactors(weights[0], weights[1], weights[2]);
		ImageConverter.setDoScaling(scaling);
		new ImagePlus().setGlobalCalibration(calibration);
		IJ.setKeyUp(IJ.ALL_KEYS);
		IJ.resetEscape();
	}

	private void closeImages() {
		for (final int id : openImages()) {
			if (images.contains(id)) continue;
			final ImagePlus image = WindowManager.getImage(id);
			if (image == null) continue;
			image.changes = false;
			image.unlock();
			image.close();
		}
		Interpreter.batchMode = false;
	}

	private static void close(final Object window) {
		if (window instanceof RoiManager another) another.close();
		else if (window instanceof TextWindow text && !text.getTitle().equals("Log")) text.close(false);
	}

	/** By its name: in an ImageJ with unseen windows it gives other ones than the compiler knows. */
	private static Object[] otherWindows() {
		try {
			return (Object[]) WindowManager.class.getMethod("getAllNonImageWindows").invoke(null);
		}
		catch (final ReflectiveOperationException e) {
			throw new IllegalStateException(UNKNOWN, e);
		}
	}

	private static Set<Integer> openImages() {
		final int[] ids = WindowManager.getIDList();
		return ids == null ? Set.of() : Arrays.stream(ids).boxed().collect(Collectors.toSet());
	}

	private static Calibration globalCalibration() {
		return ImagePlus.getStaticGlobalCalibration();
	}

	private static Map<Field, Object> preferences() {
		final Map<Field, Object> all = new LinkedHashMap<>();
		for (final Field field : Prefs.class.getFields())
			if (Modifier.isStatic(field.getModifiers()) && !Modifier.isFinal(field.getModifiers()))
				all.put(field, get(field));
		return all;
	}

	/**
	 * Puts one ROI Manager in the place of another one, either of which may be missing, among the windows: Analyze
	 * Particles looks there for the one to add to (1.54p).
	 */
	@SuppressWarnings("unchecked")
	private static void showManager(final Object before, final Object after) {
		final List<Object> windows = (List<Object>) get(field(WindowManager.class, "nonImageList"));
		synchronized (windows) {
			windows.remove(before);
			if (after != null && !windows.contains(after)) windows.add(after);
		}
	}

	/** ImageJ has no other way to a ROI Manager without a window that all its commands know (1.54p). */
	private static Object managerInstance() {
		return get(manager());
	}

	private static void setManagerInstance(final Object value) {
		set(manager(), value);
	}

	private static Field manager() {
		return field(RoiManager.class, "instance");
	}

	private static Field field(final Class<?> owner, final String name) {
		try {
			final Field field = owner.getDeclaredField(name);
			field.setAccessible(true);
			return field;
		}
		catch (final NoSuchFieldException e) {
			throw new IllegalStateException(UNKNOWN, e);
		}
	}

	private static Object get(final Field field) {
		try {
			return field.get(null);
		}
		catch (final IllegalAccessException e) {
			throw new IllegalStateException(e);
		}
	}

	private static void set(final Field field, final Object value) {
		try {
			field.set(null, value);
		}
		catch (final IllegalAccessException e) {
			throw new IllegalStateException(e);
		}
	}
}
