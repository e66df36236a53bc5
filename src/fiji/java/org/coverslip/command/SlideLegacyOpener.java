package org.coverslip.command;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

import org.coverslip.detect.SlideLikeness;
import org.scijava.Priority;
import org.scijava.log.LogService;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.plugin.PluginService;

import ij.IJ;
import ij.ImagePlus;
import net.imagej.legacy.plugin.LegacyOpener;

/**
 * Slides that are dropped on Fiji's window, opened by File &gt; Open or by a macro's {@code open(path)}: as their
 * overviews. What is no slide, as {@link SlideLikeness} has it, goes the way that it always went.
 */
@Plugin(type = LegacyOpener.class, priority = Priority.NORMAL)
public final class SlideLegacyOpener implements LegacyOpener {

	@Parameter
	private PluginService plugins;

	@Parameter
	private LogService log;

	@Override
	public Object open(final String path, final int planeIndex, final boolean displayResult) {
		if (path != null) return slide(path).map(slide -> overview(slide, displayResult)).orElse(null);
		// File > Open: the one that asks the user for a file gives its path back if it has not opened it
		final Object chosen = chooser().map(opener -> opener.open(null, planeIndex, displayResult)).orElse(null);
		if (chosen instanceof ImagePlus image && displayResult && image.getWindow() == null) image.show();
		if (!(chosen instanceof String name)) return chosen;
		return slide(name).map(slide -> overview(slide, displayResult)).orElse(name);
	}

	private static Optional<Path> slide(final String path) {
		try {
			return path.contains("://") ? Optional.empty() : Optional.of(Path.of(path)).filter(SlideLikeness::isSlide);
		}
		catch (final InvalidPathException e) {
			return Optional.empty();
		}
	}

	private Optional<LegacyOpener> chooser() {
		return plugins.createInstancesOfType(LegacyOpener.class).stream()
			.filter(opener -> !(opener instanceof SlideLegacyOpener))
			.findFirst();
	}

	/** The overview, or, after a failure that the user is told of, the answer that nothing more is to be done. */
	private Object overview(final Path path, final boolean show) {
		try {
			final ImagePlus image = SlideIOPlugin.overview(path, log);
			if (show) image.show();
			return image;
		}
		catch (final IOException | RuntimeException e) {
			log.error(path + " cannot be opened", e);
			IJ.error("Coverslip", SlideCommand.sentence(e));
			return Boolean.TRUE;
		}
	}
}
