package org.coverslip.format.plain;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import org.coverslip.format.Detection;
import org.coverslip.format.SlideFormat;
import org.coverslip.format.SlideProbe;
import org.coverslip.geom.LevelScale;
import org.coverslip.geom.UniformTileGrid;
import org.coverslip.io.ByteSource;
import org.coverslip.pixel.BlockShape;
import org.coverslip.slide.Channel;
import org.coverslip.slide.Level;
import org.coverslip.slide.OpenedSlide;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.SlideLifetime;
import org.coverslip.slide.SlideMetadata;

/** PNG, JPEG and BMP: one level, decoded when it is first looked at, and once only. */
public final class PlainImageFormat implements SlideFormat {

	/** Tiles that the decoded image is handed out in. */
	private static final int TILE = 512;

	@Override
	public String name() {
		return "plain image";
	}

	@Override
	public Detection detect(final SlideProbe probe) {
		return PlainImageKind.of(probe) != null ? Detection.accept() : Detection.refuse("it is not a PNG, JPEG or BMP");
	}

	@Override
	public Slide open(final SlideProbe probe) throws IOException {
		final PlainImageKind kind = PlainImageKind.of(probe);
		final ByteSource source = probe.takeSource();
		final SlideLifetime lifetime = new SlideLifetime(String.valueOf(probe.path().getFileName()), source);
		try {
			final WholeImage image = WholeImage.describe(kind, source, probe.path());
			final BlockShape shape = image.shape();
			final int samples = shape.samples() >= 3 ? 3 : 1;
			final UniformTileGrid grid = UniformTileGrid.covering(shape.width(), shape.height(), TILE, TILE);
			final Level level = new Level(shape.width(), shape.height(), new LevelScale(1), grid,
				new WholeImageTiles(image, grid, lifetime), shape.type(), samples, TILE, TILE, kind.compression());
			final Scene scene = Scene.builder(lifetime).channels(List.of(samples == 3 ? Channel.rgb() : Channel.named("")))
				.levels(List.of(level)).build();
			return new OpenedSlide(new SlideMetadata(probe.path(), kind.name() + " image", Map.of(), null), List.of(scene), List.of(),
				lifetime);
		}
		catch (final IOException | RuntimeException e) {
			lifetime.close();
			throw e;
		}
	}
}
