package org.coverslip.format.dicom;

import static org.coverslip.dicom.DicomTag.*;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

import org.coverslip.dicom.DicomDataSet;
import org.coverslip.dicom.DicomFiles;
import org.coverslip.dicom.DicomParser;
import org.coverslip.format.Detection;
import org.coverslip.format.OpenSlideProperties;
import org.coverslip.format.SlideFormat;
import org.coverslip.format.SlideProbe;
import org.coverslip.io.SlideFormatException;
import org.coverslip.io.StoredFile;
import org.coverslip.slide.AssociatedImage;
import org.coverslip.slide.Level;
import org.coverslip.slide.OpenedSlide;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.SlideLifetime;
import org.coverslip.slide.SlideMetadata;

/**
 * DICOM VL Whole Slide Microscopy: any file of a series opens the whole series. Files of flavour VOLUME are the levels,
 * those of other flavours associated images; OVERVIEW is called macro, as OpenSlide does. A series without levels opens
 * as the image of the file that was asked for.
 */
public final class DicomFormat implements SlideFormat {

	private static final String SPECIMEN = "dicom.SpecimenDescriptionSequence[0].";
	private static final String ORIGIN = "dicom.TotalPixelMatrixOriginSequence[0].";

	@Override
	public String name() {
		return "DICOM";
	}

	@Override
	public Set<String> endings() {
		return Set.of("dcm", "dicom", "dic", "ima");
	}

	@Override
	public Detection detect(final SlideProbe probe) throws IOException {
		if (probe.isFolder()) {
			final DicomFolder content = content(probe);
			return content.series().isEmpty() ? Detection.refuseNamed(nothingIn(content)) : Detection.accept();
		}
		return DicomParser.isDicom(probe.header()) ? Detection.accept()
			: Detection.refuse("it does not have \"DICM\" at byte 128, nor begins with a DICOM element");
	}

	/**
	 * Opens the series of a file, or the one that a folder holds. If a folder holds several, the one with a pyramid is
	 * opened and the others are named as not shown.
	 *
	 * @throws IOException
	 *             if there is more than one series with a pyramid; says which file to open
	 */
	@Override
	public Slide open(final SlideProbe probe) throws IOException {
		if (!probe.isFolder()) return open(probe.file(), List.of());
		final DicomFolder content = content(probe);
		final List<DicomFolder.Series> slides = content.series().stream().filter(DicomFolder.Series::hasVolume)
			.toList();
		final List<DicomFolder.Series> candidates = slides.isEmpty() ? content.series() : slides;
		if (candidates.size() > 1)
			throw new IOException(probe.file() + " holds " + candidates.size()
				+ " DICOM series; open the file of one: "
				+ String.join(", ", candidates.stream().map(DicomFolder.Series::name).toList()));
		final List<String> notShown = new ArrayList<>(content.others().values());
		for (final DicomFolder.Series series : content.series())
			if (series != candidates.get(0)) notShown.add("another series is not shown: " + series.name());
		return open(candidates.get(0).first(), notShown);
	}

	private static DicomFolder content(final SlideProbe folder) throws IOException {
		return folder.find(DicomFolder.class, probe -> DicomFolder.of(probe.siblings().all(DicomSeries.MOST_FILES)));
	}

	private static String nothingIn(final DicomFolder content) {
		final List<String> found = new ArrayList<>(content.damaged().values());
		found.addAll(content.others().values());
		if (found.isEmpty()) return "it is a folder without DICOM files; open the slide's own file";
		return "it is a folder without DICOM whole-slide images: " + String.join("; ", found);
	}

	private Slide open(final StoredFile file, final List<String> notShown) throws IOException {
		final DicomFiles files = new DicomFiles();
		final SlideLifetime lifetime = new SlideLifetime(file.fileName(), files);
		try {
			return assemble(DicomSeries.read(file, files), notShown, lifetime);
		}
		catch (final IOException | RuntimeException e) {
			lifetime.close();
			throw e;
		}
	}

	private Slide assemble(final DicomSeries series, final List<String> others, final SlideLifetime lifetime)
		throws IOException {
		final List<String> notShown = new ArrayList<>(series.notShown());
		final List<Scene> scenes = new ArrayList<>();
		DicomInstance finest = null;
		for (final List<DicomImage> images : series.pyramids()) {
			final DicomPyramid pyramid = DicomPyramid.of(images, notShown);
			scenes.add(pyramid.scene(lifetime));
			if (finest == null) finest = pyramid.finest();
		}
		final List<AssociatedImage> associated = associatedImages(series, lifetime, notShown);
		notShown.addAll(others);
		final OpenSlideProperties properties = properties(finest, scenes.get(0).levels());
		return new OpenedSlide(
			new SlideMetadata(series.opened().file(), name(), properties.toMap(), finest.iccProfile())
			.withFiles(series.paths()).withNotShown(notShown), scenes, associated, lifetime);
	}

	private static OpenSlideProperties properties(final DicomInstance finest, final List<Level> levels)
		throws IOException {
		final OpenSlideProperties properties = new OpenSlideProperties();
		properties.put(OpenSlideProperties.VENDOR, "dicom");
		for (int i = 0; i < levels.size(); i++)
			properties.putLevel(i, levels.get(i).width(), levels.get(i).height(), levels.get(i).scale(),
				levels.get(i).tileWidth(),
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
		for (final DicomDataSet origin : finest.data().items(TOTAL_MATRIX_ORIGIN)) {
			put(properties, ORIGIN + "XOffsetInSlideCoordinateSystem", origin.decimal(X_OFFSET_IN_SLIDE, 0));
			put(properties, ORIGIN + "YOffsetInSlideCoordinateSystem", origin.decimal(Y_OFFSET_IN_SLIDE, 0));
		}
		for (final DicomDataSet specimen : finest.data().items(SPECIMENS).stream().limit(1).toList()) {
			putText(properties, SPECIMEN + "SpecimenIdentifier", specimen.text(SPECIMEN_IDENTIFIER));
			putText(properties, SPECIMEN + "SpecimenUID", specimen.text(SPECIMEN_UID));
			putText(properties, SPECIMEN + "SpecimenShortDescription", specimen.text(SPECIMEN_SHORT_DESCRIPTION));
		}
		return properties;
	}

	private static void putText(final OpenSlideProperties properties, final String name, final String value) {
		if (!value.isEmpty()) properties.put(name, value);
	}

	private static void put(final OpenSlideProperties properties, final String name, final OptionalDouble value) {
		if (value.isPresent()) properties.put(name, value.getAsDouble());
	}

	/** Several values get a number each in brackets, as OpenSlide 4 writes them. */
	private static void put(final OpenSlideProperties properties, final String name, final DicomDataSet data,
		final int tag,
		final String vr) throws IOException
	{
		if (List.of("US", "UL", "SS", "SL", "UV", "SV").contains(vr))
			properties.put(name, Long.toString(data.number(tag, 0)));
		else if (vr.equals("FL") || vr.equals("FD")) properties.put(name, data.decimal(tag, 0).orElse(Double.NaN));
		else {
			final String[] parts = data.text(tag).split("\\\\", -1);
			for (int i = 0; i < parts.length; i++)
				properties.put(parts.length == 1 ? name : name + "[" + i + "]", parts[i].strip());
		}
	}

	/** The images that are not levels; the opened file is among them only if the series has levels. */
	private static List<AssociatedImage> associatedImages(final DicomSeries series, final SlideLifetime lifetime,
		final List<String> notShown) throws IOException
	{
		final boolean alone = series.files().stream().noneMatch(DicomInstance::isVolume);
		final List<DicomInstance> files =
			series.files().stream().filter(file -> !file.isVolume() && !(alone && file == series.opened())).toList();
		final List<AssociatedImage> images = new ArrayList<>();
		final Map<String, DicomImage> named = new HashMap<>();
		for (final DicomInstance file : files) {
			final String name = switch (file.flavor()) {
				case "OVERVIEW" -> "macro";
				default -> file.flavor().toLowerCase(Locale.ROOT);
			};
			try {
				final DicomImage image = DicomImage.of(List.of(file)).get(0);
				final DicomImage other = named.putIfAbsent(name, image);
				if (other != null) notShown.add(DicomPyramid.twoForOnePlace(other, image));
				else if (!DicomAssociatedImage.fits(image))
					notShown.add(file.name() + " is not shown: it does not fit in memory");
				else images.add(
					new DicomAssociatedImage(name, DicomPyramid.of(List.of(image), notShown).scene(lifetime)));
			}
			catch (final SlideFormatException e) {
				notShown.add(file.name() + " is not shown: expected " + e.expected() + ", found " + e.found());
			}
		}
		return images;
	}
}
