package org.coverslip.format.olympus;

import java.io.IOException;
import java.util.Set;

import org.coverslip.format.Detection;
import org.coverslip.format.SlideFormat;
import org.coverslip.format.SlideProbe;
import org.coverslip.format.tiff.TiffSlides;
import org.coverslip.io.SlideFormatException;
import org.coverslip.io.StoredFile;
import org.coverslip.slide.Slide;

/**
 * Olympus and Evident VSI, as cellSens and the VS scanners write it: a TIFF with small pictures and a tree of tags, and
 * beside it a folder with the pixels, one file per stack. There is no public specification; each class says where its
 * facts are from.
 */
public final class OlympusFormat implements SlideFormat {

	@Override
	public String name() {
		return "Olympus VSI";
	}

	@Override
	public Set<String> endings() {
		return Set.of("vsi");
	}

	@Override
	public Detection detect(final SlideProbe probe) {
		final byte[] header = probe.header();
		return VsiTagReader.isOne(header) || EtsHeader.isOne(header) ? Detection.accept()
			: Detection.refuse("it is no TIFF with a tree of Olympus tags behind its header");
	}

	@Override
	public Slide open(final SlideProbe probe) throws IOException {
		if (EtsHeader.isOne(probe.header())) throw pixelsOnly(probe.file());
		return TiffSlides.open(probe, (tiff, lifetime) -> new OlympusSlide(name(), tiff, lifetime).open());
	}

	private static SlideFormatException pixelsOnly(final StoredFile file) {
		final String slide = StackFiles.slideOf(file).orElse("NAME.vsi");
		return new SlideFormatException(file, SlideFormatException.NO_OFFSET,
			"the .vsi of the slide, " + slide + " beside the folder _" + slide.replaceFirst("\\.vsi$", "") + "_",
			"one of its files of pixels: open the .vsi instead");
	}
}
