package org.coverslip.format.generic;

import static org.coverslip.tiff.TiffTag.ICC_PROFILE;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;

import org.coverslip.format.Detection;
import org.coverslip.format.OpenSlideProperties;
import org.coverslip.format.SlideFormat;
import org.coverslip.format.SlideProbe;
import org.coverslip.format.tiff.TiffProperties;
import org.coverslip.format.tiff.TiffSlides;
import org.coverslip.slide.OpenedSlide;
import org.coverslip.slide.Slide;
import org.coverslip.slide.SlideLifetime;
import org.coverslip.slide.SlideMetadata;
import org.coverslip.tiff.TiffFile;

/**
 * A TIFF whose first image is tiled: OpenSlide's "generic-tiff", with more pyramids than OpenSlide sees, and with all
 * its pages.
 * <p>
 * {@code openslide.*} properties describe the levels that OpenSlide lists; the scenes have all that {@link PagedTiff}
 * finds.
 */
public final class GenericTiffFormat implements SlideFormat {

	@Override
	public String name() {
		return "tiled TIFF";
	}

	@Override
	public Set<String> endings() {
		return Set.of("tif", "tiff");
	}

	@Override
	public Detection detect(final SlideProbe probe) throws IOException {
		final Optional<TiffFile> tiff = probe.tiff();
		if (tiff.isEmpty()) return Detection.refuse("it is not a TIFF");
		if (!tiff.get().ifds().get(0).isTiled()) return Detection.refuse("its first image is not tiled");
		return ForeignContainer.of(probe, tiff.get()).map(Detection::refuseNamed).orElseGet(Detection::accept);
	}

	@Override
	public Slide open(final SlideProbe probe) throws IOException {
		return TiffSlides.open(probe, this::assemble);
	}

	private Slide assemble(final TiffFile tiff, final SlideLifetime lifetime) throws IOException {
		final PagedTiff pages = PagedTiff.of(tiff, lifetime);
		final OpenSlideProperties properties = new OpenSlideProperties();
		TiffProperties.addGeneric(properties, tiff, pages.openSlideLevels());
		final SlideMetadata metadata =
			new SlideMetadata(tiff.file(), name(), properties.toMap(), tiff.ifds().get(0).bytes(ICC_PROFILE));
		return new OpenedSlide(metadata.withNotShown(pages.notShown()), pages.scenes(), pages.associatedImages(),
			lifetime);
	}
}
