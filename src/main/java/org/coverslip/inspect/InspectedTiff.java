package org.coverslip.inspect;

import static org.coverslip.tiff.TiffTag.IMAGE_DESCRIPTION;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.coverslip.format.tiff.TiffProperties;
import org.coverslip.slide.PixelSize;
import org.coverslip.tiff.Ifd;
import org.coverslip.tiff.TiffFile;

/**
 * What a TIFF says about itself.
 *
 * @param images
 *            the main chain, at least one
 * @param subImages
 *            the first image's SubIFDs
 * @param description
 *            the first image's, or ""
 * @param ignoredResolution
 *            why its resolution is not taken as a pixel size
 * @param jpeg
 *            how programs disagree on the first image's JPEG colours
 */
record InspectedTiff(boolean bigTiff, boolean bigEndian, long bytes, List<InspectedImage> images,
	List<InspectedImage> subImages, String description, Optional<PixelSize> pixelSize,
	Optional<String> ignoredResolution,
	Optional<JpegDisagreement> jpeg)
{

	static InspectedTiff of(final TiffFile tiff) throws IOException {
		final Ifd first = tiff.ifds().get(0);
		final String description = first.text(IMAGE_DESCRIPTION);
		return new InspectedTiff(tiff.isBigTiff(), tiff.byteOrder() == ByteOrder.BIG_ENDIAN, tiff.source().size(),
			all(tiff, tiff.ifds()),
			all(tiff, tiff.subIfds(first)), description == null ? "" : description, TiffProperties.pixelSize(first),
			TiffProperties.ignoredResolution(first), JpegDisagreement.of(tiff, first));
	}

	private static List<InspectedImage> all(final TiffFile tiff, final List<Ifd> ifds) throws IOException {
		final List<InspectedImage> images = new ArrayList<>();
		for (final Ifd ifd : ifds)
			images.add(InspectedImage.of(tiff, ifd));
		return List.copyOf(images);
	}

	InspectedImage first() {
		return images.get(0);
	}

	/** Smaller versions of the first image in the main chain that say that they are. */
	List<InspectedImage> markedLevels() {
		return images.stream().filter(image -> image.reduced() && !image.mask() && image.isSmallerVersionOf(first()))
			.toList();
	}

	/** Smaller versions of the first image in the main chain that do not say that they are. */
	List<InspectedImage> unmarkedLevels() {
		return images.stream()
			.filter(image -> !image.reduced() && !image.mask() && image.tiled() && image.isSmallerVersionOf(first()))
			.toList();
	}

	/** Smaller versions of the first image among its SubIFDs. */
	List<InspectedImage> subLevels() {
		return subImages.stream().filter(image -> image.isSmallerVersionOf(first())).toList();
	}

	boolean hasPyramid() {
		return !markedLevels().isEmpty() || !unmarkedLevels().isEmpty() || !subLevels().isEmpty();
	}

	boolean isAperio() {
		return first().tiled() && description.startsWith("Aperio");
	}

	boolean isOmeTiff() {
		return description.contains("<OME") && description.contains("openmicroscopy.org");
	}

	/** How the pyramid is stored, or that there is none. */
	String pyramid() {
		final List<String> kinds = new ArrayList<>();
		if (isAperio() && !unmarkedLevels().isEmpty())
			kinds.add(levels(unmarkedLevels()) + " in the main chain, as Aperio scanners write them");
		else if (!unmarkedLevels().isEmpty())
			kinds.add(levels(unmarkedLevels()) + " in the main chain, not marked as reduced (NewSubfileType)");
		if (!markedLevels().isEmpty()) kinds.add(levels(markedLevels()) + " in the main chain, marked as reduced");
		if (!subLevels().isEmpty()) kinds.add(levels(subLevels()) + " in SubIFDs");
		return kinds.isEmpty() ? "none" : String.join("; ", kinds);
	}

	private static String levels(final List<InspectedImage> images) {
		return images.size() + (images.size() == 1 ? " smaller level" : " smaller levels");
	}
}
