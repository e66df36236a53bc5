package org.coverslip.app;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes a slide as all products, for {@link ReproducibleTest}. */
public final class ReproducibleSession {

	private ReproducibleSession() {}

	/**
	 * @param args
	 *            the slide, and the folder for what is written
	 */
	public static void main(final String[] args) throws Exception {
		final Path folder = Files.createDirectories(Path.of(args[1]));
		for (final String compression : List.of("none", "lzw", "deflate", "jpeg", "zstd", "keep"))
			run("convert", args[0], folder.resolve(compression + ".tif"), "--compression", compression, "--tileSize",
				"64");
		run("convert", args[0], folder.resolve("jpeg2000.tif"), "--compression", "jpeg2000", "--tileSize", "64",
			"--region", "300,200,300,200");
		for (final String dialect : List.of("plain", "ome", "svs"))
			run("convert", args[0], folder.resolve(dialect + "-dialect.tif"), "--dialect", dialect);
		for (final String container : List.of("folder", "zip", "szi"))
			run("deepzoom", args[0], folder.resolve("zoom-" + container), "--container", container, "--tileSize", "62");
		for (final String format : List.of("0.4", "0.5"))
			run("convert", args[0], folder.resolve(format + ".ome.zarr"), "--zarr", format, "--chunk", "128");
		for (final String format : List.of("png", "jpg", "tif"))
			run("tiles", args[0], folder.resolve("tiles-" + format), "--format", format, "--width", "150",
				"--height", "140");
		run("process", args[0], folder.resolve("filtered.tif"), "--function", "gaussian", "--options", "sigma=1.5",
			"--tile", "128");
		for (final String result : List.of("labels", "rois", "table"))
			run("process", args[0],
				folder.resolve("found." + (result.equals("rois") ? "geojson" : result.equals("table") ? "csv" : "tif")),
				"--function", "nuclei", "--result", result, "--tile", "128");
	}

	private static void run(final String command, final String slide, final Path target, final String... options) {
		final String[] line = new String[3 + options.length];
		line[0] = command;
		line[1] = slide;
		line[2] = target.toString();
		System.arraycopy(options, 0, line, 3, options.length);
		final PrintStream err = System.err;
		if (new Coverslip(System.out, err).run(line) != Coverslip.DONE)
			throw new IllegalStateException(String.join(" ", line));
	}
}
