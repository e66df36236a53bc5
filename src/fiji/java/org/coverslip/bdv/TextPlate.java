package org.coverslip.bdv;

import java.awt.Color;
import java.awt.FontMetrics;
import java.awt.Graphics;

import bdv.ui.UIUtils;
import bdv.util.Prefs;
import bdv.util.Prefs.OverlayPosition;
import bdv.viewer.OverlayRenderer;
import bdv.viewer.SourceAndConverter;
import bdv.viewer.ViewerPanel;

/** A dark ground for BigDataViewer's white texts at the top, which on a bright-field slide nobody could read. */
final class TextPlate implements OverlayRenderer {

	private static final Color SHADE = new Color(0, 0, 0, 160);
	private static final int MARGIN = 6;
	private static final int EDGE = 17;

	/** What the mouse's place is at its longest. */
	private static final String PLACE = "-000000.0, -000000.0, -000.0";

	private final ViewerPanel viewer;

	private TextPlate(final ViewerPanel viewer) {
		this.viewer = viewer;
	}

	/** Puts a plate between picture and texts. */
	static void install(final ViewerPanel viewer) {
		viewer.getDisplay().overlays().add(1, new TextPlate(viewer));
	}

	@Override
	public void drawOverlays(final Graphics g) {
		if (!Prefs.showTextOverlay()) return;
		g.setFont(UIUtils.getFont("monospaced.small.font"));
		final FontMetrics metrics = g.getFontMetrics();
		final SourceAndConverter<?> current = viewer.state().getCurrentSource();
		final int name = current == null ? 0 : metrics.stringWidth(current.getSpimSource().getName());
		final int place = metrics.stringWidth(PLACE);
		final int lines = viewer.state().getDisplayMode().hasGrouping() ? 2 : 1;
		final int right = (int) (viewer.getDisplay().getWidth() - EDGE * UIUtils.getUIScaleFactor(this));
		g.setColor(SHADE);
		if (Prefs.sourceNameOverlayPosition() == OverlayPosition.TOP_CENTER) {
			plate(g, (viewer.getDisplay().getWidth() - name) / 2, name, lines * metrics.getHeight());
			plate(g, right - place, place, 2 * metrics.getHeight());
		}
		else {
			final int width = Math.max(name, place);
			plate(g, right - width, width, (2 + lines) * metrics.getHeight());
		}
	}

	private static void plate(final Graphics g, final int x, final int width, final int height) {
		g.fillRect(x - MARGIN, 0, width + 2 * MARGIN, height + MARGIN);
	}

	@Override
	public void setCanvasSize(final int width, final int height) {
		// the viewer is asked each time
	}
}
