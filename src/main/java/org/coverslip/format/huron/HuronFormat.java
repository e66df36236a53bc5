package org.coverslip.format.huron;

import static org.coverslip.tiff.TiffTag.*;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
 * Huron TissueScope: a TIFF whose Make begins "Huron". Tiled directories are the levels, finest first; the second
 * directory is the thumbnail, and further striped ones are label and macro by their NewSubfileType. ImageDescription
 * has one "name = value" per line.
 * <p>
 * Source: OpenSlide 4.0.1's {@code openslide-vendor-huron.c}.
 */
public final class HuronFormat implements SlideFormat {

	private static final String MAKER = "Huron";
	private static final int SUBFILE_LABEL = 1;
	private static final int SUBFILE_MACRO = 9;

	@Override
	public String name() {
		return "Huron TissueScope";
	}

	@Override
	public Set<String> endings() {
		return Set.of("tif");
	}

	@Override
	public Detection detect(final SlideProbe probe) throws IOException {
		return TiffSlides.detectTiled(probe, HuronFormat::recognise);
	}

	private static Detection recognise(final Ifd first) throws IOException {
		final String maker = first.text(MAKE);
		return maker != null && maker.startsWith(MAKER) ? Detection.accept()
			: Detection.refuse("its maker is not \"" + MAKER + "\"");
	}

	@Override
	public Slide open(final SlideProbe probe) throws IOException {
		return TiffSlides.open(probe, this::assemble);
	}

	private Slide assemble(final TiffFile tiff, final SlideLifetime lifetime) throws IOException {
		final List<TiffImage> images = new ArrayList<>();
		final Map<String, AssociatedImage> associated = new LinkedHashMap<>();
		for (int i = 0; i < tiff.ifds().size(); i++) {
			final Ifd ifd = tiff.ifds().get(i);
			if (ifd.longValue(IMAGE_DEPTH, 1) != 1)
				throw new SlideFormatException(tiff.file(), ifd.offset(), "images of one focal plane",
					ifd.longValue(IMAGE_DEPTH) + "");
			if (ifd.isTiled()) addLevel(tiff, images, TiffImage.parse(tiff, ifd));
			else {
				final Optional<String> name = associatedName(ifd, i);
				if (name.isPresent())
					TiffAssociatedImage.ifSound(name.get(), tiff, ifd, lifetime)
						.ifPresent(image -> associated.put(image.name(), image));
			}
		}
		final Ifd first = tiff.ifds().get(0);
		final Optional<PixelSize> pixelSize = TiffProperties.pixelSize(first);
		final Scene scene = Scene.builder(lifetime).channels(TiffLevels.channels(images.get(0)))
			.levels(TiffLevels.of(tiff, images, lifetime)).pixelSize(pixelSize).build();
		final SlideMetadata metadata =
			new SlideMetadata(tiff.file(), name(), properties(tiff, images, TiffProperties.statedPixelSize(first))
			.toMap(), first.bytes(ICC_PROFILE));
		return new OpenedSlide(metadata.withNotShown(LeftOutPages.of(tiff, images, associated.values())),
			List.of(scene),
			List.copyOf(associated.values()), lifetime);
	}

	private static void addLevel(final TiffFile tiff, final List<TiffImage> images, final TiffImage image)
		throws SlideFormatException
	{
		final TiffImage finer = images.isEmpty() ? image : images.get(images.size() - 1);
		if (!TiffLevels.areAlike(finer, image) || TiffLevels.scale(finer, image).downsample() < 1)
			throw new SlideFormatException(tiff.file(), image.ifd().offset(),
				"levels with like samples from fine to coarse",
				image.width() + " x " + image.height() + " after " + finer.width() + " x " + finer.height());
		images.add(image);
	}

	private static Optional<String> associatedName(final Ifd ifd, final int directory) throws IOException {
		if (directory == 1) return Optional.of("thumbnail");
		return switch ((int) ifd.longValue(NEW_SUBFILE_TYPE, 0)) {
			case SUBFILE_LABEL -> Optional.of("label");
			case SUBFILE_MACRO -> Optional.of("macro");
			default -> Optional.empty();
		};
	}

	private static OpenSlideProperties properties(final TiffFile tiff, final List<TiffImage> images,
		final Optional<PixelSize> pixelSize) throws IOException
	{
		final OpenSlideProperties properties = new OpenSlideProperties();
		final Ifd first = tiff.ifds().get(0);
		TiffProperties.add(properties, tiff, first, images.get(images.size() - 1).ifd());
		properties.remove(OpenSlideProperties.COMMENT);
		properties.remove("tiff.ImageDescription");
		properties.put(OpenSlideProperties.VENDOR, "huron");
		for (final String line : first.field(IMAGE_DESCRIPTION).text().split("\n")) {
			final int equals = line.indexOf('=');
			if (equals >= 0)
				properties.put("huron." + line.substring(0, equals).strip(), line.substring(equals + 1).strip());
		}
		for (int i = 0; i < images.size(); i++) {
			final TiffImage image = images.get(i);
			properties.putLevel(i, image.width(), image.height(), TiffLevels.scale(images.get(0), image),
				image.tileWidth(),
				image.tileHeight());
		}
		pixelSize.ifPresent(size -> {
			properties.put(OpenSlideProperties.MPP_X, size.xUm());
			properties.put(OpenSlideProperties.MPP_Y, size.yUm());
		});
		return properties;
	}
}
