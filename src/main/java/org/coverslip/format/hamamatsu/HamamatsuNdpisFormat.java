package org.coverslip.format.hamamatsu;

import static org.coverslip.tiff.TiffTag.*;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.coverslip.format.Detection;
import org.coverslip.format.FocalOffsets;
import org.coverslip.format.OpenSlideProperties;
import org.coverslip.format.SharedLevels;
import org.coverslip.format.SlideFormat;
import org.coverslip.format.SlideProbe;
import org.coverslip.format.tiff.TiffProperties;
import org.coverslip.io.ByteSource;
import org.coverslip.io.SiblingFiles;
import org.coverslip.io.SlideFormatException;
import org.coverslip.slide.Channel;
import org.coverslip.slide.Level;
import org.coverslip.slide.OpenedSlide;
import org.coverslip.slide.Plane;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.SlideLifetime;
import org.coverslip.slide.SlideMetadata;
import org.coverslip.tiff.Ifd;
import org.coverslip.tiff.TiffFile;

/**
 * Hamamatsu NDPIS: a list of NDPI files of one area, each with one fluorescence channel, opened as one scene.
 * <p>
 * Properties and associated images are those of the first file, with the name of each channel.
 */
public final class HamamatsuNdpisFormat implements SlideFormat {

	@Override
	public String name() {
		return "Hamamatsu NDPIS";
	}

	@Override
	public Set<String> endings() {
		return Set.of("ndpis");
	}

	@Override
	public Detection detect(final SlideProbe probe) {
		return NdpisIndex.isIndex(probe.header()) ? Detection.accept()
			: Detection.refuse("it does not begin with \"" + NdpisIndex.TITLE + "\"");
	}

	@Override
	public Slide open(final SlideProbe probe) throws IOException {
		final NdpisIndex index = NdpisIndex.read(probe.source(), probe.file());
		final ByteSource source = probe.takeSource();
		final SlideLifetime lifetime = new SlideLifetime(probe.file().fileName(), source);
		try {
			final SiblingFiles siblings = probe.siblings();
			final List<TiffFile> tiffs = new ArrayList<>();
			for (final String name : index.images()) {
				final TiffFile tiff = TiffFile.open(siblings.get(name));
				lifetime.closeAlso(tiff);
				tiffs.add(tiff);
				if (!tiff.ifds().get(0).has(NDPI_FORMAT))
					throw new SlideFormatException(tiff.file(), tiff.ifds().get(0).offset(), "an NDPI",
						"a TIFF without tag " + NDPI_FORMAT);
			}
			return assemble(probe, tiffs, lifetime);
		}
		catch (final IOException | RuntimeException e) {
			lifetime.close();
			throw e;
		}
	}

	private Slide assemble(final SlideProbe probe, final List<TiffFile> tiffs, final SlideLifetime lifetime)
		throws IOException {
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
		final SharedLevels<Level> shared =
			SharedLevels.of(pyramids.stream().map(NdpiPyramid::levels).toList(), 0, HamamatsuNdpisFormat::areAlike);
		final int[] focus = focus(pyramids);
		final FocalOffsets heights = pyramids.get(0).heights();
		final Scene scene = Scene.builder(lifetime).channels(channels.stream().map(NdpiChannel::channel).toList())
			.sizeZ(focus == null ? heights.micrometres().size() : 1).defaultZ(focus == null ? heights.inFocus() : 0)
			.pixelSizeZ(heights.step()).levels(levels(shared, channels, focus))
			.pixelSize(TiffProperties.pixelSize(first)).objectivePower(NdpiProperties.objectivePower(tiff)).build();
		final SlideMetadata metadata = new SlideMetadata(probe.file(), name(),
			properties(tiffs, pyramids.get(0), channels).toMap(), first.bytes(ICC_PROFILE))
			.withFiles(tiffs.stream().map(TiffFile::file).toList())
			.withNotShown(notShown(tiffs, pyramids, shared, focus != null));
		return new OpenedSlide(metadata, List.of(scene),
			HamamatsuNdpiFormat.associatedImages(tiff, HamamatsuNdpiFormat.directories(tiff), lifetime), lifetime);
	}

	/** Channels of one scene have the same finest level in the same tiles. */
	private static void checkAlike(final TiffFile tiff, final NdpiPyramid first, final NdpiPyramid other)
		throws SlideFormatException
	{
		if (!areAlike(first.levels().get(0), other.levels().get(0)))
			throw new SlideFormatException(tiff.file(), SlideFormatException.NO_OFFSET,
				"a finest level as in the first file: " + geometry(first.levels().get(0)),
				geometry(other.levels().get(0)));
	}

	private static boolean areAlike(final Level a, final Level b) {
		return geometry(a).equals(geometry(b));
	}

	private static String geometry(final Level level) {
		return level.width() + " x " + level.height() + " pixels in tiles of " + level.tileWidth() + " x "
			+ level.tileHeight();
	}

	private static List<Level> levels(final SharedLevels<Level> shared, final List<NdpiChannel> channels,
		final int[] focus) {
		final List<Level> levels = new ArrayList<>();
		for (final List<Level> stored : shared.levels()) {
			final List<PaintedTiles> tiles = new ArrayList<>();
			for (int c = 0; c < channels.size(); c++)
				tiles.add(new PaintedTiles(stored.get(c).tiles(), channels.get(c).band()));
			final Level like = stored.get(0);
			levels.add(Level.builder(like.width(), like.height(), (tile, plane) -> tiles.get(plane.channel())
				.read(tile, focus == null ? plane : new Plane(0, focus[plane.channel()], 0))).scale(like.scale())
				.layout(like.layout(), like.tileWidth(), like.tileHeight()).samples(like.type(), 1)
				.compression(like.compression()).build());
		}
		return levels;
	}

	/** If files differ in their number of focal planes, each file's plane in focus, the only one shown; else null. */
	private static int[] focus(final List<NdpiPyramid> pyramids) {
		final boolean same = pyramids.stream().map(pyramid -> pyramid.focalOffsets().size()).distinct().count() == 1;
		return same ? null : pyramids.stream().mapToInt(pyramid -> pyramid.heights().inFocus()).toArray();
	}

	private static List<String> notShown(final List<TiffFile> tiffs, final List<NdpiPyramid> pyramids,
		final SharedLevels<Level> shared,
		final boolean onlyFocus)
	{
		final List<String> sentences = new ArrayList<>();
		for (int c = 0; c < tiffs.size(); c++) {
			final String name = tiffs.get(c).file().fileName() + ": ";
			pyramids.get(c).notShown().forEach(sentence -> sentences.add(name + sentence));
			final int planes = pyramids.get(c).focalOffsets().size();
			if (onlyFocus && planes > 1)
				sentences.add(name + "of " + planes
					+ " focal planes only the one in focus is shown: not every channel has so many");
		}
		sentences.addAll(shared.notShown(level -> level.width() + " x " + level.height(), "channel"));
		return sentences;
	}

	private static OpenSlideProperties properties(final List<TiffFile> tiffs, final NdpiPyramid first,
		final List<NdpiChannel> channels) throws IOException
	{
		final OpenSlideProperties properties = NdpiProperties.of(tiffs.get(0), first);
		for (int c = 0; c < channels.size(); c++) {
			final Ifd ifd = tiffs.get(c).ifds().get(0);
			final Channel channel = channels.get(c).channel();
			properties.put("hamamatsu.channel[" + c + "].Name", channel.name());
			properties.put("hamamatsu.channel[" + c + "].File", String.valueOf(tiffs.get(c).file().fileName()));
			if (ifd.has(NdpiDirectory.EMISSION_WAVELENGTH))
				properties.put("hamamatsu.channel[" + c + "].EmissionWavelength",
					ifd.doubleValue(NdpiDirectory.EMISSION_WAVELENGTH));
		}
		return properties;
	}
}
