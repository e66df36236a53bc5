package org.coverslip.format.dicom;

import static org.coverslip.format.dicom.DicomTag.*;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import org.coverslip.format.Detection;
import org.coverslip.format.OpenSlideProperties;
import org.coverslip.format.SlideFormat;
import org.coverslip.format.SlideProbe;
import org.coverslip.geom.LevelScale;
import org.coverslip.geom.UniformTileGrid;
import org.coverslip.io.FilePool;
import org.coverslip.io.SlideFormatException;
import org.coverslip.slide.AssociatedImage;
import org.coverslip.slide.Channel;
import org.coverslip.slide.Level;
import org.coverslip.slide.OpenedSlide;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.SlideLifetime;
import org.coverslip.slide.SlideMetadata;

/**
 * DICOM VL Whole Slide Microscopy: any file of a series opens the whole series. Files of flavour VOLUME are the levels, those of
 * other flavours associated images; OVERVIEW is called macro, as OpenSlide does.
 */
public final class DicomFormat implements SlideFormat {

	/** Files kept open at once; a series has one a level as a rule. */
	private static final int OPEN_FILES = 32;

	@Override
	public String name() {
		return "DICOM";
	}

	@Override
	public Detection detect(final SlideProbe probe) {
		return DicomParser.isDicom(probe.header()) ? Detection.accept() : Detection.refuse("it does not have \"DICM\" at byte 128");
	}

	@Override
	public Slide open(final SlideProbe probe) throws IOException {
		final FilePool pool = new FilePool(OPEN_FILES);
		final SlideLifetime lifetime = new SlideLifetime(String.valueOf(probe.path().getFileName()), pool);
		try {
			return assemble(DicomSeries.read(probe.path(), pool), lifetime);
		}
		catch (final IOException | RuntimeException e) {
			lifetime.close();
			throw e;
		}
	}

	private Slide assemble(final DicomSeries series, final SlideLifetime lifetime) throws IOException {
		final List<List<DicomInstance>> sizes = bySize(series.volumes());
		final DicomInstance finest = sizes.get(0).get(0);
		final boolean rgb = finest.frame().samples() == 3;
		final List<String> paths = new ArrayList<>();
		final List<Channel> channels = new ArrayList<>();
		for (final DicomInstance file : sizes.get(0))
			for (int i = 0; i < file.opticalPaths().size(); i++)
				if (!paths.contains(file.opticalPaths().get(i))) {
					paths.add(file.opticalPaths().get(i));
					channels.add(file.channels().get(i));
				}
		final List<Level> levels = new ArrayList<>();
		int sizeZ = 1;
		for (final List<DicomInstance> files : sizes) {
			final DicomPlaces places = DicomPlaces.of(files, rgb ? List.of() : paths);
			if (levels.isEmpty()) sizeZ = places.sizeZ();
			levels.add(level(files.get(0), finest, places, lifetime));
		}
		final OpenSlideProperties properties = properties(finest, levels);
		final Scene scene = Scene.builder(lifetime).channels(rgb ? List.of(Channel.rgb()) : channels).sizeZ(sizeZ).levels(levels)
			.pixelSize(finest.pixelSize()).objectivePower(finest.objectivePower()).build();
		final SlideMetadata metadata = new SlideMetadata(series.opened().path(), name(), properties.toMap(), finest.iccProfile())
			.withFiles(series.files().stream().map(DicomInstance::path).toList());
		return new OpenedSlide(metadata, List.of(scene), associatedImages(series, lifetime), lifetime);
	}

	/** Files of one size together, the largest size first. */
	private static List<List<DicomInstance>> bySize(final List<DicomInstance> volumes) throws SlideFormatException {
		final TreeMap<List<Long>, List<DicomInstance>> sizes =
			new TreeMap<>(Comparator.<List<Long>, Long>comparing(size -> size.get(0)).thenComparing(size -> size.get(1)).reversed());
		for (final DicomInstance file : volumes)
			sizes.computeIfAbsent(List.of(file.width(), file.height()), size -> new ArrayList<>()).add(file);
		final List<List<DicomInstance>> sorted = List.copyOf(sizes.values());
		final DicomInstance finest = sorted.get(0).get(0);
		for (final DicomInstance file : volumes) {
			final DicomInstance like = sizes.get(List.of(file.width(), file.height())).get(0);
			final boolean alike = file.frame().samples() == finest.frame().samples() && file.frame().type() == finest.frame().type()
				&& file.frame().equals(like.frame());
			if (!alike)
				throw new SlideFormatException(file.path(), SlideFormatException.NO_OFFSET, "frames like those of " + like.path().getFileName()
					+ ": " + like.frame(), file.frame().toString());
		}
		return sorted;
	}

	private static Level level(final DicomInstance file, final DicomInstance finest, final DicomPlaces places,
		final SlideLifetime lifetime)
	{
		final LevelScale scale = LevelScale.between(finest.width(), finest.height(), file.width(), file.height());
		final boolean uniform = places.layout() instanceof UniformTileGrid;
		return new Level(file.width(), file.height(), scale, places.layout(), new DicomTiles(places, lifetime), file.frame().type(),
			file.frame().samples(), uniform ? file.frame().width() : 0, uniform ? file.frame().height() : 0,
			DicomFrameDecoder.name(file.decoder().syntax()));
	}

	private static OpenSlideProperties properties(final DicomInstance finest, final List<Level> levels) throws IOException {
		final OpenSlideProperties properties = new OpenSlideProperties();
		properties.put(OpenSlideProperties.VENDOR, "dicom");
		for (int i = 0; i < levels.size(); i++)
			properties.putLevel(i, levels.get(i).width(), levels.get(i).height(), levels.get(i).scale(), levels.get(i).tileWidth(),
				levels.get(i).tileHeight());
		finest.pixelSize().ifPresent(size -> {
			properties.put(OpenSlideProperties.MPP_X, size.xUm());
			properties.put(OpenSlideProperties.MPP_Y, size.yUm());
		});
		if (finest.objectivePower().isPresent())
			properties.put(OpenSlideProperties.OBJECTIVE_POWER, finest.objectivePower().getAsDouble());
		for (final var element : finest.data().elements().values()) {
			final String keyword = KEYWORDS.get(element.tag());
			if (keyword == null || element.length() <= 0 || element.length() > 4096) continue;
			put(properties, "dicom." + keyword, finest.data(), element.tag(), element.vr());
		}
		return properties;
	}

	/** Several values get a number each in brackets, as OpenSlide 4 writes them. */
	private static void put(final OpenSlideProperties properties, final String name, final DicomDataSet data, final int tag,
		final String vr) throws IOException
	{
		if (List.of("US", "UL", "SS", "SL", "UV", "SV").contains(vr)) properties.put(name, Long.toString(data.number(tag, 0)));
		else if (vr.equals("FL") || vr.equals("FD")) properties.put(name, data.decimal(tag, 0).orElse(Double.NaN));
		else {
			final String[] parts = data.text(tag).split("\\\\", -1);
			for (int i = 0; i < parts.length; i++)
				properties.put(parts.length == 1 ? name : name + "[" + i + "]", parts[i].strip());
		}
	}

	private static List<AssociatedImage> associatedImages(final DicomSeries series, final SlideLifetime lifetime) {
		final List<AssociatedImage> images = new ArrayList<>();
		final Set<String> names = new HashSet<>();
		for (final DicomInstance file : series.files()) {
			final Optional<String> name = switch (file.flavor()) {
				case "LABEL" -> Optional.of("label");
				case "OVERVIEW" -> Optional.of("macro");
				case "THUMBNAIL" -> Optional.of("thumbnail");
				default -> Optional.empty();
			};
			if (name.isPresent() && names.add(name.get())) images.add(new DicomAssociatedImage(name.get(), file, lifetime));
		}
		return images;
	}
}
