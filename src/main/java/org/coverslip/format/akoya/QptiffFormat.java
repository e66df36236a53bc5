package org.coverslip.format.akoya;

import static org.coverslip.tiff.TiffTag.*;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import org.coverslip.format.ChannelTiles;
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
import org.coverslip.slide.Channel;
import org.coverslip.slide.Level;
import org.coverslip.slide.OpenedSlide;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.SlideLifetime;
import org.coverslip.slide.SlideMetadata;
import org.coverslip.tiff.Ifd;
import org.coverslip.tiff.TiffFile;

/**
 * PerkinElmer/Akoya QPTIFF: a TIFF with one directory for each channel of each level. The channels of level 0 come
 * first ("FullResolution"), then a thumbnail, then the channels of each coarser level ("ReducedResolution"), then
 * overview and label.
 */
public final class QptiffFormat implements SlideFormat {

	@Override
	public String name() {
		return "Akoya QPTIFF";
	}

	@Override
	public Set<String> endings() {
		return Set.of("qptiff", "tif");
	}

	@Override
	public Detection detect(final SlideProbe probe) throws IOException {
		final Optional<TiffFile> tiff = probe.tiff();
		if (tiff.isEmpty()) return Detection.refuse("it is not a TIFF");
		return QptiffDescription.isOne(tiff.get().ifds().get(0).text(IMAGE_DESCRIPTION)) ? Detection.accept()
			: Detection.refuse("its ImageDescription is not PerkinElmer's XML");
	}

	@Override
	public Slide open(final SlideProbe probe) throws IOException {
		return TiffSlides.open(probe, this::assemble);
	}

	private Slide assemble(final TiffFile tiff, final SlideLifetime lifetime) throws IOException {
		final List<TiffImage> full = new ArrayList<>();
		final List<TiffImage> reduced = new ArrayList<>();
		final List<Channel> channels = new ArrayList<>();
		final List<AssociatedImage> associated = new ArrayList<>();
		final List<String> notShown = new ArrayList<>();
		final List<Ifd> described = new ArrayList<>();
		for (final Ifd ifd : tiff.ifds()) {
			final String text = ifd.text(IMAGE_DESCRIPTION);
			if (!QptiffDescription.isOne(text)) continue;
			described.add(ifd);
			final QptiffDescription description = QptiffDescription.parse(text, tiff.file());
			final TiffImage image = TiffImage.parse(tiff, ifd);
			switch (description.imageType()) {
				case "FullResolution" -> {
					full.add(image);
					channels.add(description.channel());
				}
				case "ReducedResolution" -> reduced.add(image);
				case "Thumbnail", "Overview", "Label" -> {
					final String name = description.imageType().toLowerCase(Locale.ROOT);
					if (associated.stream().noneMatch(known -> known.name().equals(name)))
						associated.add(TiffAssociatedImage.of(name, tiff, image, lifetime));
				}
				default -> notShown.add("an image of " + image.width() + " x " + image.height()
					+ " pixels is not shown: its type is \""
					+ description.imageType() + "\"");
			}
		}
		if (full.isEmpty())
			throw new SlideFormatException(tiff.file(), tiff.ifds().get(0).offset(), "an image of type FullResolution",
				"none");
		final QptiffLevels levels = QptiffLevels.of(full, reduced);
		notShown.addAll(levels.notShown());
		final Ifd first = tiff.ifds().get(0);
		final QptiffDescription description = QptiffDescription.parse(first.text(IMAGE_DESCRIPTION), tiff.file());
		final Scene scene = Scene.builder(lifetime)
			.channels(full.get(0).isRgb() ? List.of(Channel.rgb()) : levels.channels().stream().map(channels::get)
			.toList())
			.levels(join(tiff, levels.levels(), lifetime)).pixelSize(TiffProperties.pixelSize(first))
			.objectivePower(description.objectivePower()).build();
		final SlideMetadata metadata =
			new SlideMetadata(tiff.file(), name(), properties(tiff, description).toMap(), first.bytes(ICC_PROFILE));
		notShown.addAll(LeftOutPages.ofDirectories(tiff, described, associated));
		return new OpenedSlide(metadata.withNotShown(notShown), List.of(scene), associated, lifetime);
	}

	private static List<Level> join(final TiffFile tiff, final List<List<TiffImage>> levels,
		final SlideLifetime lifetime)
		throws IOException
	{
		final List<Level> joined = new ArrayList<>();
		final TiffImage finest = levels.get(0).get(0);
		for (final List<TiffImage> images : levels) {
			final List<Level> stored = new ArrayList<>();
			for (final TiffImage image : images) {
				if (image.channels() != 1)
					throw new SlideFormatException(tiff.file(), image.ifd().offset(), "one channel a directory",
						image.channels() + "");
				stored.add(TiffLevels.of(tiff, image, TiffLevels.scale(finest, image), lifetime));
			}
			joined.add(stored.size() == 1 ? stored.get(0) : ChannelTiles.join(stored));
		}
		return joined;
	}

	/** The properties that OpenSlide gives if it reads the file, and the texts of the first description. */
	private static OpenSlideProperties properties(final TiffFile tiff, final QptiffDescription description)
		throws IOException {
		final OpenSlideProperties properties = new OpenSlideProperties();
		final Ifd first = tiff.ifds().get(0);
		if (first.isTiled()) TiffProperties.addGeneric(properties, tiff, TiffPyramid.openSlideLevels(tiff));
		else TiffProperties.add(properties, tiff, first, first);
		description.values().forEach((name, value) -> properties.put("perkinelmer." + name, value));
		return properties;
	}
}
