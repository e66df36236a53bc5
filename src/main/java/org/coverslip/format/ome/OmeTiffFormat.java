package org.coverslip.format.ome;

import static org.coverslip.tiff.TiffTag.ICC_PROFILE;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.coverslip.format.Detection;
import org.coverslip.format.OpenSlideProperties;
import org.coverslip.format.SlideFormat;
import org.coverslip.format.SlideProbe;
import org.coverslip.format.tiff.TiffImage;
import org.coverslip.format.tiff.TiffProperties;
import org.coverslip.format.tiff.TiffPyramid;
import org.coverslip.io.SlideFormatException;
import org.coverslip.slide.OpenedSlide;
import org.coverslip.slide.Slide;
import org.coverslip.slide.SlideLifetime;
import org.coverslip.slide.SlideMetadata;
import org.coverslip.tiff.Ifd;
import org.coverslip.tiff.TiffFile;

/**
 * OME-TIFF: TIFFs whose first directory's description is OME-XML, alone or as a set, and the {@code .companion.ome}
 * file of a set.
 * <p>
 * {@code openslide.*} properties describe what OpenSlide sees in such a file, namely a generic tiled TIFF; the scenes
 * have everything. Source: the OME-TIFF specification (docs.openmicroscopy.org/ome-model, "OME-TIFF specification") and
 * the OME schemas.
 */
public final class OmeTiffFormat implements SlideFormat {

	/** No more characters of the OME-XML become a property. */
	private static final int LONGEST_COMMENT = 1 << 20;

	@Override
	public String name() {
		return "OME-TIFF";
	}

	@Override
	public Set<String> endings() {
		return Set.of("tif", "tiff", "ome");
	}

	@Override
	public Detection detect(final SlideProbe probe) throws IOException {
		if (!OmeSource.isLikely(probe))
			return Detection.refuse(probe.tiff().isPresent() ? "its ImageDescription is not OME-XML"
				: "it is neither a TIFF nor a companion file (.companion.ome)");
		try {
			probe.find(OmeSource.class, OmeSource::of);
			return Detection.accept();
		}
		catch (final SlideFormatException e) {
			return Detection.refuseDamaged(
				"its OME-XML cannot be used: expected " + e.expected() + ", found " + e.found());
		}
	}

	@Override
	public Slide open(final SlideProbe probe) throws IOException {
		final OmeSource source = probe.find(OmeSource.class, OmeSource::of);
		final OmeFiles files = OmeFiles.of(source, probe);
		final SlideLifetime lifetime = new SlideLifetime(probe.file().fileName(), files);
		try {
			final OmeScenes scenes = OmeScenes.of(source, files, lifetime);
			final Optional<TiffFile> tiff = probe.tiff();
			final OpenSlideProperties properties = new OpenSlideProperties();
			byte[] icc = null;
			List<String> notShown = List.of();
			if (tiff.isPresent()) {
				final Ifd first = tiff.get().ifds().get(0);
				icc = first.bytes(ICC_PROFILE);
				notShown = TiffImage.parse(tiff.get(), first).notShown();
				if (first.isTiled())
					TiffProperties.addGeneric(properties, tiff.get(), TiffPyramid.openSlideLevels(tiff.get()));
				else TiffProperties.add(properties, tiff.get(), first, first);
			}
			shorten(properties);
			addOme(properties, source.document());
			final SlideMetadata metadata = new SlideMetadata(probe.file(), name(), properties.toMap(), icc)
				.withFiles(files.found())
				.withNotShown(scenes.notShown()).withMoreNotShown(notShown);
			return new OpenedSlide(metadata, scenes.scenes(), scenes.associatedImages(), lifetime);
		}
		catch (final IOException | RuntimeException e) {
			lifetime.close();
			throw e;
		}
	}

	/** A text of thousands of ROIs would be in memory several times, as long as the slide is open. */
	private static void shorten(final OpenSlideProperties properties) {
		for (final String name : List.of(OpenSlideProperties.COMMENT, "tiff.ImageDescription")) {
			final String text = properties.get(name);
			if (text != null && text.length() > LONGEST_COMMENT)
				properties.put(name, text.substring(0, LONGEST_COMMENT) + "…");
		}
	}

	private static void addOme(final OpenSlideProperties properties, final OmeDocument document) {
		if (!document.creator().isEmpty()) properties.put("ome.Creator", document.creator());
		if (!document.uuid().isEmpty()) properties.put("ome.UUID", document.uuid());
		for (int i = 0; i < document.images().size(); i++) {
			final OmeImage image = document.images().get(i);
			final String prefix = "ome.Image[" + i + "].";
			properties.put(prefix + "Name", image.name());
			properties.put(prefix + "DimensionOrder", image.order());
			properties.put(prefix + "Type", image.type());
			properties.put(prefix + "Size", image.sizeX() + " x " + image.sizeY() + ", C " + image.sizeC() + ", Z "
				+ image.sizeZ() + ", T "
				+ image.sizeT());
			image.pixelSize().ifPresent(size -> {
				properties.put(prefix + "PhysicalSizeX", size.xUm());
				properties.put(prefix + "PhysicalSizeY", size.yUm());
			});
			if (image.pixelSizeZ().isPresent())
				properties.put(prefix + "PhysicalSizeZ", image.pixelSizeZ().getAsDouble());
		}
	}
}
