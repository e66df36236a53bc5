package org.coverslip.format.philips;

import static org.coverslip.tiff.TiffTag.*;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

import org.coverslip.format.Detection;
import org.coverslip.format.OpenSlideProperties;
import org.coverslip.format.SlideFormat;
import org.coverslip.format.SlideProbe;
import org.coverslip.format.philips.PhilipsDescription.Spacing;
import org.coverslip.format.tiff.JpegAssociatedImage;
import org.coverslip.format.tiff.LeftOutPages;
import org.coverslip.format.tiff.TiffAssociatedImage;
import org.coverslip.format.tiff.TiffImage;
import org.coverslip.format.tiff.TiffLevels;
import org.coverslip.format.tiff.TiffProperties;
import org.coverslip.format.tiff.TiffSlides;
import org.coverslip.format.tiff.TiffTileSource;
import org.coverslip.geom.LevelScale;
import org.coverslip.io.SlideFormatException;
import org.coverslip.slide.AssociatedImage;
import org.coverslip.slide.Level;
import org.coverslip.slide.OpenedSlide;
import org.coverslip.slide.PixelSize;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.SlideLifetime;
import org.coverslip.slide.SlideMetadata;
import org.coverslip.slide.TileSource;
import org.coverslip.tiff.Ifd;
import org.coverslip.tiff.TiffFile;

/**
 * Philips TIFF: tiled directories are the levels, finest first; their sizes include the tiles' padding. The XML of the
 * first says how large their pixels are, and thus how much of each level is picture.
 * <p>
 * As in OpenSlide, level 0 keeps its size, and each further level has that size divided by the whole number nearest to
 * the ratio of the pixel spacings. Tiles without bytes are absent: scanners leave out the space between several
 * regions.
 */
public final class PhilipsFormat implements SlideFormat {

	private static final String SOFTWARE_PREFIX = "Philips";
	/** The first element of the XML, with the type that OpenSlide requires. */
	private static final Pattern ROOT = Pattern.compile("<DataObject\\s[^>]*ObjectType\\s*=\\s*[\"']DPUfsImport[\"']");

	@Override
	public String name() {
		return "Philips TIFF";
	}

	@Override
	public Set<String> endings() {
		return Set.of("tiff");
	}

	@Override
	public Detection detect(final SlideProbe probe) throws IOException {
		return TiffSlides.detect(probe, PhilipsFormat::recognise);
	}

	private static Detection recognise(final Ifd first) throws IOException {
		final String software = first.text(SOFTWARE);
		if (software == null || !software.startsWith(SOFTWARE_PREFIX))
			return Detection.refuse("its Software does not begin with \"" + SOFTWARE_PREFIX + "\"");
		final String description = first.text(IMAGE_DESCRIPTION);
		return description != null && ROOT.matcher(description).find() ? Detection.accept()
			: Detection.refuse("its ImageDescription is not XML of the type \"DPUfsImport\"");
	}

	@Override
	public Slide open(final SlideProbe probe) throws IOException {
		return TiffSlides.open(probe, this::assemble);
	}

	private Slide assemble(final TiffFile tiff, final SlideLifetime lifetime) throws IOException {
		final PhilipsDescription description =
			PhilipsDescription.parse(tiff.ifds().get(0).field(IMAGE_DESCRIPTION).text(), tiff.file());
		final List<TiffImage> images = levelImages(tiff);
		final List<Level> levels = levels(tiff, images, scales(tiff, images, description), lifetime);
		final Scene scene = Scene.builder(lifetime).channels(TiffLevels.channels(images.get(0))).levels(levels)
			.pixelSize(description.spacing().map(PhilipsFormat::pixelSize)).objectivePower(description.objectivePower())
			.build();
		final OpenSlideProperties properties =
			properties(tiff, description, levels, images.get(images.size() - 1).ifd());
		final SlideMetadata metadata =
			new SlideMetadata(tiff.file(), name(), properties.toMap(), tiff.ifds().get(0).bytes(ICC_PROFILE));
		final List<AssociatedImage> associated = associatedImages(tiff, description, lifetime);
		return new OpenedSlide(metadata.withNotShown(LeftOutPages.of(tiff, images, associated)), List.of(scene),
			associated, lifetime);
	}

	private static PixelSize pixelSize(final Spacing spacing) {
		return new PixelSize(1e3 * spacing.xMm(), 1e3 * spacing.yMm());
	}

	/**
	 * The tiled directories; all but the first must be marked as reduced, and none may be larger than the one before.
	 */
	private static List<TiffImage> levelImages(final TiffFile tiff) throws IOException {
		final List<TiffImage> images = new ArrayList<>();
		for (final Ifd ifd : tiff.ifds()) {
			if (!ifd.isTiled()) continue;
			final TiffImage image = TiffImage.parse(tiff, ifd);
			if (!images.isEmpty()) {
				final TiffImage finer = images.get(images.size() - 1);
				if (!ifd.isReduced())
					throw new SlideFormatException(tiff.file(), ifd.offset(), "levels that are marked as reduced",
						"one that is not");
				if (image.width() > finer.width() || image.height() > finer.height())
					throw new SlideFormatException(tiff.file(), ifd.offset(), "levels from fine to coarse",
						image.width() + " x " + image.height() + " after " + finer.width() + " x " + finer.height());
				if (!TiffLevels.areAlike(finer, image))
					throw new SlideFormatException(tiff.file(), ifd.offset(),
						"a level with samples like those of level 0",
						"other samples");
			}
			images.add(image);
		}
		if (images.isEmpty())
			throw new SlideFormatException(tiff.file(), tiff.ifds().get(0).offset(), "a tiled image", "none");
		return images;
	}

	private static List<LevelScale> scales(final TiffFile tiff, final List<TiffImage> images,
		final PhilipsDescription description) throws SlideFormatException
	{
		final List<Spacing> spacings = description.spacings();
		if (spacings.size() != images.size())
			throw new SlideFormatException(tiff.file(), SlideFormatException.NO_OFFSET,
				"the pixel spacings of " + images.size() + " levels", spacings.size() + "");
		final List<LevelScale> scales = new ArrayList<>();
		for (final Spacing spacing : spacings) {
			final double ratioX = spacing.xMm() / spacings.get(0).xMm();
			final double ratioY = spacing.yMm() / spacings.get(0).yMm();
			final double finer = scales.isEmpty() ? 1 : scales.get(scales.size() - 1).downsample();
			// a coarsest level that would have no pixels is caught here too
			final double most = Math.min(images.get(0).width(), images.get(0).height());
			if (!((ratioX + ratioY) / 2 >= finer - 0.5 && (ratioX + ratioY) / 2 <= most))
				throw new SlideFormatException(tiff.file(), SlideFormatException.NO_OFFSET,
					"pixel spacings that grow from level to level, up to one pixel for all of level 0",
					spacing.xMm() + " x " + spacing.yMm() + " mm in level " + scales.size());
			scales.add(scales.isEmpty() ? new LevelScale(1) : LevelScale.wholeNear(ratioX, ratioY));
		}
		return scales;
	}

	private static List<Level> levels(final TiffFile tiff, final List<TiffImage> images, final List<LevelScale> scales,
		final SlideLifetime lifetime) throws IOException
	{
		final List<Level> levels = new ArrayList<>();
		for (int i = 0; i < images.size(); i++) {
			final TiffImage image = images.get(i);
			final LevelScale scale = scales.get(i);
			final long width = scale.wholePixels(images.get(0).width());
			final long height = scale.wholePixels(images.get(0).height());
			final TiffTileSource stored = TiffTileSource.of(tiff, image, lifetime);
			// copied tiles must cover everything that the level shows
			final TileSource tiles = width <= image.width() && height <= image.height() ? stored.copyable() : stored;
			levels.add(Level.builder(width, height, tiles).scale(scale)
				.layout(stored.grid(), image.tileWidth(), image.tileHeight())
				.samples(image.type(), image.isRgb() ? 3 : 1).compression(image.compressionName()).build());
		}
		return levels;
	}

	private static OpenSlideProperties properties(final TiffFile tiff, final PhilipsDescription description,
		final List<Level> levels, final Ifd lowest) throws IOException
	{
		final OpenSlideProperties properties = new OpenSlideProperties();
		TiffProperties.add(properties, tiff, tiff.ifds().get(0), lowest);
		properties.remove(OpenSlideProperties.COMMENT);
		properties.remove("tiff.ImageDescription");
		properties.put(OpenSlideProperties.VENDOR, "philips");
		description.properties().forEach(properties::put);
		for (int i = 0; i < levels.size(); i++) {
			final Level level = levels.get(i);
			properties.putLevel(i, level.width(), level.height(), level.scale(), level.tileWidth(), level.tileHeight());
		}
		description.spacing().ifPresent(spacing -> {
			properties.put(OpenSlideProperties.MPP_X, 1e3 * spacing.xMm());
			properties.put(OpenSlideProperties.MPP_Y, 1e3 * spacing.yMm());
		});
		final OptionalDouble power = description.objectivePower();
		if (power.isPresent()) properties.put(OpenSlideProperties.OBJECTIVE_POWER, power.getAsDouble());
		description.barcode().ifPresent(barcode -> properties.put("openslide.barcode", barcode));
		return properties;
	}

	/** Taken from directories, or if they lack one, from the XML if that holds a JPEG. */
	private static List<AssociatedImage> associatedImages(final TiffFile tiff, final PhilipsDescription description,
		final SlideLifetime lifetime) throws IOException
	{
		final Map<String, AssociatedImage> images = new TreeMap<>();
		for (final Ifd ifd : tiff.ifds()) {
			final String text = ifd.isTiled() ? null : ifd.text(IMAGE_DESCRIPTION);
			if (text == null) continue;
			final String name = text.startsWith("Label") ? "label" : text.startsWith("Macro") ? "macro" : null;
			if (name != null)
				TiffAssociatedImage.ifSound(name, tiff, ifd, lifetime)
					.ifPresent(image -> images.put(name, image));
		}
		for (final Map.Entry<String, byte[]> encoded : description.images().entrySet())
			if (!images.containsKey(encoded.getKey()))
				JpegAssociatedImage.find(encoded.getKey(), encoded.getValue(), tiff.file(), lifetime)
					.ifPresent(image -> images.put(image.name(), image));
		return List.copyOf(images.values());
	}
}
