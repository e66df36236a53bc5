package org.coverslip.bdv;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicBoolean;

import bdv.cache.CacheControl;
import bdv.viewer.BasicViewerState;
import bdv.viewer.DisplayMode;
import bdv.viewer.SourceAndConverter;
import bdv.viewer.render.AccumulateProjectorARGB;
import bdv.viewer.render.MultiResolutionRenderer;
import bdv.viewer.render.RenderTarget;
import bdv.viewer.render.awt.BufferedImageRenderResult;
import net.imglib2.realtransform.AffineTransform3D;

/** BigDataViewer's renderer without a window: the same passes from coarse to fine, with the same projectors. */
final class Offscreen implements RenderTarget<BufferedImageRenderResult>, AutoCloseable {

	private static final long PATIENCE_NANOS = 30_000_000_000L;
	private static final double[] SCREEN_SCALES = { 1, 0.75, 0.5, 0.25, 0.125 };
	private static final long TARGET_NANOS = 30_000_000;

	private final int width;
	private final int height;
	private final BasicViewerState state = new BasicViewerState();
	private final AtomicBoolean wanted = new AtomicBoolean();
	private final ForkJoinPool threads = new ForkJoinPool(2);
	private final MultiResolutionRenderer renderer;
	private BufferedImageRenderResult free;
	private BufferedImageRenderResult latest;

	Offscreen(final int width, final int height, final List<? extends SourceAndConverter<?>> sources,
		final CacheControl cache) {
		this.width = width;
		this.height = height;
		renderer = new MultiResolutionRenderer(this, () -> wanted.set(true), SCREEN_SCALES, TARGET_NANOS, 2, threads,
			true,
			AccumulateProjectorARGB.factory, cache);
		state.setDisplayMode(DisplayMode.FUSED);
		state.setNumTimepoints(100);
		state.addSources(sources);
		state.setSourcesActive(sources, true);
	}

	void setTimePoint(final int t) {
		state.setCurrentTimepoint(t);
	}

	/**
	 * Shows a place of the world in the middle of the picture until all is loaded.
	 *
	 * @param scale
	 *            pixels of the picture per world unit
	 * @return nanoseconds until the picture was complete
	 */
	long show(final double x, final double y, final double z, final double scale) {
		final AffineTransform3D view = new AffineTransform3D();
		view.translate(-x, -y, -z);
		view.scale(scale);
		view.translate(width / 2, height / 2, 0);
		final long start = System.nanoTime();
		state.setViewerTransform(view);
		renderer.requestRepaint();
		while (wanted.getAndSet(false)) {
			renderer.paint(state);
			if (System.nanoTime() - start > PATIENCE_NANOS)
				throw new IllegalStateException("the picture is not complete after 30 s");
		}
		return System.nanoTime() - start;
	}

	/** The last picture, as it was finished. */
	BufferedImage picture() {
		return latest.getBufferedImage();
	}

	@Override
	public BufferedImageRenderResult getReusableRenderResult() {
		return free == null ? createRenderResult() : free;
	}

	@Override
	public BufferedImageRenderResult createRenderResult() {
		return new BufferedImageRenderResult();
	}

	@Override
	public void setRenderResult(final BufferedImageRenderResult result) {
		free = latest == result ? null : latest;
		latest = result;
	}

	@Override
	public int getWidth() {
		return width;
	}

	@Override
	public int getHeight() {
		return height;
	}

	@Override
	public void close() {
		renderer.kill();
		threads.shutdown();
	}
}
