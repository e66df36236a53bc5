package org.coverslip.export.deepzoom;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.coverslip.export.deepzoom.DeepZoomOptions.Container;
import org.coverslip.export.walk.EncodedTile;
import org.coverslip.export.walk.PyramidSink;
import org.coverslip.export.walk.WrittenLevel;
import org.coverslip.slide.AssociatedImage;
import org.coverslip.slide.Plane;
import org.coverslip.slide.Scene;

/** A Deep Zoom pyramid that is being written: its page, then its tiles, then its descriptor. */
final class DeepZoomSink implements PyramidSink {

	private final Scene scene;
	private final DeepZoomLayout layout;
	private final DeepZoomOptions options;
	private final String name;
	private final DeepZoomFiles files;
	private final List<AssociatedImage> images = new ArrayList<>();

	/**
	 * @param files
	 *            closed with the sink
	 */
	DeepZoomSink(final Scene scene, final DeepZoomLayout layout, final DeepZoomOptions options, final String name,
		final DeepZoomFiles files)
	{
		this.scene = scene;
		this.layout = layout;
		this.options = options;
		this.name = name;
		this.files = files;
	}

	@Override
	public void associated(final AssociatedImage image) {
		images.add(image);
	}

	@Override
	public void beginLevel(final int level, final WrittenLevel form) throws IOException {
		if (level == 0) new DeepZoomPage(scene, layout, options, name).write(files, images);
	}

	@Override
	public boolean needsOrder() {
		return options.container() != Container.FOLDER;
	}

	@Override
	public boolean has(final int level, final Plane plane, final long col, final long row) throws IOException {
		return files.has(path(level, col, row), options.format().lastBytes());
	}

	@Override
	public void put(final int level, final Plane plane, final long col, final long row, final EncodedTile tile)
		throws IOException
	{
		files.put(path(level, col, row), tile.bytes());
	}

	/** Viewers show background for a missing file. */
	@Override
	public void absent(final int level, final Plane plane, final long col, final long row) {
		// there is no file
	}

	/** The path of a tile; Deep Zoom counts its levels from the smallest. */
	private String path(final int level, final long col, final long row) {
		return name + "_files/" + DeepZoomLayout.tileName(layout.levelCount() - 1 - level, col, row) + "."
			+ options.format().ending();
	}

	@Override
	public void finish() throws IOException {
		final boolean szi = options.container() == Container.SZI;
		files.put(szi ? "scan-properties.xml" : name + "_files/vips-properties.xml",
			new DeepZoomProperties(layout, scene.level(0).samples(), options.properties()).xml(szi)
				.getBytes(StandardCharsets.UTF_8));
		files.put(name + ".dzi", layout.descriptor(options.format().ending()).getBytes(StandardCharsets.UTF_8));
		files.commit();
	}

	@Override
	public void abort() throws IOException {
		files.discard();
	}

	@Override
	public void close() throws IOException {
		files.close();
	}
}
