package org.coverslip.format.zeiss;

import static org.coverslip.tiff.TiffTag.*;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.coverslip.format.Detection;
import org.coverslip.format.OpenSlideProperties;
import org.coverslip.format.SlideFormat;
import org.coverslip.format.SlideProbe;
import org.coverslip.format.tiff.LeftOutPages;
import org.coverslip.format.tiff.PlaneAxes;
import org.coverslip.format.tiff.TiffImage;
import org.coverslip.format.tiff.TiffPages;
import org.coverslip.format.tiff.TiffProperties;
import org.coverslip.format.tiff.TiffSlides;
import org.coverslip.format.tiff.TiffStack;
import org.coverslip.slide.OpenedSlide;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.SlideLifetime;
import org.coverslip.slide.SlideMetadata;
import org.coverslip.tiff.Ifd;
import org.coverslip.tiff.TiffFile;

/**
 * Zeiss LSM, the format before CZI: a TIFF with one page per focal plane and time point, each followed by a thumbnail.
 * A page's samples are the channels, whatever the directory says about colours. Stage positions and mosaic tiles, if
 * any, become successive scenes.
 */
public final class LsmFormat implements SlideFormat {

	@Override
	public String name() {
		return "Zeiss LSM";
	}

	@Override
	public Set<String> endings() {
		return Set.of("lsm");
	}

	@Override
	public Detection detect(final SlideProbe probe) throws IOException {
		final Optional<TiffFile> tiff = probe.tiff();
		if (tiff.isEmpty()) return Detection.refuse("it is not a TIFF");
		return LsmInfo.isIn(tiff.get().ifds().get(0)) ? Detection.accept()
			: Detection.refuse("its first directory has no structure of Zeiss in tag " + LsmInfo.TAG);
	}

	@Override
	public Slide open(final SlideProbe probe) throws IOException {
		return TiffSlides.openAllSamples(probe, this::assemble);
	}

	private Slide assemble(final TiffFile tiff, final SlideLifetime lifetime) throws IOException {
		final Ifd first = tiff.ifds().get(0);
		final LsmInfo info = LsmInfo.of(tiff);
		final TiffPages pages =
			TiffPages.of(tiff, List.of(TiffImage.parse(tiff, first)),
			image -> image.withPhotometric(PHOTOMETRIC_MIN_IS_BLACK)).unwrapped();
		final PlaneAxes axes = info.axes(pages.first().samples(), pages.count());
		final List<Scene> scenes = new ArrayList<>();
		for (final Scene.Builder scene : TiffStack.of(pages, axes.places(pages.count()))
			.scenes(info.channels(), lifetime))
			scenes.add(scene.pixelSize(info.pixelSize()).pixelSizeZ(info.pixelSizeZ()).build());
		final Set<Ifd> shown = new HashSet<>(pages.shown());
		for (final Ifd ifd : tiff.ifds())
			if (ifd.isReduced()) shown.add(ifd); // each page's thumbnail
		final OpenSlideProperties properties = new OpenSlideProperties();
		TiffProperties.addTags(properties, first);
		final SlideMetadata metadata =
			new SlideMetadata(tiff.file(), name(), properties.toMap(), first.bytes(ICC_PROFILE))
			.withNotShown(LeftOutPages.ofDirectories(tiff, shown, List.of()));
		return new OpenedSlide(metadata, scenes, List.of(), lifetime);
	}
}
