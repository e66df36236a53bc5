package org.coverslip.format.argos;

import static org.coverslip.tiff.TiffTag.*;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

import org.coverslip.format.Detection;
import org.coverslip.format.FocalPlanes;
import org.coverslip.format.OpenSlideProperties;
import org.coverslip.format.SharedLevels;
import org.coverslip.format.SlideFormat;
import org.coverslip.format.SlideProbe;
import org.coverslip.format.tiff.LeftOutPages;
import org.coverslip.format.tiff.TiffAssociatedImage;
import org.coverslip.format.tiff.TiffImage;
import org.coverslip.format.tiff.TiffLevels;
import org.coverslip.format.tiff.TiffProperties;
import org.coverslip.format.tiff.TiffSlides;
import org.coverslip.format.tiff.TiffTileSource;
import org.coverslip.geom.LevelScale;
import org.coverslip.geom.Region;
import org.coverslip.io.SlideFormatException;
import org.coverslip.slide.AssociatedImage;
import org.coverslip.slide.Level;
import org.coverslip.slide.OpenedSlide;
import org.coverslip.slide.PixelSize;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.SlideLifetime;
import org.coverslip.slide.SlideMetadata;
import org.coverslip.tiff.Ifd;
import org.coverslip.tiff.TiffFile;

/**
 * ARGOS AVS: a TIFF with XML in tag 65000. The tiled directories are the pyramid of the lowest focal plane, then that
 * of the next, and so on; places that were not scanned have no tiles. The last two directories, striped, are thumbnail
 * and macro.
 * <p>
 * Focal planes are offered as z from the lowest to the highest; {@code openslide.*} properties describe the plane in
 * the middle, the only one that OpenSlide shows. Source: OpenSlide 4.0.1's {@code openslide-vendor-argos.c}, and its
 * page of the format.
 */
public final class ArgosFormat implements SlideFormat {

	private static final int METADATA = 65000;

	@Override
	public String name() {
		return "ARGOS AVS";
	}

	@Override
	public Set<String> endings() {
		return Set.of("avs");
	}

	@Override
	public Detection detect(final SlideProbe probe) throws IOException {
		return TiffSlides.detectTiled(probe, ArgosFormat::recognise);
	}

	private static Detection recognise(final Ifd first) throws IOException {
		final String xml = first.text(METADATA);
		return xml != null && xml.contains("<" + ArgosDescription.ROOT) ? Detection.accept()
			: Detection.refuse("it has no XML of ARGOS in tag " + METADATA);
	}

	@Override
	public Slide open(final SlideProbe probe) throws IOException {
		return TiffSlides.open(probe, this::assemble);
	}

	private Slide assemble(final TiffFile tiff, final SlideLifetime lifetime) throws IOException {
		final String xml = tiff.ifds().get(0).field(METADATA).text();
		final ArgosDescription description = ArgosDescription.parse(xml, tiff.file());
		final List<List<TiffImage>> planes = planes(tiff);
		if (description.shownPlane() >= planes.size())
			throw new SlideFormatException(tiff.file(), SlideFormatException.NO_OFFSET,
				"the pyramid of focal plane " + (description.shownPlane() + 1) + ", the one in the middle",
				planes.size() + " pyramids");
		final List<TiffImage> shown = planes.get(description.shownPlane());
		final TiffImage finest = shown.get(0);
		final SharedLevels<TiffImage> images =
			SharedLevels.of(planes, description.shownPlane(), TiffLevels::areSameLevel);
		final List<Level> levels = new ArrayList<>();
		for (final List<TiffImage> level : images.levels())
			levels.add(level(tiff, finest, level, levels, lifetime));
		final Optional<PixelSize> pixelSize = TiffProperties.pixelSize(finest.ifd());
		final Region bounds = bounds(TiffTileSource.of(tiff, finest, lifetime));
		final OpenSlideProperties properties =
			properties(tiff, description, shown, TiffProperties.statedPixelSize(finest.ifd()), xml);
		putBounds(properties, bounds, finest);
		final Scene scene = Scene.builder(lifetime).channels(TiffLevels.channels(finest)).levels(levels)
			.sizeZ(images.parts().size()).defaultZ(images.parts().indexOf(description.shownPlane()))
			.pixelSizeZ(images.parts().size() == planes.size() ? description.stepUm() : OptionalDouble.empty())
			.pixelSize(pixelSize)
			.objectivePower(objectivePower(properties))
			.bounds(finest.orientation() == 1 ? bounds : levels.get(0).region()).build();
		final List<AssociatedImage> associated = associatedImages(tiff, lifetime);
		final SlideMetadata metadata =
			new SlideMetadata(tiff.file(), name(), properties.toMap(), finest.ifd().bytes(ICC_PROFILE))
				.withNotShown(images.notShown(image -> image.width() + " x " + image.height(), "focal plane"))
				.withMoreNotShown(LeftOutPages.of(tiff, planes.stream().flatMap(List::stream).toList(), associated));
		return new OpenedSlide(metadata, List.of(scene), associated, lifetime);
	}

	/** The pyramids of the focal planes: where widths no longer fall, the next one begins. */
	private static List<List<TiffImage>> planes(final TiffFile tiff) throws IOException {
		final List<List<TiffImage>> planes = new ArrayList<>();
		long last = 0;
		for (final Ifd ifd : tiff.ifds()) {
			if (!ifd.isTiled()) continue;
			final TiffImage image = TiffImage.parse(tiff, ifd);
			if (planes.isEmpty() || image.width() >= last) planes.add(new ArrayList<>());
			planes.get(planes.size() - 1).add(image);
			last = image.width();
		}
		return planes;
	}

	/**
	 * @param images
	 *            the level of each focal plane
	 * @param finer
	 *            the levels that come before
	 */
	private static Level level(final TiffFile tiff, final TiffImage finest, final List<TiffImage> images,
		final List<Level> finer,
		final SlideLifetime lifetime) throws IOException
	{
		final TiffImage first = images.get(0);
		final LevelScale scale = TiffLevels.scale(finest, first);
		if (!finer.isEmpty() && scale.downsample() < finer.get(finer.size() - 1).downsample())
			throw new SlideFormatException(tiff.file(), first.ifd().offset(), "levels of one shape",
				first.width() + " x "
				+ first.height() + " of " + finest.width() + " x " + finest.height());
		final List<Level> planes = new ArrayList<>();
		for (final TiffImage image : images)
			planes.add(TiffLevels.of(tiff, image, scale, lifetime));
		return FocalPlanes.join(planes);
	}

	/** The smallest region that holds all tiles that are stored; empty if there are none. */
	private static Region bounds(final TiffTileSource tiles) {
		Region bounds = Region.ofSize(0, 0);
		for (long tile = 0; tile < tiles.grid().tileCount(); tile++)
			if (!tiles.isAbsent(tile)) bounds = bounds.union(tiles.grid().tileRegion(tile));
		return bounds.intersect(Region.ofSize(tiles.image().width(), tiles.image().height()));
	}

	private static void putBounds(final OpenSlideProperties properties, final Region bounds, final TiffImage finest) {
		if (bounds.equals(Region.ofSize(finest.width(), finest.height()))) return;
		properties.put("openslide.bounds-x", Long.toString(bounds.x()));
		properties.put("openslide.bounds-y", Long.toString(bounds.y()));
		properties.put("openslide.bounds-width", Long.toString(bounds.width()));
		properties.put("openslide.bounds-height", Long.toString(bounds.height()));
	}

	private static OpenSlideProperties properties(final TiffFile tiff, final ArgosDescription description,
		final List<TiffImage> shown, final Optional<PixelSize> pixelSize, final String xml) throws IOException
	{
		final OpenSlideProperties properties = new OpenSlideProperties();
		properties.put(OpenSlideProperties.VENDOR, "argos");
		description.values().forEach((name, value) -> properties.put("argos." + name, value));
		properties.copyInt("argos.ObjectiveMagnification", OpenSlideProperties.OBJECTIVE_POWER);
		properties.put("openslide.barcode", properties.get("argos.Barcode"));
		for (int i = 0; i < shown.size(); i++) {
			final TiffImage image = shown.get(i);
			properties.putLevel(i, image.width(), image.height(), TiffLevels.scale(shown.get(0), image),
				image.tileWidth(),
				image.tileHeight());
		}
		pixelSize.ifPresent(size -> {
			properties.put(OpenSlideProperties.MPP_X, size.xUm());
			properties.put(OpenSlideProperties.MPP_Y, size.yUm());
		});
		TiffProperties.add(properties, tiff, shown.get(0).ifd(), shown.get(shown.size() - 1).ifd(), List.of(xml));
		return properties;
	}

	private static OptionalDouble objectivePower(final OpenSlideProperties properties) {
		final OptionalDouble power = OpenSlideProperties.parseDouble(properties.get("argos.ObjectiveMagnification"));
		return power.isPresent() && power.getAsDouble() > 0 ? power : OptionalDouble.empty();
	}

	private static List<AssociatedImage> associatedImages(final TiffFile tiff, final SlideLifetime lifetime)
		throws IOException {
		final List<AssociatedImage> images = new ArrayList<>();
		final String[] fromTheEnd = { "macro", "thumbnail" };
		for (int i = 0; i < fromTheEnd.length && i < tiff.ifds().size(); i++) {
			final Ifd ifd = tiff.ifds().get(tiff.ifds().size() - 1 - i);
			if (!ifd.isTiled())
				TiffAssociatedImage.ifSound(fromTheEnd[i], tiff, ifd, lifetime).ifPresent(images::add);
		}
		return images;
	}
}
