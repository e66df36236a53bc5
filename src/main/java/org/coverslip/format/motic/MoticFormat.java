package org.coverslip.format.motic;

import static org.coverslip.tiff.TiffTag.*;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

import org.coverslip.format.Detection;
import org.coverslip.format.OpenSlideProperties;
import org.coverslip.format.SlideFormat;
import org.coverslip.format.SlideProbe;
import org.coverslip.format.tiff.LeftOutPages;
import org.coverslip.format.tiff.TiffAssociatedImage;
import org.coverslip.format.tiff.TiffImage;
import org.coverslip.format.tiff.TiffLevels;
import org.coverslip.format.tiff.TiffProperties;
import org.coverslip.format.tiff.TiffPyramid;
import org.coverslip.format.tiff.TiffSlides;
import org.coverslip.io.SlideFormatException;
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
 * Pyramidal TIFFs ({@code .svs}, {@code .tif}) of Motic's scanners, whose ImageDescription begins with "Motic" and
 * continues like Aperio's: "name = value" pairs between vertical bars, among them AppMag and MPP. Tiled directories are
 * the levels; they are not marked as reduced, so OpenSlide sees only the first one; {@code openslide.*} properties are
 * OpenSlide's. As in Aperio's files, a striped second directory is the thumbnail.
 * <p>
 * Source: a file described in issue 228 of OpenSlide, and pull request 265, whose author reads such files like
 * Aperio's.
 */
public final class MoticFormat implements SlideFormat {

	private static final String PREFIX = "Motic";

	@Override
	public String name() {
		return "Motic TIFF";
	}

	@Override
	public Set<String> endings() {
		return Set.of("svs", "tif");
	}

	@Override
	public Detection detect(final SlideProbe probe) throws IOException {
		return TiffSlides.detectTiled(probe, MoticFormat::recognise);
	}

	private static Detection recognise(final Ifd first) throws IOException {
		final String description = first.text(IMAGE_DESCRIPTION);
		return description != null && description.startsWith(PREFIX) ? Detection.accept()
			: Detection.refuse("its ImageDescription does not begin with \"" + PREFIX + "\"");
	}

	@Override
	public Slide open(final SlideProbe probe) throws IOException {
		return TiffSlides.open(probe, this::assemble);
	}

	private Slide assemble(final TiffFile tiff, final SlideLifetime lifetime) throws IOException {
		final List<TiffImage> images = levelImages(tiff);
		final OpenSlideProperties properties = properties(tiff);
		final OptionalDouble um = positive(properties, "motic.MPP");
		final Optional<PixelSize> pixelSize = um.isPresent() && PixelSize.isValid(um.getAsDouble())
			? Optional.of(new PixelSize(um.getAsDouble(), um.getAsDouble()))
			: TiffProperties.pixelSize(tiff.ifds().get(0));
		final Scene scene = Scene.builder(lifetime).channels(TiffLevels.channels(images.get(0)))
			.levels(TiffLevels.of(tiff, images, lifetime)).pixelSize(pixelSize)
			.objectivePower(positive(properties, "motic.AppMag")).build();
		final SlideMetadata metadata =
			new SlideMetadata(tiff.file(), name(), properties.toMap(), tiff.ifds().get(0).bytes(ICC_PROFILE));
		final List<AssociatedImage> associated = associatedImages(tiff, lifetime);
		return new OpenedSlide(metadata.withNotShown(LeftOutPages.of(tiff, images, associated)), List.of(scene),
			associated, lifetime);
	}

	private static List<TiffImage> levelImages(final TiffFile tiff) throws IOException {
		final List<TiffImage> images = new ArrayList<>();
		for (final Ifd ifd : tiff.ifds()) {
			if (!ifd.isTiled()) continue;
			final TiffImage image = TiffImage.parse(tiff, ifd);
			final TiffImage finer = images.isEmpty() ? image : images.get(images.size() - 1);
			if (!TiffLevels.areAlike(finer, image) || TiffLevels.scale(finer, image).downsample() < 1)
				throw new SlideFormatException(tiff.file(), ifd.offset(),
					"levels with like samples from fine to coarse",
					image.width() + " x " + image.height() + " after " + finer.width() + " x " + finer.height());
			images.add(image);
		}
		return images;
	}

	/** What OpenSlide says about the file, and the description's pairs. */
	private static OpenSlideProperties properties(final TiffFile tiff) throws IOException {
		final OpenSlideProperties properties = new OpenSlideProperties();
		TiffProperties.addGeneric(properties, tiff, TiffPyramid.openSlideLevels(tiff));
		for (final String part : tiff.ifds().get(0).text(IMAGE_DESCRIPTION).split("\\|")) {
			final int equals = part.indexOf('=');
			if (equals >= 0 && !part.startsWith(PREFIX))
				properties.put("motic." + part.substring(0, equals).strip(), part.substring(equals + 1).strip());
		}
		return properties;
	}

	private static OptionalDouble positive(final OpenSlideProperties properties, final String name) {
		final OptionalDouble value = OpenSlideProperties.parseDouble(properties.get(name));
		return value.isPresent() && value.getAsDouble() > 0 ? value : OptionalDouble.empty();
	}

	private static List<AssociatedImage> associatedImages(final TiffFile tiff, final SlideLifetime lifetime)
		throws IOException {
		if (tiff.ifds().size() < 2 || tiff.ifds().get(1).isTiled()) return List.of();
		return List.copyOf(
			TiffAssociatedImage.ifSound("thumbnail", tiff, tiff.ifds().get(1), lifetime).stream().toList());
	}
}
