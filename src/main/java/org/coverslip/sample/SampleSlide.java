package org.coverslip.sample;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

import org.coverslip.geom.UniformTileGrid;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.AssociatedImage;
import org.coverslip.slide.Channel;
import org.coverslip.slide.Level;
import org.coverslip.slide.OpenedSlide;
import org.coverslip.slide.PixelSize;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.SlideLifetime;
import org.coverslip.slide.SlideMetadata;

/**
 * Slides that need no file: a section of gut wall, drawn when it is looked at, with label, macro and thumbnail, at 0.25
 * µm per pixel (an objective of 40x). They have one level; a pyramid is made of them by writing them.
 * <p>
 * The outline fills any requested size; cells keep their natural size. Two slides of one size have the same pixels, on
 * every machine.
 */
public final class SampleSlide {

	/** Level-0 pixels in a row of the slide that is drawn by default. */
	public static final int DEFAULT_WIDTH = 12288;
	/** Rows of that slide. */
	public static final int DEFAULT_HEIGHT = 9216;

	private static final int LARGEST = 1 << 20;
	private static final int TILE = 256;
	private static final double PIXEL_UM = 0.25;
	private static final int OBJECTIVE = 40;

	private SampleSlide() {}

	/** A bright-field slide, stained with haematoxylin and eosin, of the default size. */
	public static Slide brightField() {
		return brightField(DEFAULT_WIDTH, DEFAULT_HEIGHT);
	}

	/**
	 * A bright-field slide, stained with haematoxylin and eosin: one plane of 8-bit RGB.
	 *
	 * @param width
	 *            1 to 1048576 level-0 pixels
	 * @param height
	 *            likewise
	 */
	public static Slide brightField(final int width, final int height) {
		return open(width, height, "H&E 40X", false);
	}

	/**
	 * A fluorescence slide of the same section: three channels (DAPI, Alexa 488, Cy3) of unsigned 16-bit counts.
	 *
	 * @param width
	 *            1 to 1048576 level-0 pixels
	 * @param height
	 *            likewise
	 */
	public static Slide fluorescence(final int width, final int height) {
		return open(width, height, "IF 40X", true);
	}

	private static Slide open(final int width, final int height, final String stain, final boolean fluorescence) {
		if (width < 1 || height < 1 || width > LARGEST || height > LARGEST)
			throw new IllegalArgumentException("a sample slide of " + width + " x " + height
				+ " pixels; each side must be 1 to "
				+ LARGEST);
		final String name = fluorescence ? "sample-fluorescence" : "sample";
		final SlideLifetime lifetime = SlideLifetime.inMemory(name);
		final TissuePainter painter = new TissuePainter(new Anatomy(width, height));
		final UniformTileGrid grid = UniformTileGrid.covering(width, height, TILE, TILE);
		final Level level = Level.builder(width, height, new SampleTiles(lifetime, painter, grid, fluorescence))
			.grid(grid).samples(fluorescence ? PixelType.UINT16 : PixelType.UINT8, fluorescence ? 1 : 3).build();
		final Scene scene = Scene.builder(lifetime).name(name).levels(List.of(level))
			.channels(fluorescence ? Fluorescence.CHANNELS : List.of(Channel.rgb()))
			.pixelSize(Optional.of(new PixelSize(PIXEL_UM, PIXEL_UM))).objectivePower(OptionalDouble.of(OBJECTIVE))
			.background(fluorescence ? 0 : 0xffffff).build();
		final SlideMetadata metadata = new SlideMetadata(name, "Coverslip sample",
			Map.of("openslide.mpp-x", Double.toString(PIXEL_UM), "openslide.mpp-y", Double.toString(PIXEL_UM),
				"openslide.objective-power", Integer.toString(OBJECTIVE), "coverslip.stain", stain),
			null);
		return new OpenedSlide(metadata, List.of(scene),
			images(lifetime, new AssociatedDrawings(painter, width, height, stain)),
			lifetime);
	}

	private static List<AssociatedImage> images(final SlideLifetime lifetime, final AssociatedDrawings drawings) {
		return List.of(new SampleImage("label", AssociatedDrawings.labelShape(), lifetime, drawings::label),
			new SampleImage("macro", AssociatedDrawings.macroShape(), lifetime, drawings::macro),
			new SampleImage("thumbnail", drawings.fitting(1024, 768), lifetime,
				() -> drawings.picture(drawings.fitting(1024, 768))));
	}
}
