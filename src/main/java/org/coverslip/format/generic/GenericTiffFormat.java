package org.coverslip.format.generic;

import static org.coverslip.tiff.TiffTag.*;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.coverslip.format.Detection;
import org.coverslip.format.OpenSlideProperties;
import org.coverslip.format.SlideFormat;
import org.coverslip.format.SlideProbe;
import org.coverslip.format.tiff.TiffAssociatedImage;
import org.coverslip.format.tiff.TiffImage;
import org.coverslip.format.tiff.TiffLevels;
import org.coverslip.format.tiff.TiffProperties;
import org.coverslip.slide.AssociatedImage;
import org.coverslip.slide.OpenedSlide;
import org.coverslip.slide.PixelSize;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.SlideLifetime;
import org.coverslip.slide.SlideMetadata;
import org.coverslip.tiff.Ifd;
import org.coverslip.tiff.TiffFile;

/**
 * A TIFF whose first image is tiled: OpenSlide's "generic-tiff", and more pyramids than OpenSlide sees.
 * <p>
 * {@code openslide.*} properties describe the levels that OpenSlide lists; the scene has all of {@link GenericPyramid}.
 */
public final class GenericTiffFormat implements SlideFormat {

	@Override
	public String name() {
		return "tiled TIFF";
	}

	@Override
	public Detection detect(final SlideProbe probe) throws IOException {
		final Optional<TiffFile> tiff = probe.tiff();
		if (tiff.isEmpty()) return Detection.refuse("it is not a TIFF");
		return tiff.get().ifds().get(0).isTiled() ? Detection.accept() : Detection.refuse("its first image is not tiled");
	}

	@Override
	public Slide open(final SlideProbe probe) throws IOException {
		final TiffFile tiff = probe.takeTiff();
		final SlideLifetime lifetime = new SlideLifetime(String.valueOf(probe.path().getFileName()), tiff);
		try {
			return assemble(tiff, lifetime);
		}
		catch (final IOException | RuntimeException e) {
			lifetime.close();
			throw e;
		}
	}

	private Slide assemble(final TiffFile tiff, final SlideLifetime lifetime) throws IOException {
		final GenericPyramid pyramid = GenericPyramid.of(tiff);
		final TiffImage finest = pyramid.levels().get(0);
		final Ifd first = tiff.ifds().get(0);
		final Optional<PixelSize> pixelSize = TiffProperties.pixelSize(first);
		final Scene scene = Scene.builder(lifetime).channels(TiffLevels.channels(finest))
			.levels(TiffLevels.of(tiff, pyramid.levels(), lifetime)).pixelSize(pixelSize).build();
		final SlideMetadata metadata = new SlideMetadata(tiff.path(), name(),
			properties(tiff, pyramid.openSlideLevels(), pixelSize).toMap(), first.bytes(ICC_PROFILE));
		return new OpenedSlide(metadata, List.of(scene), associatedImages(tiff, lifetime), lifetime);
	}

	private static OpenSlideProperties properties(final TiffFile tiff, final List<TiffImage> levels,
		final Optional<PixelSize> pixelSize) throws IOException
	{
		final OpenSlideProperties properties = new OpenSlideProperties();
		properties.put(OpenSlideProperties.VENDOR, "generic-tiff");
		for (int i = 0; i < levels.size(); i++) {
			final TiffImage image = levels.get(i);
			properties.putLevel(i, image.width(), image.height(), TiffLevels.scale(levels.get(0), image), image.tileWidth(),
				image.tileHeight());
		}
		pixelSize.ifPresent(size -> {
			properties.put(OpenSlideProperties.MPP_X, size.xUm());
			properties.put(OpenSlideProperties.MPP_Y, size.yUm());
		});
		TiffProperties.add(properties, tiff, tiff.ifds().get(0), levels.get(levels.size() - 1).ifd());
		return properties;
	}

	/** Striped directories behind the first whose description is the name of an associated image, as Coverslip writes them. */
	private static List<AssociatedImage> associatedImages(final TiffFile tiff, final SlideLifetime lifetime) throws IOException {
		final List<AssociatedImage> images = new ArrayList<>();
		for (final Ifd ifd : tiff.ifds()) {
			final String name = ifd.isTiled() ? null : ifd.text(IMAGE_DESCRIPTION);
			if (name != null && name.matches("label|macro|thumbnail") && images.stream().noneMatch(image -> image.name().equals(name)))
				images.add(TiffAssociatedImage.of(name, tiff, TiffImage.parse(tiff, ifd), lifetime));
		}
		return images;
	}
}
