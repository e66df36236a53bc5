package org.coverslip.bdv;

import java.awt.BorderLayout;
import java.awt.Window;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import javax.swing.SwingUtilities;

import org.coverslip.annotation.overlay.AnnotationOverlay;
import org.coverslip.geom.Region;
import org.coverslip.slide.ChannelDisplay;
import org.coverslip.slide.Picture;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;

import bdv.cache.SharedQueue;
import bdv.util.BdvFunctions;
import bdv.util.BdvHandle;
import bdv.util.BdvOptions;
import bdv.util.BdvStackSource;
import bdv.viewer.DisplayMode;
import bdv.viewer.SourceAndConverter;
import bdv.viewer.ViewerPanel;
import net.imglib2.FinalRealInterval;
import net.imglib2.RealInterval;
import net.imglib2.realtransform.AffineTransform3D;
import net.imglib2.type.numeric.ARGBType;
import net.imglib2.util.Intervals;

/**
 * A BigDataViewer window of slides, in one world in micrometres. It owns its slides: when it is closed, by its user or
 * by {@link #close()}, the threads that load for it end, and all its slides are closed.
 * <p>
 * Thread-safe. Showing a scene reads its coarsest level, and is therefore nothing for the event dispatch thread. What
 * asks for the state never waits for a scene that is being shown, since that itself waits for the event dispatch
 * thread.
 */
public final class SlideBdv implements Closeable {

	/** More levels than a pyramid can have: those of 2^31 pixels. */
	private static final int PRIORITIES = 32;

	/** Part of a row's height that is left free between slides. */
	private static final double GAP = 0.05;

	/** Scenes beside each other that are laid out in one row. */
	private static final int ONE_ROW = 4;

	/** How many times as wide as high a screen is. */
	private static final double SCREEN = 1.6;

	private final String title;
	private final Consumer<Exception> failures;
	private final SharedQueue queue =
		new SharedQueue(Math.max(2, Runtime.getRuntime().availableProcessors()), PRIORITIES);
	private final List<SceneInWindow> shown = new CopyOnWriteArrayList<>();
	private final Set<Slide> slides = Collections.synchronizedSet(new LinkedHashSet<>());
	private final List<Runnable> closing = Collections.synchronizedList(new ArrayList<>());
	private final AtomicBoolean closed = new AtomicBoolean();
	private final List<BdvStackSource<?>> preview = new ArrayList<>(); // for the event dispatch thread
	private volatile SceneInWindow previewed;
	private volatile BdvHandle handle;
	private FocalPlaneSlider planes;

	/**
	 * A window that appears with its first scene.
	 *
	 * @param failures
	 *            is told of parts of a slide that cannot be read, and that are shown as background; from any thread
	 */
	public SlideBdv(final String title, final Consumer<Exception> failures) {
		this.title = title;
		this.failures = failures;
	}

	/**
	 * Has a slide closed with the window; at once if that was closed. What is shown is owned without it.
	 *
	 * @throws IllegalStateException
	 *             if the window was closed
	 */
	public void own(final Slide slide) {
		slides.add(slide);
		if (closed.get()) closeSlides();
		checkOpen();
	}

	/**
	 * Shows a scene where it states to lie on the glass.
	 *
	 * @param slide
	 *            belongs to the window from now on, also if this method fails
	 * @throws IOException
	 *             if its coarsest level cannot be read
	 * @throws IllegalStateException
	 *             if the window was closed
	 */
	public synchronized void show(final Slide slide, final int scene) throws IOException {
		show(slide, scene, GlassPlace.of(slide.scenes().get(scene)));
	}

	/** Shows a scene to the right of all that are shown. */
	public synchronized void showBeside(final Slide slide, final int scene) throws IOException {
		if (shown.isEmpty()) show(slide, scene);
		else show(slide, scene, GlassPlace.of(slide.scenes().get(scene)).rightOf(end()));
	}

	/**
	 * Shows all scenes of a slide where they state to lie on the glass. If they all state the same place, as the
	 * images of a file without places do, they are laid out side by side, in rows, to the right of all that are shown.
	 */
	public synchronized void showAll(final Slide slide) throws IOException {
		final SceneRows rows = new SceneRows(slide.scenes(), 1);
		final double start = shown.isEmpty() ? 0 : end();
		for (int i = 0; i < slide.scenes().size(); i++)
			if (rows.isNeeded()) show(slide, i, rows.place(i, start));
			else show(slide, i);
	}

	/**
	 * Shows all scenes of a slide to the right of all that are shown, wherever they state to lie: in one row if they
	 * are four or less, else in rows that together have about the shape of a screen.
	 */
	public synchronized void showAllBeside(final Slide slide) throws IOException {
		final SceneRows rows = new SceneRows(slide.scenes(), SCREEN);
		final double start = shown.isEmpty() ? 0 : end();
		for (int i = 0; i < slide.scenes().size(); i++)
			if (slide.scenes().size() > ONE_ROW) show(slide, i, rows.place(i, start));
			else showBeside(slide, i);
	}

	/** Where the next slide begins, to the right of all that are shown. */
	private double end() {
		final RealInterval extent = extent();
		return extent.realMax(0) + GAP * (extent.realMax(1) - extent.realMin(1));
	}

	private void show(final Slide slide, final int scene, final GlassPlace place) throws IOException {
		own(slide);
		final SceneSources sources = SceneSources.of(slide, scene, place, TileCache.shared(), queue, failures);
		final boolean flat = slide.scenes().get(scene).sizeZ() == 1;
		onEventThread(() -> PromptHtml.during(() -> {
			checkOpen(); // users close windows on this thread, so that it stays open until this is done
			for (int i = 0; i < sources.sources().size(); i++)
				add(sources.sources().get(i), sources.displays().get(i), sources.timePoints(), flat);
			shown.add(new SceneInWindow(slide, scene, sources.sources()));
			planes.follow();
		}));
	}

	private void checkOpen() {
		if (closed.get()) throw new IllegalStateException("the window was closed");
	}

	private static void onEventThread(final Runnable action) throws IOException {
		if (SwingUtilities.isEventDispatchThread()) {
			action.run();
			return;
		}
		try {
			SwingUtilities.invokeAndWait(action);
		}
		catch (final InterruptedException e) {
			Thread.currentThread().interrupt();
			throw new InterruptedIOException("interrupted");
		}
		catch (final InvocationTargetException e) {
			if (e.getCause() instanceof RuntimeException exception) throw exception;
			if (e.getCause() instanceof Error error) throw error;
			throw new IllegalStateException(e.getCause());
		}
	}

	/**
	 * Shows what is computed of a scene, on it and alone, instead of what was shown so before; the scene's own sources
	 * can be chosen as usual. It is computed where one looks, from near enough: at most {@value PreviewSources#FAR}
	 * of its pixels in a row are in one of the screen.
	 *
	 * @param name
	 *            of the source
	 * @param computed
	 *            of the scene
	 * @throws IOException
	 *             if what is looked at cannot be computed
	 * @throws IllegalStateException
	 *             if the window was closed
	 */
	public synchronized void preview(final String name, final Picture computed, final SceneInWindow scene)
		throws IOException
	{
		final RealInterval view = view();
		final Region seen0 = scene.region0(view.realMin(0), view.realMin(1), view.realMax(0), view.realMax(1));
		final PreviewSources made = PreviewSources.of(name, computed, scene, seen0, queue, failures);
		onEventThread(() -> {
			checkOpen();
			preview.forEach(BdvStackSource::removeFromBdv);
			preview.clear();
			for (int i = 0; i < made.sources().size(); i++)
				preview.add(add(made.sources().get(i), made.displays().get(i), computed.sizeT(), !scene.isStack()));
			previewed = new SceneInWindow(scene.slide(), scene.index(), made.sources());
			handle.getViewerPanel().state().setDisplayMode(DisplayMode.SINGLE);
			handle.getViewerPanel().state().setCurrentSource(made.sources().get(0));
		});
	}

	private BdvStackSource<?> add(final SourceAndConverter<?> source, final ChannelDisplay display,
		final int timePoints, final boolean flat)
	{
		final BdvOptions options = handle != null ? BdvOptions.options().addTo(handle) : newWindow(flat);
		final BdvStackSource<?> stack = BdvFunctions.show(source, timePoints, options);
		stack.setDisplayRangeBounds(Math.min(0, display.min()),
			Math.max(display.max(), 2 * display.max() - display.min()));
		stack.setDisplayRange(display.min(), display.max());
		stack.setColor(new ARGBType(display.rgbColor()));
		stack.getConverterSetups().forEach(setup -> DrawnRange.followedByDialog(stack.getBdvHandle(), setup));
		if (handle == null) opened(stack.getBdvHandle(), flat);
		return stack;
	}

	private BdvOptions newWindow(final boolean flat) {
		final BdvOptions options = BdvOptions.options().frameTitle(title).inputTriggerConfig(WindowInput.config());
		return flat ? options.is2D() : options;
	}

	private void opened(final BdvHandle opened, final boolean flat) {
		handle = opened;
		handle.getCacheControls().addCacheControl(queue);
		TextPlate.install(handle.getViewerPanel());
		planes = new FocalPlaneSlider(this, handle.getViewerPanel());
		handle.getViewerPanel().add(planes, BorderLayout.WEST);
		WindowInput.install(handle, planes, flat);
		window().ifPresent(window -> window.addWindowListener(new WindowAdapter() {

			@Override
			public void windowClosed(final WindowEvent event) {
				release();
			}
		}));
	}

	private Optional<Window> window() {
		return Optional.ofNullable(SwingUtilities.getWindowAncestor(handle.getViewerPanel()));
	}

	/**
	 * BigDataViewer's own handle of the window, to add to what it shows.
	 *
	 * @throws IllegalStateException
	 *             if the window shows nothing yet, or was closed
	 */
	public BdvHandle handle() {
		final BdvHandle open = handle;
		checkOpen();
		if (open == null) throw new IllegalStateException("the window shows nothing yet");
		return open;
	}

	/**
	 * Shows annotations over a scene, in the colours of their classes.
	 *
	 * @param annotations
	 *            closed with the window, also if this method fails
	 * @param scene
	 *            one that is shown
	 * @throws IllegalStateException
	 *             if the window was closed
	 */
	public void show(final AnnotationOverlay annotations, final SceneInWindow scene) throws IOException {
		final ViewerPanel viewer;
		try {
			viewer = handle().getViewerPanel();
		}
		catch (final IllegalStateException e) {
			annotations.close();
			throw e;
		}
		final AnnotationLayer layer = new AnnotationLayer(viewer, scene, annotations, failures);
		whenClosed(layer::close);
		onEventThread(() -> {
			checkOpen();
			viewer.getDisplay().overlays().add(1, layer); // above the picture, below the texts
			viewer.getDisplay().repaint();
		});
	}

	/** What is shown, in the order in which it was added. */
	public List<SceneInWindow> shown() {
		return List.copyOf(shown);
	}

	/** Whether nothing was shown yet. */
	public boolean isEmpty() {
		return shown.isEmpty();
	}

	/** The scene of the source that is selected in the window, or of which that was computed. */
	public SceneInWindow current() {
		final SourceAndConverter<?> source = handle().getViewerPanel().state().getCurrentSource();
		final SceneInWindow computed = previewed;
		return shown.stream().filter(scene -> scene.sources().contains(source)
			|| computed != null && computed.scene() == scene.scene() && computed.sources().contains(source)).findFirst()
			.orElseGet(() -> shown.get(0));
	}

	/** The box of the world around all that is shown. */
	public RealInterval extent() {
		return shown.stream().map(SceneInWindow::extent).reduce(Intervals::union)
			.orElseThrow(() -> new IllegalStateException("the window shows nothing yet"));
	}

	/** Moves the view so that all is to be seen, of stacks the plane in focus. */
	public void fit() {
		final ViewerPanel viewer = handle().getViewerPanel();
		final RealInterval extent = extent();
		final int width = viewer.getDisplay().getWidth();
		final int height = viewer.getDisplay().getHeight();
		final double scale =
			Math.min(width / (extent.realMax(0) - extent.realMin(0)), height / (extent.realMax(1) - extent.realMin(1)));
		final AffineTransform3D view = new AffineTransform3D();
		view.translate(-centre(extent, 0), -centre(extent, 1), 0);
		view.scale(scale);
		view.translate(width / 2.0, height / 2.0, 0);
		viewer.state().setViewerTransform(view);
	}

	/** What the window shows of the world now: the box of X and Y around the corners of its view, flat in Z. */
	public RealInterval view() {
		final ViewerPanel viewer = handle().getViewerPanel();
		return viewer.state().getViewerTransform().inverse().estimateBounds(new FinalRealInterval(new double[3],
			new double[] { viewer.getDisplay().getWidth(), viewer.getDisplay().getHeight(), 0 }));
	}

	private static double centre(final RealInterval interval, final int dimension) {
		return (interval.realMin(dimension) + interval.realMax(dimension)) / 2;
	}

	/** Has something done when the window is closed; at once if it is. */
	public void whenClosed(final Runnable action) {
		closing.add(action);
		if (closed.get() && closing.remove(action)) action.run();
	}

	public boolean isClosed() {
		return closed.get();
	}

	/** Closes the window and all its slides. Closing twice has no effect. */
	@Override
	public void close() {
		final BdvHandle open = handle;
		if (open != null) open.close();
		release();
	}

	private void release() {
		if (closed.getAndSet(true)) return;
		handle = null;
		shown.clear();
		queue.shutdown();
		closeSlides();
		for (final Runnable action : List.copyOf(closing))
			if (closing.remove(action)) action.run();
	}

	private void closeSlides() {
		for (final Slide slide : List.copyOf(slides))
			try {
				slides.remove(slide);
				slide.close();
			}
			catch (final IOException e) {
				failures.accept(new UncheckedIOException(slide.metadata().name() + " could not be closed", e));
			}
	}
}
