package org.coverslip.format.generic;

import static org.coverslip.tiff.TiffTag.ICC_PROFILE;

import java.io.IOException;
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
import org.coverslip.format.tiff.TiffPyramid;
import org.coverslip.format.tiff.TiffSlides;
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
 * {@code openslide.*} properties describe the levels that OpenSlide lists; the scene has all of {@link TiffPyramid}.
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
		return TiffSlides.open(probe, this::assemble);
	}

	private Slide assemble(final TiffFile tiff, final SlideLifetime lifetime) throws IOException {
		final TiffPyramid pyramid = TiffPyramid.of(tiff);
		final TiffImage finest = pyramid.levels().get(0);
		final Ifd first = tiff.ifds().get(0);
		final Optional<PixelSize> pixelSize = TiffProperties.pixelSize(first);
		final Scene scene = Scene.builder(lifetime).channels(TiffLevels.channels(finest))
			.levels(TiffLevels.of(tiff, pyramid.levels(), lifetime)).pixelSize(pixelSize).build();
		final OpenSlideProperties properties = new OpenSlideProperties();
		TiffProperties.addGeneric(properties, tiff, pyramid.openSlideLevels());
		final SlideMetadata metadata = new SlideMetadata(tiff.path(), name(), properties.toMap(), first.bytes(ICC_PROFILE));
		return new OpenedSlide(metadata, List.of(scene), TiffAssociatedImage.named(tiff, tiff.ifds(), lifetime), lifetime);
	}
}
