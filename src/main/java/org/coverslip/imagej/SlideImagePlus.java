package org.coverslip.imagej;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

import org.coverslip.geom.Region;
import org.coverslip.geom.ScaledRegion;
import org.coverslip.geom.UniformTileGrid;
import org.coverslip.slide.Picture;
import org.coverslip.slide.PictureBuilder;
import org.coverslip.slide.Plane;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.ProgressMeter;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.coverslip.slide.WantedScale;
import org.coverslip.slide.Workers;

import ij.ImagePlus;
import ij.ImageStack;

/**
 * Reads regions of a slide's scene as ImageJ images: calibrated, and knowing where on the slide they lie (
 * {@link SlideProvenance}). Thread-safe; reads on all cores.
 * <p>
 * RGB of 8 bits becomes a colour image; measured channels become a (hyper)stack of C, Z, T with their names as slice
 * labels and their colours as LUTs, RGB of other types one of three channels. Unsigned integers of 8 and 16 bits and
 * {@code FLOAT32} keep their values; {@code INT16} too, by ImageJ's calibration for signed 16 bits; {@code INT8},
 * {@code UINT32}, {@code INT32} and {@code FLOAT64} become {@code FLOAT32}, where integers above 2^24 lose their last
 * bits ({@link #rounding}). What the slide does not cover is the scene's background in colours of 8 or 16 bits, else 0.
 */
public final class SlideImagePlus {

	/** A property of images whose values are not those of the slide, with a sentence. */
	private static final String ROUNDED = "coverslip.rounded";

	/** Side of the parts that are read at once, in pixels of the image. */
	private static final int PART = 1024;

	private final Slide slide;
	private final int sceneIndex;
	private final Scene scene;
	private final RegionReader reader;
	private final ImageRoom room;

	/**
	 * @param slide
	 *            open while images are read; closed by its opener
	 * @param scene
	 *            number of the scene
	 * @param cache
	 *            keeps decoded tiles
	 */
	public SlideImagePlus(final Slide slide, final int scene, final TileCache cache) {
		this(slide, scene, cache, ImageRoom.ofHeap());
	}

	SlideImagePlus(final Slide slide, final int scene, final TileCache cache, final ImageRoom room) {
		if (scene < 0 || scene >= slide.scenes().size())
			throw new IllegalArgumentException("there is no scene " + scene + "; the slide has scenes 0 to "
				+ (slide.scenes().size() - 1));
		this.slide = slide;
		this.sceneIndex = scene;
		this.scene = slide.scenes().get(scene);
		reader = new RegionReader(cache);
		this.room = room;
	}

	/** As {@link #read(SlideImageRequest, ProgressListener)}, to the end. */
	public ImagePlus read(final SlideImageRequest request) throws IOException {
		return read(request, ProgressListener.NONE);
	}

	/** A sentence if values of an image that was read here are not exactly those of the slide. */
	public static Optional<String> rounding(final ImagePlus image) {
		return Optional.ofNullable(image.getProp(ROUNDED));
	}

	/** The whole scene, not longer than so many pixels, of the focal plane in focus and the first t; not enlarged. */
	public ImagePlus overview(final int longestSide) throws IOException {
		return read(SlideImageRequest.at(WantedScale.longestSide(longestSide)).z(scene.defaultPlane().z()).t(0));
	}

	/**
	 * Reads an image.
	 * <p>
	 * Where a level has the scale wanted, its pixels are taken as they are; else the next finer level is averaged over
	 * areas, or level 0 interpolated, to exactly the scale.
	 *
	 * @return not shown in a window
	 * @throws IllegalArgumentException
	 *             if the scene has no such level or plane, the region shows nothing of the scene, or the image would be
	 *             larger than ImageJ or the memory can hold: the message names the largest level that fits
	 * @throws CancellationException
	 *             if {@code progress} says that it is
	 * @throws IOException
	 *             if a tile is damaged or the slide has been closed
	 */
	public ImagePlus read(final SlideImageRequest request, final ProgressListener progress) throws IOException {
		scene.checkOpen();
		final Region whole = scene.level(0).region();
		final Region region0 = request.region0().orElse(whole);
		if (!region0.intersects(whole))
			throw new IllegalArgumentException("the region of " + region0 + " shows nothing of the slide, which has "
				+ whole.width()
				+ " x " + whole.height() + " pixels");
		final Picture all = picture(request, region0);
		final Picture picture = request.cutout().map(all::within).orElse(all);
		final List<Integer> channels =
			request.channels().orElseGet(() -> IntStream.range(0, scene.channels().size()).boxed().toList());
		final SlidePlanes planes = new SlidePlanes(picture, channels);
		final String scale = describe(all);
		room.check(picture.width(), picture.height(), planes.bytesPerPixel(), planes.planes().size(), scale, scene,
			region0);
		final ImageStack stack;
		final AtomicBoolean exact = new AtomicBoolean(true);
		try {
			stack = fill(picture, planes, exact, progress);
		}
		catch (final OutOfMemoryError e) {
			final IllegalArgumentException tooLarge =
				room.tooLarge(picture.width(), picture.height(), planes.bytesPerPixel(), planes.planes().size(),
					scale, scene, region0);
			tooLarge.initCause(e);
			throw tooLarge;
		}
		final ImagePlus image = planes.image(title(part(request, region0), scale), stack, reader);
		final ScaledRegion place = picture.place();
		final SlideProvenance from = new SlideProvenance(slide.metadata().location(), slide.metadata().format(),
			sceneIndex, picture.level(), place.x0(), place.y0(), place.pitchX(), place.pitchY(),
			scene.pixelSize(), scene.objectivePower(), scene.isRgb());
		from.writeTo(image);
		ShownPlanes.write(image, channels, picture);
		SlideIdentity.writeTo(image, slide);
		SlideSummary.writeTo(image, slide, from);
		if (!exact.get())
			image.setProp(ROUNDED,
				"whole numbers above 16777216 are rounded, since ImageJ has no images of 32-bit integers");
		scene.pixelSizeZ().ifPresent(step -> {
			image.getCalibration().pixelDepth = step;
			image.getCalibration().setZUnit("micron");
		});
		return image;
	}

	private Picture picture(final SlideImageRequest request, final Region region0) {
		final PictureBuilder picture = Picture.of(scene, reader).region(region0);
		request.channels().ifPresent(picture::channels);
		request.z().ifPresent(picture::z);
		request.t().ifPresent(picture::t);
		return (request.isSized() ? picture.size(request.outWidth(), request.outHeight())
			: picture.scale(request.scale())).build();
	}

	private String describe(final Picture picture) {
		if (picture.isStored()) return "level " + picture.level();
		return scene.pixelSize()
			.map(size -> String.format(Locale.ROOT, "%.4g \u00b5m per pixel", size.meanUm() * picture.downsample()))
			.orElse(String.format(Locale.ROOT, "1/%.4g", picture.downsample()));
	}

	/** The slide, what of it, and the scale. */
	private String title(final String part, final String scale) {
		return slide.metadata().name() + (slide.scenes().size() > 1 ? ", scene " + sceneIndex : "")
			+ (part.isEmpty() ? "" : ", " + part) + ", " + scale;
	}

	private String part(final SlideImageRequest request, final Region region0) {
		final boolean hasPlace = request.name().isEmpty() && !region0.equals(scene.level(0).region());
		return hasPlace ? region0.toString() : request.name();
	}

	private ImageStack fill(final Picture picture, final SlidePlanes planes, final AtomicBoolean exact,
		final ProgressListener progress)
		throws IOException
	{
		final int width = (int) picture.width();
		final int height = (int) picture.height();
		final List<Object[]> pixels = new ArrayList<>();
		for (int i = 0; i < planes.planes().size(); i++)
			pixels.add(planes.newPlanes(width * height));
		final UniformTileGrid parts = UniformTileGrid.covering(width, height, PART, PART);
		final Region bounds = picture.bounds();
		final ProgressMeter meter = new ProgressMeter(progress, bounds.area() * planes.planes().size());
		for (int i = 0; i < planes.planes().size(); i++) {
			final Plane plane = planes.planes().get(i);
			final Object[] into = pixels.get(i);
			Workers.runNumbered(parts.tileCount(), n -> {
				meter.checkCanceled();
				final Region part = parts.tileRegion(n).intersect(bounds);
				if (!planes.copy(picture.read(plane, part), into, width, part)) exact.set(false);
				meter.add(part.area());
			});
		}
		meter.finish();
		return planes.stack(width, height, pixels);
	}
}
