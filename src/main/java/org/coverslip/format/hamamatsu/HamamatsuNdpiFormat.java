package org.coverslip.format.hamamatsu;

import static org.coverslip.tiff.TiffTag.*;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.coverslip.codec.jpeg.JpegIntervalImage;
import org.coverslip.format.Detection;
import org.coverslip.format.SlideFormat;
import org.coverslip.format.SlideProbe;
import org.coverslip.format.tiff.LeftOutPages;
import org.coverslip.format.tiff.TiffAssociatedImage;
import org.coverslip.format.tiff.TiffImage;
import org.coverslip.format.tiff.TiffProperties;
import org.coverslip.format.tiff.TiffSlides;
import org.coverslip.io.SlideFormatException;
import org.coverslip.slide.AssociatedImage;
import org.coverslip.slide.Channel;
import org.coverslip.slide.OpenedSlide;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.SlideLifetime;
import org.coverslip.slide.SlideMetadata;
import org.coverslip.tiff.Ifd;
import org.coverslip.tiff.TiffFile;

/**
 * Hamamatsu NDPI: a TIFF, possibly of more than 4 GiB, whose directories are told apart by the lens: levels, each one
 * large JPEG, for one or several focal planes; the macro image; and the map of what was scanned.
 */
public final class HamamatsuNdpiFormat implements SlideFormat {

	@Override
	public String name() {
		return "Hamamatsu NDPI";
	}

	@Override
	public Set<String> endings() {
		return Set.of("ndpi");
	}

	@Override
	public Detection detect(final SlideProbe probe) throws IOException {
		final Optional<TiffFile> tiff = probe.tiff();
		if (tiff.isEmpty()) return Detection.refuse("it is not a TIFF");
		return tiff.get().ifds().get(0).has(NDPI_FORMAT) ? Detection.accept()
			: Detection.refuse("its first directory has no tag " + NDPI_FORMAT);
	}

	@Override
	public Slide open(final SlideProbe probe) throws IOException {
		return TiffSlides.open(probe, this::assemble);
	}

	private Slide assemble(final TiffFile tiff, final SlideLifetime lifetime) throws IOException {
		final List<NdpiDirectory> directories = directories(tiff);
		final NdpiPyramid pyramid = NdpiPyramid.read(tiff, directories, lifetime);
		final Ifd first = tiff.ifds().get(0);
		final List<Channel> channels =
			List.of(pyramid.samples() == 3 ? Channel.rgb() : NdpiChannel.of(first).channel());
		final Scene scene = Scene.builder(lifetime).channels(channels).sizeZ(pyramid.focalOffsets().size())
			.defaultZ(pyramid.heights().inFocus()).pixelSizeZ(pyramid.heights().step()).levels(pyramid.levels())
			.pixelSize(TiffProperties.pixelSize(first)).objectivePower(NdpiProperties.objectivePower(tiff)).build();
		final SlideMetadata metadata = new SlideMetadata(tiff.file(), name(), NdpiProperties.of(tiff, pyramid).toMap(),
			first.bytes(ICC_PROFILE)).withNotShown(pyramid.notShown());
		final List<AssociatedImage> associated = associatedImages(tiff, directories, lifetime);
		final List<Ifd> levels = directories.stream().filter(NdpiDirectory::isLevel).map(NdpiDirectory::ifd).toList();
		return new OpenedSlide(metadata.withMoreNotShown(LeftOutPages.ofDirectories(tiff, levels, associated)),
			List.of(scene), associated,
			lifetime);
	}

	static List<NdpiDirectory> directories(final TiffFile tiff) throws IOException {
		final List<NdpiDirectory> directories = new ArrayList<>();
		for (final Ifd ifd : tiff.ifds())
			directories.add(NdpiDirectory.parse(tiff.file(), ifd));
		return directories;
	}

	/** If there are several of one kind, the last one counts, as in OpenSlide. */
	static List<AssociatedImage> associatedImages(final TiffFile tiff, final List<NdpiDirectory> directories,
		final SlideLifetime lifetime) throws IOException
	{
		final Map<String, AssociatedImage> images = new LinkedHashMap<>();
		for (final NdpiDirectory directory : directories) {
			final String name =
				directory.lens() == NdpiDirectory.MACRO ? "macro" : directory.lens() == NdpiDirectory.MAP ? "map"
				: null;
			if (name == null) continue;
			checkBytes(tiff, directory, name);
			TiffAssociatedImage.ifSound(name, tiff, directory.ifd(), lifetime)
					.ifPresent(image -> images.put(name, image));
		}
		return List.copyOf(images.values());
	}

	/** Checks that the file is long enough to hold such an image, before memory is taken for it. */
	private static void checkBytes(final TiffFile tiff, final NdpiDirectory directory, final String name)
		throws IOException {
		long bytes = 0;
		for (final long length : directory.ifd().longs(STRIP_BYTE_COUNTS))
			bytes += Math.max(0, Math.min(length, tiff.source().size()));
		if (directory.width() * directory.height() > JpegIntervalImage.MOST_PIXELS_PER_BYTE * bytes)
			throw new SlideFormatException(tiff.file(), directory.ifd().offset(),
				"a " + name + " of " + directory.width() + " x " + directory.height() + " pixels", bytes + " bytes");
	}
}
