package org.coverslip.format.tiff;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import org.coverslip.format.Detection;
import org.coverslip.format.SlideProbe;
import org.coverslip.slide.OpenedSlide;
import org.coverslip.slide.Slide;
import org.coverslip.slide.SlideLifetime;
import org.coverslip.tiff.Ifd;
import org.coverslip.tiff.TiffFile;

/**
 * Recognises and opens slides that are one TIFF: takes over the file, and closes it again if the slide cannot be
 * assembled.
 */
public final class TiffSlides {

	private TiffSlides() {}

	/** Assembles a slide from a TIFF's directories. */
	@FunctionalInterface
	public interface Assembly {

		/**
		 * @param tiff
		 *            belongs to the lifetime
		 * @param lifetime
		 *            of the slide to be made
		 */
		Slide assemble(TiffFile tiff, SlideLifetime lifetime) throws IOException;
	}

	/** Recognises a format by the first directory of a TIFF. */
	@FunctionalInterface
	public interface Recognition {

		Detection detect(Ifd first) throws IOException;
	}

	/** What a format says about a probed file; a file that is not a TIFF is refused without asking the format. */
	public static Detection detect(final SlideProbe probe, final Recognition format) throws IOException {
		final Optional<TiffFile> tiff = probe.tiff();
		return tiff.isEmpty() ? Detection.refuse("it is not a TIFF") : format.detect(tiff.get().ifds().get(0));
	}

	/** As {@link #detect}, for formats that only have slides whose first image is tiled. */
	public static Detection detectTiled(final SlideProbe probe, final Recognition format) throws IOException {
		return detect(probe, first -> first.isTiled() ? format.detect(first)
			: Detection.refuse("its first image is not tiled"));
	}

	/** The slide of a probed file; it says what is not shown of each pixel. The caller closes it. */
	public static Slide open(final SlideProbe probe, final Assembly assembly) throws IOException {
		return openAllSamples(probe, (tiff, lifetime) -> {
			final Slide slide = assembly.assemble(tiff, lifetime);
			final List<String> more = TiffImage.parse(tiff, tiff.ifds().get(0)).notShown();
			return more.isEmpty() ? slide : new OpenedSlide(slide.metadata().withMoreNotShown(more), slide.scenes(),
				slide.associatedImages(), lifetime);
		});
	}

	/** As {@link #open}, for formats that show all samples of a pixel, whatever the directory says about them. */
	public static Slide openAllSamples(final SlideProbe probe, final Assembly assembly) throws IOException {
		final TiffFile tiff = probe.takeTiff();
		final SlideLifetime lifetime = new SlideLifetime(probe.file().fileName(), tiff);
		try {
			return assembly.assemble(tiff, lifetime);
		}
		catch (final IOException | RuntimeException e) {
			lifetime.close();
			throw e;
		}
	}
}
