package org.coverslip.format.hamamatsu;

import static org.coverslip.tiff.TiffTag.*;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.coverslip.format.Detection;
import org.coverslip.format.OpenSlideProperties;
import org.coverslip.format.SlideFormat;
import org.coverslip.format.SlideProbe;
import org.coverslip.format.tiff.TiffProperties;
import org.coverslip.io.ByteSource;
import org.coverslip.io.SiblingFiles;
import org.coverslip.io.SlideFormatException;
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
 * Hamamatsu NDPIS: a list of NDPI files of one area, each of which is one fluorescence channel, opened as one scene.
 * <p>
 * Properties and associated images are those of the first file, with the name of each channel.
 */
public final class HamamatsuNdpisFormat implements SlideFormat {

	@Override
	public String name() {
		return "Hamamatsu NDPIS";
	}

	@Override
	public Detection detect(final SlideProbe probe) {
		return NdpisIndex.isIndex(probe.header()) ? Detection.accept()
			: Detection.refuse("it does not begin with \"" + NdpisIndex.TITLE + "\"");
	}

	@Override
	public Slide open(final SlideProbe probe) throws IOException {
		final NdpisIndex index = NdpisIndex.read(probe.source(), probe.path());
		final ByteSource source = probe.takeSource();
		final SlideLifetime lifetime = new SlideLifetime(String.valueOf(probe.path().getFileName()), source);
		try {
			final SiblingFiles siblings = SiblingFiles.of(probe.path());
			final List<TiffFile> tiffs = new ArrayList<>();
			for (final String name : index.images()) {
				final TiffFile tiff = TiffFile.open(siblings.get(name));
				lifetime.closeAlso(tiff);
				tiffs.add(tiff);
				if (!tiff.ifds().get(0).has(NDPI_FORMAT))
					throw new SlideFormatException(tiff.path(), tiff.ifds().get(0).offset(), "an NDPI", "a TIFF without tag " + NDPI_FORMAT);
			}
			return assemble(probe, tiffs, lifetime);
		}
		catch (final IOException | RuntimeException e) {
			lifetime.close();
			throw e;
		}
	}

	private Slide assemble(final SlideProbe probe, final List<TiffFile> tiffs, final SlideLifetime lifetime) throws IOException {
		final List<NdpiPyramid> pyramids = new ArrayList<>();
		final List<NdpiChannel> channels = new ArrayList<>();
		for (final TiffFile tiff : tiffs) {
			final NdpiPyramid pyramid = NdpiPyramid.read(tiff, HamamatsuNdpiFormat.directories(tiff), lifetime);
			if (!pyramids.isEmpty()) checkAlike(tiff, pyramids.get(0), pyramid);
			pyramids.add(pyramid);
			channels.add(NdpiChannel.of(tiff.ifds().get(0)));
		}
		final TiffFile tiff = tiffs.get(0);
		final Ifd first = tiff.ifds().get(0);
		final Scene scene = Scene.builder(lifetime).channels(channels.stream().map(NdpiChannel::channel).toList())
			.sizeZ(pyramids.get(0).focalOffsets().size()).defaultZ(pyramids.get(0).heights().inFocus())
			.pixelSizeZ(pyramids.get(0).heights().step()).levels(levels(pyramids, channels))
			.pixelSize(TiffProperties.pixelSize(first)).objectivePower(NdpiProperties.objectivePower(tiff)).build();
		final SlideMetadata metadata = new SlideMetadata(probe.path(), name(),
			properties(tiffs, pyramids.get(0), channels).toMap(), first.bytes(ICC_PROFILE)).withFiles(tiffs.stream().map(TiffFile::path).toList());
		return new OpenedSlide(metadata, List.of(scene),
			HamamatsuNdpiFormat.associatedImages(tiff, HamamatsuNdpiFormat.directories(tiff), lifetime), lifetime);
	}

	/** Channels of one scene have the same levels in the same tiles, and the same focal planes. */
	private static void checkAlike(final TiffFile tiff, final NdpiPyramid first, final NdpiPyramid other)
		throws SlideFormatException
	{
		final List<String> expected = first.levels().stream().map(HamamatsuNdpisFormat::geometry).toList();
		final List<String> found = other.levels().stream().map(HamamatsuNdpisFormat::geometry).toList();
		if (!expected.equals(found))
			throw new SlideFormatException(tiff.path(), SlideFormatException.NO_OFFSET, "levels as in the first file: " + expected, found + "");
		if (!first.focalOffsets().equals(other.focalOffsets()))
			throw new SlideFormatException(tiff.path(), SlideFormatException.NO_OFFSET,
				"focal planes as in the first file: " + first.focalOffsets(), other.focalOffsets() + "");
	}

	private static String geometry(final Level level) {
		return level.width() + "x" + level.height() + "/" + level.tileWidth() + "x" + level.tileHeight();
	}

	private static List<Level> levels(final List<NdpiPyramid> pyramids, final List<NdpiChannel> channels) {
		final List<Level> levels = new ArrayList<>();
		for (int i = 0; i < pyramids.get(0).levels().size(); i++) {
			final List<ChannelTiles> tiles = new ArrayList<>();
			for (int c = 0; c < channels.size(); c++)
				tiles.add(new ChannelTiles(pyramids.get(c).levels().get(i).tiles(), channels.get(c).band()));
			final Level like = pyramids.get(0).levels().get(i);
			levels.add(new Level(like.width(), like.height(), like.scale(), like.layout(),
				(tile, plane) -> tiles.get(plane.channel()).read(tile, plane), like.type(), 1, like.tileWidth(), like.tileHeight(),
				like.compression()));
		}
		return levels;
	}

	private static OpenSlideProperties properties(final List<TiffFile> tiffs, final NdpiPyramid first,
		final List<NdpiChannel> channels) throws IOException
	{
		final OpenSlideProperties properties = NdpiProperties.of(tiffs.get(0), first);
		for (int c = 0; c < channels.size(); c++) {
			final Ifd ifd = tiffs.get(c).ifds().get(0);
			final Channel channel = channels.get(c).channel();
			properties.put("hamamatsu.channel[" + c + "].Name", channel.name());
			properties.put("hamamatsu.channel[" + c + "].File", String.valueOf(tiffs.get(c).path().getFileName()));
			if (ifd.has(NdpiDirectory.EMISSION_WAVELENGTH))
				properties.put("hamamatsu.channel[" + c + "].EmissionWavelength", ifd.doubleValue(NdpiDirectory.EMISSION_WAVELENGTH));
		}
		return properties;
	}
}
