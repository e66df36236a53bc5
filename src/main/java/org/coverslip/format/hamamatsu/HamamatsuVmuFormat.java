package org.coverslip.format.hamamatsu;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.coverslip.format.Detection;
import org.coverslip.format.OpenSlideProperties;
import org.coverslip.format.SlideFormat;
import org.coverslip.format.SlideProbe;
import org.coverslip.geom.LevelScale;
import org.coverslip.io.ByteSource;
import org.coverslip.io.SlideFormatException;
import org.coverslip.io.StoredFile;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.AssociatedImage;
import org.coverslip.slide.Level;
import org.coverslip.slide.OpenedSlide;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.SlideLifetime;
import org.coverslip.slide.SlideMetadata;
import org.coverslip.slide.TileSource;

/**
 * Hamamatsu VMU: a text that names an uncompressed image, or one for each of several focal planes, a map of the whole
 * slide in the same format, and the macro image. RGB of 12 bits (36 bits a pixel), which OpenSlide shows cut to 8, or
 * of 8 bits.
 */
public final class HamamatsuVmuFormat implements SlideFormat {

	private static final int BITS_OF_8 = 24;
	private static final int BITS_OF_12 = 36;

	@Override
	public String name() {
		return "Hamamatsu VMU";
	}

	@Override
	public Set<String> endings() {
		return Set.of("vmu");
	}

	@Override
	public Detection detect(final SlideProbe probe) {
		return SpecimenFiles.detect(probe, SpecimenIndex.Kind.VMU);
	}

	@Override
	public Slide open(final SlideProbe probe) throws IOException {
		return SpecimenFiles.open(probe, SpecimenIndex.Kind.VMU, this::assemble);
	}

	private Slide assemble(final SpecimenIndex index, final SpecimenFiles files, final ByteSource text,
		final SlideLifetime lifetime)
		throws IOException
	{
		final PixelType type = type(index);
		final List<NgrImage> planes = new ArrayList<>();
		for (final List<String> names : index.images()) {
			final NgrImage image = image(files.siblings().get(names.get(0)), files, lifetime, type);
			if (!planes.isEmpty() && !image.isLike(planes.get(0)))
				throw index.damaged("focal planes of one shape, " + planes.get(0),
					image + " as number " + planes.size());
			planes.add(image);
		}
		final StoredFile mapFile = files.siblings().get(index.map());
		final NgrImage map = image(mapFile, files, lifetime, type);
		final NgrImage image = planes.get(0);
		final LevelScale scale = LevelScale.between(image.width(), image.height(), map.width(), map.height());
		if (scale.downsample() < 1)
			throw new SlideFormatException(mapFile, 4,
				"a map smaller than the image of " + image.width() + " x " + image.height() + " pixels",
				map.width() + " x " + map.height());
		final TileSource layers = planes.size() == 1 ? image : (tile, plane) -> planes.get(plane.z()).read(tile, plane);
		final List<Level> levels = List.of(level(image, new LevelScale(1), layers), level(map, scale, map));
		final OpenSlideProperties properties = SpecimenProperties.of(index, levels, text, files.pool().source(mapFile));
		final Scene scene = Scene.builder(lifetime).sizeZ(planes.size()).levels(levels)
			.pixelSize(SpecimenProperties.pixelSize(index, levels.get(0)))
			.objectivePower(SpecimenProperties.objectivePower(index)).build();
		final List<AssociatedImage> images = files.macro(index, lifetime);
		final SlideMetadata metadata =
			new SlideMetadata(index.file(), name(), properties.toMap(), null).withFiles(files.siblings().found());
		return new OpenedSlide(metadata, List.of(scene), images, lifetime);
	}

	private static PixelType type(final SpecimenIndex index) throws SlideFormatException {
		if (!index.value(SpecimenIndex.PIXEL_ORDER).equals("RGB"))
			throw index.damaged(SpecimenIndex.PIXEL_ORDER + " of RGB", index.found(SpecimenIndex.PIXEL_ORDER));
		return switch (index.number(SpecimenIndex.BITS_PER_PIXEL)) {
			case BITS_OF_8 -> PixelType.UINT8;
			case BITS_OF_12 -> PixelType.UINT16;
			default -> throw index.damaged(SpecimenIndex.BITS_PER_PIXEL + " of " + BITS_OF_12 + " or " + BITS_OF_8,
				index.found(SpecimenIndex.BITS_PER_PIXEL));
		};
	}

	private static NgrImage image(final StoredFile file, final SpecimenFiles files, final SlideLifetime lifetime,
		final PixelType type)
		throws IOException
	{
		return NgrImage.read(files.pool().source(file), file, lifetime, type);
	}

	private static Level level(final NgrImage image, final LevelScale scale, final TileSource tiles) {
		return Level.builder(image.width(), image.height(), tiles).scale(scale).grid(image.grid())
			.samples(image.type(), 3).build();
	}
}
