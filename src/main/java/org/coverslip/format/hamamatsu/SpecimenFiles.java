package org.coverslip.format.hamamatsu;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import org.coverslip.format.Detection;
import org.coverslip.format.SlideProbe;
import org.coverslip.format.tiff.JpegAssociatedImage;
import org.coverslip.io.ByteSource;
import org.coverslip.io.FilePool;
import org.coverslip.io.SiblingFiles;
import org.coverslip.io.StoredFile;
import org.coverslip.slide.AssociatedImage;
import org.coverslip.slide.Slide;
import org.coverslip.slide.SlideLifetime;

/**
 * The files that a VMS or VMU file names.
 *
 * @param siblings
 *            finds them
 * @param pool
 *            opens them; closed with the slide
 */
record SpecimenFiles(SiblingFiles siblings, FilePool pool) {

	private static final int MOST_OPEN = 32;

	/** Makes a slide of what was found. */
	@FunctionalInterface
	interface Assembly {

		Slide assemble(SpecimenIndex index, SpecimenFiles files, ByteSource text, SlideLifetime lifetime)
			throws IOException;
	}

	static Detection detect(final SlideProbe probe, final SpecimenIndex.Kind kind) {
		return kind.isIndex(probe.header()) ? Detection.accept()
			: Detection.refuse("it has no line \"" + kind.title() + "\"");
	}

	/** Reads the text and lets a slide be made of it; closes what was opened if that fails. */
	static Slide open(final SlideProbe probe, final SpecimenIndex.Kind kind, final Assembly assembly)
		throws IOException {
		final SpecimenIndex index = SpecimenIndex.read(probe.source(), probe.file(), kind);
		final SiblingFiles siblings = probe.siblings();
		final FilePool pool = new FilePool(MOST_OPEN);
		final SlideLifetime lifetime = new SlideLifetime(probe.file().fileName(), pool);
		try {
			return assembly.assemble(index, new SpecimenFiles(siblings, pool), probe.source(), lifetime);
		}
		catch (final IOException | RuntimeException e) {
			lifetime.close();
			throw e;
		}
	}

	/** The macro image, if it is there: a slide can be read without it. */
	List<AssociatedImage> macro(final SpecimenIndex index, final SlideLifetime lifetime) throws IOException {
		final String name = index.value(SpecimenIndex.MACRO_IMAGE);
		final Optional<StoredFile> file = name.isEmpty() ? Optional.empty() : siblings.find(name);
		return file.isEmpty() ? List.of() : JpegAssociatedImage.find("macro", file.get(), lifetime).stream().toList();
	}
}
