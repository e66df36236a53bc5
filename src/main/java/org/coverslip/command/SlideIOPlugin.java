package org.coverslip.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

import org.coverslip.detect.SlideLikeness;
import org.coverslip.detect.SlideOpener;
import org.coverslip.export.tiff.PyramidTiffOptions;
import org.coverslip.export.tiff.PyramidTiffOptions.Compression;
import org.coverslip.export.walk.SlideWriter;
import org.coverslip.imagej.ImagePlusScene;
import org.coverslip.option.PlaneOptions;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.scijava.Priority;
import org.scijava.io.AbstractIOPlugin;
import org.scijava.io.IOPlugin;
import org.scijava.io.location.FileLocation;
import org.scijava.io.location.Location;
import org.scijava.log.LogService;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import ij.ImagePlus;

/**
 * Slides for SciJava's {@code io.open(path)}, as their overviews; and images as pyramids for
 * {@code io.save(image, path)} where the name ends with {@code .ome.tif} or {@code .ome.tiff}. Files that are no slides
 * by {@link SlideLikeness} are left to others.
 */
@Plugin(type = IOPlugin.class, priority = Priority.HIGH)
public final class SlideIOPlugin extends AbstractIOPlugin<ImagePlus> {

	@Parameter(required = false)
	private LogService log;

	@Override
	public Class<ImagePlus> getDataType() {
		return ImagePlus.class;
	}

	@Override
	public boolean supportsOpen(final Location source) {
		return source instanceof FileLocation file && SlideLikeness.isSlide(file.getFile().toPath());
	}

	@Override
	public ImagePlus open(final Location source) throws IOException {
		return overview(path(source), log);
	}

	/**
	 * The overview of a slide's first scene, not shown.
	 *
	 * @param log
	 *            receives what the slide does not show, and that it has other scenes; may be null
	 */
	static ImagePlus overview(final Path path, final LogService log) throws IOException {
		try (Slide slide = SlideOpener.open(path)) {
			if (log != null) {
				slide.metadata().notShown().forEach(sentence -> log.warn(slide.metadata().name() + ": " + sentence));
				PlaneOptions.severalScenes(slide).ifPresent(log::warn);
			}
			return Overviews.of(slide, 0, 0);
		}
	}

	@Override
	public boolean supportsSave(final Location destination) {
		if (!(destination instanceof FileLocation)) return false;
		final String name = destination.getName().toLowerCase(Locale.ROOT);
		return name.endsWith(".ome.tif") || name.endsWith(".ome.tiff");
	}

	@Override
	public void save(final ImagePlus image, final Location destination) throws IOException {
		final Scene scene = ImagePlusScene.of(image);
		SlideWriter.write(scene, scene.level(0).region(),
			PyramidTiffOptions.builder().compression(Compression.LZW).build(),
			Targets.checked(path(destination), image, true), ProgressListener.NONE);
	}

	private static Path path(final Location location) throws IOException {
		if (location instanceof FileLocation file) return file.getFile().toPath();
		throw new IOException(location.getURI() + " is not a file of this computer");
	}
}
