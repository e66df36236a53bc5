package org.coverslip.format.leica;

import static org.coverslip.tiff.TiffTag.*;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.coverslip.format.SharedLevels;
import org.coverslip.format.leica.ScnDescription.ChannelSettings;
import org.coverslip.format.leica.ScnDescription.Dimension;
import org.coverslip.format.leica.ScnDescription.Image;
import org.coverslip.format.tiff.TiffImage;
import org.coverslip.format.tiff.TiffLevels;
import org.coverslip.format.tiff.TiffProperties;
import org.coverslip.format.tiff.TiffTileSource;
import org.coverslip.geom.LevelScale;
import org.coverslip.io.SlideFormatException;
import org.coverslip.slide.Channel;
import org.coverslip.slide.Level;
import org.coverslip.slide.PixelSize;
import org.coverslip.slide.Plane;
import org.coverslip.slide.Scene;
import org.coverslip.slide.SlideLifetime;
import org.coverslip.slide.TileSource;
import org.coverslip.tiff.Ifd;
import org.coverslip.tiff.TiffFile;

/** Makes scenes of the images of an SCN. */
final class ScnScenes {

	private final TiffFile tiff;
	private final SlideLifetime lifetime;
	private final List<String> notShown = new ArrayList<>();

	ScnScenes(final TiffFile tiff, final SlideLifetime lifetime) {
		this.tiff = tiff;
		this.lifetime = lifetime;
	}

	/** The scene of one main image. */
	Scene scene(final Image image, final ScnCanvas canvas) throws IOException {
		final List<List<Dimension>> resolutions = resolutions(image);
		final TiffImage finest = parse(resolutions.get(0).get(0));
		final int directories = 1 + image.dimensions().stream().mapToInt(Dimension::channel).max().orElse(0);
		if (directories > 1 && (finest.isRgb() || finest.channels() > 1))
			throw new SlideFormatException(tiff.file(), finest.ifd().offset(),
				"one sample a pixel in an image of " + directories
				+ " channels", finest.samples() + " samples");
		final List<Level> levels = new ArrayList<>();
		for (final List<Dimension> resolution : resolutions)
			if (planes(resolution).containsAll(planes(resolutions.get(0))))
				levels.add(level(finest, resolution, levels));
			else notShown.add(
				SharedLevels.sentence(resolution.size(), resolution.get(0).width() + " x " + resolution.get(0).height(),
				"not every channel or focal plane has that level"));
		return Scene.builder(lifetime).name(image.name()).origin(canvas.originX0(image), canvas.originY0(image))
			.channels(channels(image, finest, directories))
			.sizeZ(1 + image.dimensions().stream().mapToInt(Dimension::z).max().orElse(0)).levels(levels)
			.pixelSize(pixelSize(image, finest)).pixelSizeZ(image.stepUm()).objectivePower(image.objectivePower())
			.build();
	}

	/** A sentence for each level that is left out of the scenes that were made. */
	List<String> notShown() {
		return List.copyOf(notShown);
	}

	private static Set<Plane> planes(final List<Dimension> resolution) {
		return resolution.stream().map(d -> new Plane(d.channel(), d.z(), 0)).collect(Collectors.toSet());
	}

	/** The directories of an image, those of one size together, widest first. */
	private static List<List<Dimension>> resolutions(final Image image) {
		final Map<List<Long>, List<Dimension>> bySize = new LinkedHashMap<>();
		for (final Dimension dimension : image.dimensions())
			bySize.computeIfAbsent(List.of(dimension.width(), dimension.height()), size -> new ArrayList<>())
				.add(dimension);
		return List.copyOf(bySize.values());
	}

	/** The description of the directory that the XML names, which must be of the size that the XML says. */
	TiffImage parse(final Dimension dimension) throws IOException {
		final TiffImage image = TiffImage.parse(tiff, directory(dimension.ifd()));
		if (image.width() != dimension.width() || image.height() != dimension.height())
			throw new SlideFormatException(tiff.file(), image.ifd().offset(), "an image of " + dimension.width() + " x "
				+ dimension.height() + " pixels, as the description says", image.width() + " x " + image.height());
		return image;
	}

	/** The directory of the given number, which a file states. */
	Ifd directory(final int number) throws SlideFormatException {
		if (number >= tiff.ifds().size())
			throw new SlideFormatException(tiff.file(), SlideFormatException.NO_OFFSET, "directory " + number
				+ ", as the description says", "directories 0 to " + (tiff.ifds().size() - 1));
		return tiff.ifds().get(number);
	}

	private Level level(final TiffImage finest, final List<Dimension> resolution, final List<Level> finer)
		throws IOException {
		final Map<Plane, TiffTileSource> planes = new LinkedHashMap<>();
		TiffImage first = null;
		for (final Dimension dimension : resolution) {
			final TiffImage image = parse(dimension);
			if (first == null) first = image;
			if (!TiffLevels.areAlike(finest, image) || !image.grid().equals(first.grid()))
				throw new SlideFormatException(tiff.file(), image.ifd().offset(),
					"the samples and tiles of the image's other planes",
					"others");
			if (planes.put(new Plane(dimension.channel(), dimension.z(), 0),
				TiffTileSource.of(tiff, image, lifetime)) != null)
				throw new SlideFormatException(tiff.file(), SlideFormatException.NO_OFFSET,
					"one directory of " + dimension.width()
					+ " x " + dimension.height() + " pixels for channel " + dimension.channel() + " and z "
					+ dimension.z(), "two");
		}
		final LevelScale scale = TiffLevels.scale(finest, first);
		if (!finer.isEmpty() && scale.downsample() < finer.get(finer.size() - 1).downsample())
			throw new SlideFormatException(tiff.file(), first.ifd().offset(), "resolutions of one shape",
				first.width() + " x " + first.height() + " of " + finest.width() + " x " + finest.height());
		return TiffLevels.of(first, first.grid(), tiles(planes, finest.channels() > 1), scale);
	}

	private TileSource tiles(final Map<Plane, TiffTileSource> planes, final boolean channelsAreSamples)
		throws IOException {
		final TiffTileSource only = planes.size() == 1 ? planes.get(Plane.FIRST) : null;
		return only != null ? only.copyable() : new ScnPlanes(planes, channelsAreSamples, lifetime);
	}

	/** Channels by the description where each has a directory, else by the samples of the one directory. */
	private static List<Channel> channels(final Image image, final TiffImage finest, final int directories) {
		if (finest.isRgb() || directories == 1 && finest.channels() > 1) return TiffLevels.channels(finest);
		final List<Channel> channels = new ArrayList<>();
		for (int c = 0; c < directories; c++) {
			final int index = c;
			final Optional<ChannelSettings> settings = image.channels().stream().filter(s -> s.index() == index)
				.findFirst();
			channels.add(settings.map(s -> new Channel(s.name(), s.rgb()))
				.orElse(Channel.named(directories == 1 ? "" : "Channel " + (c + 1))));
		}
		return channels;
	}

	/** Taken from the directory, as in OpenSlide; where that states none, from the image's size on the slide. */
	private static Optional<PixelSize> pixelSize(final Image image, final TiffImage finest) throws IOException {
		final boolean inCentimetres = finest.ifd().longValue(RESOLUTION_UNIT, RESOLUTION_INCH) == RESOLUTION_CENTIMETER;
		final Optional<PixelSize> stated = inCentimetres ? TiffProperties.pixelSize(finest.ifd()) : Optional.empty();
		return stated.isPresent() ? stated
			: Optional.of(
			new PixelSize(image.widthNm() / 1000.0 / finest.width(), image.heightNm() / 1000.0 / finest.height()));
	}
}
