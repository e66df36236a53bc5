package org.coverslip.deidentify.tiff;

import static org.coverslip.tiff.TiffTag.*;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.coverslip.deidentify.KeptPart;
import org.coverslip.deidentify.SlideCopy;
import org.coverslip.tiff.Ifd;
import org.coverslip.tiff.TiffFile;

/**
 * Hamamatsu NDPI: the levels of all focal planes. The macro image shows the label, and the map is a picture of the
 * whole slide, too; the property map and the scanner's numbers go.
 * <p>
 * Source of the tags: OpenSlide's page on the format; Bio-Formats' {@code NDPIReader}.
 */
final class NdpiDialect implements TiffDialect {

	static final int SOURCE_LENS = 65421;
	/** Of the image's centre from the slide's, in nanometres: what annotations beside the slide are placed by. */
	private static final int X_OFFSET = 65422;
	private static final int Y_OFFSET = 65423;
	private static final int FOCAL_OFFSET = 65424;
	static final int MCU_STARTS = 65426;
	static final int MCU_STARTS_HIGH = 65432;
	private static final int CHANNEL_NAME = 65434;
	private static final int EMISSION_WAVELENGTH = 65451;
	private static final String MAKER = "Hamamatsu";

	@Override
	public Set<String> formats() {
		return Set.of("Hamamatsu NDPI");
	}

	@Override
	public List<KeptPage> pages(final TiffFile tiff, final SlideCopy copy) throws IOException {
		final List<KeptPage> pages = new ArrayList<>();
		for (final Ifd ifd : tiff.ifds()) {
			final double lens = ifd.doubleValue(SOURCE_LENS);
			if (lens == -1) copy.findings().removed("macro image");
			else if (lens == -2) copy.findings().removed("map");
			else if (!(lens > 0)) copy.findings().removed("image that is no level");
			else pages.add(page(ifd, copy));
		}
		copy.findings().kept("magnification, place of the scan on the slide, heights of focal planes");
		return pages;
	}

	private static KeptPage page(final Ifd ifd, final SlideCopy copy) throws IOException {
		KeptPage page = KeptPage.of(ifd);
		for (final int tag : new int[] { NDPI_FORMAT, SOURCE_LENS, X_OFFSET, Y_OFFSET, FOCAL_OFFSET,
			EMISSION_WAVELENGTH })
			page = page.number(tag, 1);
		final String maker = ifd.text(MAKE);
		if (maker != null && maker.startsWith(MAKER)) page = page.text(MAKE, MAKER);
		final String channel = ifd.text(CHANNEL_NAME);
		if (channel == null || !copy.keep().contains(KeptPart.CHANNELS)) return page;
		copy.findings().kept("names of channels");
		return page.text(CHANNEL_NAME, channel);
	}
}
