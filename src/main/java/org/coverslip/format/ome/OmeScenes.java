package org.coverslip.format.ome;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

import org.coverslip.format.tiff.LeftOutPages;
import org.coverslip.format.tiff.TiffAssociatedImage;
import org.coverslip.format.tiff.TiffImage;
import org.coverslip.format.tiff.TiffLevels;
import org.coverslip.format.tiff.TiffPlaneTiles;
import org.coverslip.format.tiff.TiffPyramid;
import org.coverslip.format.tiff.TiffTileSource;
import org.coverslip.geom.LevelScale;
import org.coverslip.io.SlideFormatException;
import org.coverslip.slide.AssociatedImage;
import org.coverslip.slide.Channel;
import org.coverslip.slide.Level;
import org.coverslip.slide.Plane;
import org.coverslip.slide.Scene;
import org.coverslip.slide.SlideLifetime;
import org.coverslip.tiff.Ifd;
import org.coverslip.tiff.TiffFile;
import org.coverslip.tiff.TiffTag;

/** Makes scenes and associated images from a description and the TIFFs it names. For one thread. */
final class OmeScenes {

	/** A larger image is not a label, macro or thumbnail, whatever its name. */
	private static final long LARGEST_ASSOCIATED = 4096;
	/** No instrument records more channels; each is an object of the scene. */
	private static final int MOST_CHANNELS = 1 << 16;
	/** In descriptions of more images than this (plates), levels are looked for only in SubIFDs. */
	private static final int MOST_SEARCHED = 64;

	private final OmeSource source;
	private final OmeFiles files;
	private final SlideLifetime lifetime;
	private final List<Scene> scenes = new ArrayList<>();
	private final Map<String, AssociatedImage> associated = new LinkedHashMap<>();
	/** Tiles by what they are read from: images that share directories share what is known about them. */
	private final Map<TilesKey, TiffTileSource> tileSources = new HashMap<>();
	/** Directories of the main chain that are coarser levels. */
	private final Set<Ifd> chained = new HashSet<>();
	private final List<String> notShown = new ArrayList<>();
	private int planesLeft = OmePlanes.MOST_PLANES;

	private OmeScenes(final OmeSource source, final OmeFiles files, final SlideLifetime lifetime) {
		this.source = source;
		this.files = files;
		this.lifetime = lifetime;
	}

	/** Assembles all images of the description. */
	static OmeScenes of(final OmeSource source, final OmeFiles files, final SlideLifetime lifetime) throws IOException {
		final OmeScenes scenes = new OmeScenes(source, files, lifetime);
		scenes.assemble();
		return scenes;
	}

	/** At least one, in the description's order. */
	List<Scene> scenes() {
		return scenes;
	}

	/** Images that the description names as such, and directories that it does not mention. */
	List<AssociatedImage> associatedImages() {
		return List.copyOf(associated.values());
	}

	/** What is not shown of the description and its first file, in sentences. */
	List<String> notShown() {
		return notShown;
	}

	/** A directory, and the XML's name for its sample type. */
	private record TilesKey(int file, long ifd, String type) {}

	/** One image with what its first directory says. */
	private record Described(OmeImage image, StoredPlane reference, TiffFile tiff, TiffImage finest) {

		long area() {
			return finest.width() * finest.height();
		}
	}

	private void assemble() throws IOException {
		final List<Described> images = new ArrayList<>();
		final List<OmePlanes> planes = new ArrayList<>();
		final Map<Integer, Set<Integer>> named = new HashMap<>();
		for (final OmeImage image : source.document().images()) {
			final Described described = described(image, OmePlanes.reference(image, files, source.file()));
			final OmePlanes stored = OmePlanes.of(image, described.finest.samples(), files, planesLeft, source.file());
			planesLeft -= stored.stored().size();
			addMissing(image, stored, described.finest.samples());
			images.add(stored.stored().containsValue(described.reference) ? described : replaced(described, stored));
			planes.add(stored);
			for (final StoredPlane plane : stored.stored().values())
				named.computeIfAbsent(plane.file(), file -> new HashSet<>()).add(plane.ifd());
		}
		final long largest = images.stream().mapToLong(Described::area).max().getAsLong();
		for (int i = 0; i < images.size(); i++) {
			final Described image = images.get(i);
			final String name = associatedName(image, planes.get(i), largest);
			if (name != null && !associated.containsKey(name))
				associated.put(name, TiffAssociatedImage.of(name, image.tiff, image.finest, lifetime));
			else scenes.add(scene(image, planes.get(i), named.get(image.reference.file())));
		}
		final int first = images.get(0).reference.file();
		for (final AssociatedImage image : TiffAssociatedImage.named(files.tiff(first),
			unnamed(first, named.get(first)), lifetime))
			associated.putIfAbsent(image.name(), image);
		if (source.document().leftOut() > 0)
			notShown.add(source.document()
				.leftOut() + " of the images that the OME-XML describes are not shown: their pixels are in no TIFF");
		final Set<Ifd> shown = new HashSet<>(chained);
		for (final int ifd : named.get(first))
			if (ifd < files.tiff(first).ifds().size()) shown.add(files.tiff(first).ifds().get(ifd));
		for (final Described image : images)
			if (image.reference.file() == first) shown.addAll(image.tiff.subIfds(image.finest.ifd()));
		notShown.addAll(LeftOutPages.ofDirectories(files.tiff(first), shown, associated.values()));
	}

	/** Reports planes that are described but stored nowhere. */
	private void addMissing(final OmeImage image, final OmePlanes planes, final int samples) {
		final long described = (long) Math.max(1, image.sizeC() / samples) * image.sizeZ() * image.sizeT();
		final long missing = described - planes.stored().values().stream().filter(plane -> files.exists(plane.file()))
			.count();
		if (missing > 0)
			notShown.add(missing + " of the " + described + " planes of the image \"" + image.name()
				+ "\" are not there, though the OME-XML describes them");
	}

	private Described described(final OmeImage image, final StoredPlane reference) throws IOException {
		final TiffFile tiff = files.tiff(reference.file());
		return new Described(image, reference, tiff,
			OmeLevel.describe(tiff, OmeLevel.finest(tiff, reference), image.type()));
	}

	/**
	 * The description based on another directory, if the first one named turned out to lie outside the image's sizes.
	 */
	private Described replaced(final Described first, final OmePlanes planes) throws IOException {
		final StoredPlane reference = planes.stored().values().stream().filter(plane -> files.exists(plane.file()))
			.min(Comparator.comparing(StoredPlane::file).thenComparing(StoredPlane::ifd))
			.orElseThrow(() -> new SlideFormatException(source.file(), SlideFormatException.NO_OFFSET,
				"a TIFF that holds planes of the image \"" + first.image.name() + "\"", "none"));
		final Described other = described(first.image, reference);
		if (!TiffLevels.areAlike(first.finest, other.finest))
			throw new SlideFormatException(other.tiff.file(), other.finest.ifd().offset(), "planes of one kind",
				"several");
		return other;
	}

	private List<Ifd> unnamed(final int file, final Set<Integer> named) throws IOException {
		final List<Ifd> ifds = new ArrayList<>();
		for (int i = 0; i < files.tiff(file).ifds().size(); i++)
			if (!named.contains(i)) ifds.add(files.tiff(file).ifds().get(i));
		return ifds;
	}

	/**
	 * The name of an associated image if the image's own name says so, it is small, and there is a larger image; else
	 * null.
	 */
	private static String associatedName(final Described image, final OmePlanes planes, final long largestArea) {
		final String name = image.image.name().strip().toLowerCase(Locale.ROOT).replaceFirst("[ _]image$", "");
		final boolean small = planes.isSingle() && (image.finest.isRgb() || image.finest.samples() == 1)
			&& image.finest.width() <= LARGEST_ASSOCIATED && image.finest.height() <= LARGEST_ASSOCIATED;
		return small && image.area() < largestArea && name.matches("label|macro|thumbnail|overview") ? name : null;
	}

	private Scene scene(final Described image, final OmePlanes planes, final Set<Integer> named) throws IOException {
		final List<Level> levels = new ArrayList<>();
		for (final OmeLevel level : levels(image, planes, named)) {
			final LevelScale scale = TiffLevels.scale(image.finest, level.reference());
			final TiffTileSource stored = tileSource(image, level.reference());
			if (planes.isSingle() && level.reference().channels() == 1) {
				levels.add(TiffLevels.of(level.reference(), stored.grid(), stored.copyable(), scale));
				continue;
			}
			final TiffPlaneTiles tiles = new TiffPlaneTiles(level.reference(), stored.grid(),
				new OmeLevelPlanes(level, planes, image.image.type(), files), lifetime);
			levels.add(TiffLevels.of(level.reference(), stored.grid(),
				isInFile(planes, image.reference.file()) ? tiles.copyable(stored) : tiles, scale));
		}
		return Scene.builder(lifetime).name(image.image.name()).channels(channels(image, planes)).sizeZ(planes.sizeZ())
			.sizeT(planes.sizeT()).pixelSize(image.image.pixelSize()).pixelSizeZ(image.image.pixelSizeZ())
			.objectivePower(image.image.objectivePower()).levels(levels)
			.categorical(TiffLevels.categorical(image.finest)).build();
	}

	private TiffTileSource tileSource(final Described image, final TiffImage directory) throws IOException {
		final TilesKey key = new TilesKey(image.reference.file(), directory.ifd().offset(), image.image.type());
		final TiffTileSource known = tileSources.get(key);
		if (known != null) return known;
		final TiffTileSource source = TiffTileSource.of(image.tiff, directory, lifetime);
		tileSources.put(key, source);
		return source;
	}

	private static boolean isInFile(final OmePlanes planes, final int file) {
		return planes.stored().values().stream().allMatch(plane -> plane.file() == file);
	}

	/**
	 * The finest level, then the SubIFDs, or if there are none, the directories of the main chain that can only be
	 * levels.
	 */
	private List<OmeLevel> levels(final Described image, final OmePlanes planes, final Set<Integer> named)
		throws IOException {
		final List<OmeLevel> reduced = new ArrayList<>();
		final List<Ifd> subs = image.tiff.subIfds(image.finest.ifd());
		final OmeSubIfds counted = OmeSubIfds.of(image.tiff, planes.stored().values().stream()
			.filter(plane -> plane.file() == image.reference.file()).map(StoredPlane::ifd).toList());
		counted.notShown(image.image.name()).ifPresent(notShown::add);
		for (int i = 0; i < Math.min(subs.size(), counted.shared()); i++)
			// SubIFDs may also hold other things than images, such as a camera's EXIF
			if (subs.get(i).has(TiffTag.IMAGE_WIDTH))
				addReduced(reduced, image,
					new OmeLevel(OmeLevel.describe(image.tiff, subs.get(i), image.image.type()), OmeLevel.subIfd(i)));
		if (reduced.isEmpty()) addMainChain(reduced, image, planes, named);
		reduced.sort(Comparator.comparing((final OmeLevel level) -> level.reference().width())
			.thenComparing(level -> level.reference().height()).reversed());
		reduced.add(0, new OmeLevel(image.finest, OmeLevel::finest));
		return reduced;
	}

	/** A level must be of the same kind as the finest, smaller in at least one direction, and larger in none. */
	private static void addReduced(final List<OmeLevel> levels, final Described image, final OmeLevel level) {
		final TiffImage finest = image.finest;
		final TiffImage found = level.reference();
		final boolean smaller = found.width() <= finest.width() && found.height() <= finest.height()
			&& (found.width() < finest.width() || found.height() < finest.height());
		final boolean known = levels.stream().anyMatch(
			other -> other.reference().width() == found.width() && other.reference().height() == found.height());
		if (smaller && !known && TiffLevels.areAlike(finest, found)) levels.add(level);
	}

	/**
	 * Levels in the main chain: tiled directories that the description does not name and that are marked as reduced or
	 * have half the size; for each size, as many as there are planes, in the planes' order.
	 */
	private void addMainChain(final List<OmeLevel> levels, final Described image, final OmePlanes planes,
		final Set<Integer> named) throws IOException
	{
		if (source.document().images().size() > MOST_SEARCHED || !isInFile(planes, image.reference.file())) return;
		final List<Integer> finest = planes.stored().values().stream().map(StoredPlane::ifd).distinct().sorted()
			.toList();
		final Map<List<Long>, List<Ifd>> bySize = new LinkedHashMap<>();
		for (int i = 0; i < image.tiff.ifds().size(); i++) {
			final Ifd ifd = image.tiff.ifds().get(i);
			if (named.contains(i) || !ifd.isTiled()) continue;
			final TiffImage found = OmeLevel.describe(image.tiff, ifd, image.image.type());
			final boolean alone = source.document().images().size() == 1;
			if (TiffPyramid.isDivided(image.finest, found) || alone && ifd.isReduced())
				bySize.computeIfAbsent(List.of(found.width(), found.height()), size -> new ArrayList<>()).add(ifd);
		}
		for (final List<Ifd> ifds : bySize.values()) {
			if (ifds.size() != finest.size()) continue;
			final Map<Integer, Ifd> byFinest = new HashMap<>();
			for (int i = 0; i < finest.size(); i++)
				byFinest.put(finest.get(i), ifds.get(i));
			chained.addAll(ifds);
			addReduced(levels, image, new OmeLevel(
				OmeLevel.describe(image.tiff, byFinest.get(image.reference.ifd()), image.image.type()),
				OmeLevel.mainChain(byFinest)));
		}
	}

	/** One channel per plane along C, or per sample of it if the samples are not colours. */
	private List<Channel> channels(final Described image, final OmePlanes planes) throws IOException {
		final List<Channel> described = image.image.channels();
		final int samples = image.finest.channels();
		if ((long) planes.sizeC() * samples > MOST_CHANNELS)
			throw new SlideFormatException(image.tiff.file(), image.finest.ifd().offset(),
				"at most " + MOST_CHANNELS + " channels",
				planes.sizeC() + " planes of " + samples + " samples");
		final List<Channel> channels = new ArrayList<>();
		for (int c = 0; c < planes.sizeC() * samples; c++) {
			final boolean each = described.size() >= planes.sizeC() * samples;
			final int index = each ? c : c / samples;
			final Channel known = index < described.size() ? described.get(index) : Channel.named("");
			final String name = each || known.name().isEmpty() ? known.name() : known.name() + " " + (c % samples + 1);
			if (image.finest.isRgb()) channels.add(known.name().isEmpty() ? Channel.rgb() : known);
			else channels.add(new Channel(name, known.rgbColor().isPresent() ? known.rgbColor()
				: paletteColor(image, planes, c / samples)));
		}
		return channels;
	}

	/** The brightest colour of a channel's lookup table if the table begins with black and is not grey. */
	private static OptionalInt paletteColor(final Described image, final OmePlanes planes, final int c)
		throws IOException {
		final StoredPlane plane = planes.stored().get(new Plane(c, 0, 0));
		if (plane == null || plane.file() != image.reference.file() || plane.ifd() >= image.tiff.ifds().size())
			return OptionalInt.empty();
		final Ifd ifd = image.tiff.ifds().get(plane.ifd());
		if (ifd.count(TiffTag.COLOR_MAP) < 6 || ifd.longValue(TiffTag.PHOTOMETRIC, 0) != TiffTag.PHOTOMETRIC_PALETTE)
			return OptionalInt.empty();
		final long[] map = ifd.longs(TiffTag.COLOR_MAP);
		final int n = map.length / 3;
		final int red = (int) (map[n - 1] >> 8) & 0xff;
		final int green = (int) (map[2 * n - 1] >> 8) & 0xff;
		final int blue = (int) (map[3 * n - 1] >> 8) & 0xff;
		final boolean isGrey = red == green && green == blue;
		return map[0] + map[n] + map[2 * n] != 0 || isGrey ? OptionalInt.empty()
			: OptionalInt.of(red << 16 | green << 8 | blue);
	}
}
