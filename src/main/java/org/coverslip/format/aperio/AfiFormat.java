package org.coverslip.format.aperio;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.coverslip.format.ChannelTiles;
import org.coverslip.format.Detection;
import org.coverslip.format.SharedLevels;
import org.coverslip.format.SlideFormat;
import org.coverslip.format.SlideProbe;
import org.coverslip.io.SafeXml;
import org.coverslip.io.SiblingFiles;
import org.coverslip.io.SlideFormatException;
import org.coverslip.io.StoredFile;
import org.coverslip.slide.Channel;
import org.coverslip.slide.Level;
import org.coverslip.slide.OpenedSlide;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.SlideLifetime;
import org.coverslip.slide.SlideMetadata;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Aperio AFI: an XML list of SVS files of one area, each with one fluorescence channel, opened as one scene.
 * <p>
 * The list is {@code <ImageList><Image><Path>name.svs</Path><ID>..</ID></Image>...}, as Bio-Formats and slideio
 * describe it. A channel is named by {@code Dye} in its file's description, else by the part of the file's name after
 * the last underscore. Properties and associated images are those of the first file.
 */
public final class AfiFormat implements SlideFormat {

	private static final String ROOT = "ImageList";
	private static final long LONGEST_LIST = 1 << 20;
	private static final int MOST_CHANNELS = 100;

	private final SlideFormat svs = new AperioFormat();

	@Override
	public String name() {
		return "Aperio AFI";
	}

	@Override
	public Set<String> endings() {
		return Set.of("afi");
	}

	@Override
	public Detection detect(final SlideProbe probe) {
		return new String(probe.header(), StandardCharsets.UTF_8).contains("<" + ROOT) ? Detection.accept()
			: Detection.refuse("it is not an XML list of images (<" + ROOT + ">)");
	}

	@Override
	public Slide open(final SlideProbe probe) throws IOException {
		final StoredFile list = probe.file();
		final List<String> names = imageNames(list, probe);
		final SiblingFiles siblings = probe.siblings();
		final List<Slide> slides = new ArrayList<>();
		final SlideLifetime lifetime = SlideLifetime.inMemory(list.fileName());
		try {
			for (final String name : names) {
				final StoredFile file = siblings.get(name);
				final Slide slide = openSvs(file);
				lifetime.closeAlso(slide::close);
				slides.add(slide);
				checkChannel(file, slide, slides.get(0));
			}
			return assemble(list, names, slides, siblings.found(), lifetime);
		}
		catch (final IOException | RuntimeException e) {
			lifetime.close();
			throw e;
		}
	}

	private static List<String> imageNames(final StoredFile list, final SlideProbe probe) throws IOException {
		if (probe.source().size() > LONGEST_LIST)
			throw new SlideFormatException(list, 0, "a list of at most " + LONGEST_LIST + " bytes",
				probe.source().size() + " bytes");
		final Document document = SafeXml.parse(probe.source().readFully(0, probe.source().size()), list);
		final NodeList images = document.getElementsByTagName("Image");
		final List<String> names = new ArrayList<>();
		for (int i = 0; i < images.getLength(); i++) {
			final NodeList paths = ((Element) images.item(i)).getElementsByTagName("Path");
			if (paths.getLength() > 0) names.add(paths.item(0).getTextContent().strip());
		}
		if (names.isEmpty() || names.size() > MOST_CHANNELS)
			throw new SlideFormatException(list, 0, "a list of 1 to " + MOST_CHANNELS + " images", names.size() + "");
		return names;
	}

	private Slide openSvs(final StoredFile file) throws IOException {
		try (SlideProbe probe = SlideProbe.open(file)) {
			final Detection detection = svs.detect(probe);
			if (!detection.isAccepted())
				throw new SlideFormatException(file, SlideFormatException.NO_OFFSET, "an Aperio SVS",
					"another file: " + detection.reason());
			return svs.open(probe);
		}
	}

	private Slide assemble(final StoredFile list, final List<String> names, final List<Slide> slides,
		final Set<StoredFile> files, final SlideLifetime lifetime) throws IOException
	{
		final Scene first = slides.get(0).scenes().get(0);
		final List<Channel> channels = new ArrayList<>();
		final Map<String, String> properties = new TreeMap<>(slides.get(0).metadata().properties());
		for (int c = 0; c < slides.size(); c++) {
			final Map<String, String> own = slides.get(c).metadata().properties();
			channels.add(Channel.named(channelName(names.get(c), own)));
			properties.put("afi.channel[" + c + "].File", names.get(c));
			for (final String key : List.of("Dye", "Exposure Time", "Exposure Scale", "Filter"))
				if (own.containsKey("aperio." + key))
					properties.put("afi.channel[" + c + "]." + key, own.get("aperio." + key));
		}
		final SharedLevels<Level> levels =
			SharedLevels.of(slides.stream().map(slide -> slide.scenes().get(0).levels()).toList(), 0,
			ChannelTiles::areAlike);
		final int planes = slides.stream().mapToInt(slide -> slide.scenes().get(0).sizeZ()).min().getAsInt();
		final Scene scene = Scene.builder(lifetime).channels(channels)
			.levels(levels.levels().stream().map(ChannelTiles::join).toList())
			.sizeZ(planes).defaultZ(Math.min(first.defaultPlane().z(), planes - 1)).pixelSizeZ(first.pixelSizeZ())
			.pixelSize(first.pixelSize())
			.objectivePower(first.objectivePower()).build();
		final SlideMetadata metadata =
			new SlideMetadata(list, name(), properties, slides.get(0).metadata().iccProfile().orElse(null))
			.withFiles(files)
			.withNotShown(notShown(slides, levels, planes));
		return new OpenedSlide(metadata, List.of(scene), slides.get(0).associatedImages(), lifetime);
	}

	private static String channelName(final String file, final Map<String, String> properties) {
		final String dye = properties.getOrDefault("aperio.Dye", "");
		if (!dye.isEmpty()) return dye;
		final String stem = file.replaceFirst("\\.[^.]*$", "");
		return stem.substring(stem.lastIndexOf('_') + 1);
	}

	/** Refuses a file unless it holds one channel and its level 0 is like that of the first file. */
	private static void checkChannel(final StoredFile file, final Slide slide, final Slide first)
		throws SlideFormatException
	{
		final Scene scene = slide.scenes().get(0);
		if (scene.isRgb() || scene.channels().size() != 1)
			throw new SlideFormatException(file, SlideFormatException.NO_OFFSET, "one grey channel",
				scene.isRgb() ? "a colour image" : scene.channels().size() + " channels");
		final Level finest = first.scenes().get(0).level(0);
		if (!ChannelTiles.areAlike(finest, scene.level(0)))
			throw new SlideFormatException(file, SlideFormatException.NO_OFFSET,
				"level 0 of " + size(finest) + " pixels, as in " + first.metadata().name(), size(scene.level(0)));
	}

	private static String size(final Level level) {
		return level.width() + " x " + level.height();
	}

	/**
	 * The parts of the files that are not shown.
	 *
	 * @param planes
	 *            number of focal planes that all files have
	 */
	private static List<String> notShown(final List<Slide> slides, final SharedLevels<Level> levels, final int planes) {
		final List<String> sentences = new ArrayList<>();
		for (final Slide slide : slides) {
			slide.metadata().notShown().forEach(sentence -> sentences.add(slide.metadata().name() + ": " + sentence));
			final int more = slide.scenes().get(0).sizeZ() - planes;
			if (more > 0)
				sentences.add(slide.metadata().name() + ": the last "
					+ (more == 1 ? "focal plane is" : more + " focal planes are")
				+ " not shown: not every channel has so many");
		}
		sentences.addAll(levels.notShown(AfiFormat::size, "channel"));
		return sentences;
	}
}
