package org.coverslip.format.aperio;

import static org.coverslip.tiff.TiffTag.*;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;

import org.coverslip.format.Detection;
import org.coverslip.format.FocalOffsets;
import org.coverslip.format.FocalPlanes;
import org.coverslip.format.OpenSlideProperties;
import org.coverslip.format.SharedLevels;
import org.coverslip.format.SlideFormat;
import org.coverslip.format.SlideProbe;
import org.coverslip.format.tiff.LeftOutPages;
import org.coverslip.format.tiff.TiffAssociatedImage;
import org.coverslip.format.tiff.TiffImage;
import org.coverslip.format.tiff.TiffJpegHead;
import org.coverslip.format.tiff.TiffLevels;
import org.coverslip.format.tiff.TiffProperties;
import org.coverslip.format.tiff.TiffSlides;
import org.coverslip.io.SlideFormatException;
import org.coverslip.slide.AssociatedImage;
import org.coverslip.slide.Level;
import org.coverslip.slide.OpenedSlide;
import org.coverslip.slide.PixelSize;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.SlideLifetime;
import org.coverslip.slide.SlideMetadata;
import org.coverslip.tiff.Ifd;
import org.coverslip.tiff.TiffFile;

/**
 * Aperio SVS: a TIFF whose tiled directories are the levels, finest first; directory 1 is the thumbnail, and further
 * striped directories are label and macro.
 * <p>
 * In a stack of focal planes, the levels of each plane follow those of the one before, and level 0 of each has the same
 * size; the thumbnail is still directory 1. Source: pull request 3289 of Bio-Formats, which describes a slide that
 * ImageScope wrote, and its reader, which takes a plane's position from "OffsetZ", else 0 if its description says
 * "TotalDepth".
 */
public final class AperioFormat implements SlideFormat {

	/**
	 * NewSubfileType of a label and of a macro in newer files (OpenSlide 4.0.1's rule), where the description names
	 * none.
	 */
	private static final int SUBFILE_LABEL = 1;
	private static final int SUBFILE_MACRO = 9;
	private static final String OFFSET_Z = "OffsetZ";

	@Override
	public String name() {
		return "Aperio SVS";
	}

	@Override
	public Set<String> endings() {
		return Set.of("svs", "tif");
	}

	@Override
	public Detection detect(final SlideProbe probe) throws IOException {
		return TiffSlides.detectTiled(probe, AperioFormat::recognise);
	}

	private static Detection recognise(final Ifd first) throws IOException {
		final String description = first.text(IMAGE_DESCRIPTION);
		return description != null && description.startsWith(AperioDescription.PREFIX) ? Detection.accept()
			: Detection.refuse("its ImageDescription does not begin with \"" + AperioDescription.PREFIX + "\"");
	}

	@Override
	public Slide open(final SlideProbe probe) throws IOException {
		return TiffSlides.open(probe, this::assemble);
	}

	private Slide assemble(final TiffFile tiff, final SlideLifetime lifetime) throws IOException {
		final List<List<TiffImage>> planes = planes(tiff);
		final SharedLevels<TiffImage> images = SharedLevels.of(planes, 0, TiffLevels::areSameLevel);
		TiffJpegHead.expect(tiff, images.ofPart(0));
		final Ifd first = tiff.ifds().get(0);
		final OpenSlideProperties properties = properties(tiff, images.ofPart(0));
		final FocalOffsets heights = heights(images.levels().get(0));
		for (int z = 0; images.parts().size() > 1 && z < images.parts().size(); z++)
			if (!heights.micrometres().get(z).isNaN())
				properties.put("aperio.z[" + z + "]." + OFFSET_Z, heights.micrometres().get(z));
		final Scene scene = Scene.builder(lifetime).channels(TiffLevels.channels(images.levels().get(0).get(0)))
			.levels(levels(tiff, images, lifetime)).sizeZ(images.parts().size()).defaultZ(heights.inFocusWithin())
			.pixelSizeZ(heights.step()).pixelSize(pixelSize(properties)).objectivePower(objectivePower(properties))
			.build();
		final List<AssociatedImage> associated = associatedImages(tiff, lifetime);
		final SlideMetadata metadata =
			new SlideMetadata(tiff.file(), name(), properties.toMap(), first.bytes(ICC_PROFILE))
			.withNotShown(images.notShown(image -> image.width() + " x " + image.height(), "focal plane"))
			.withMoreNotShown(LeftOutPages.of(tiff, planes.stream().flatMap(List::stream).toList(), associated));
		return new OpenedSlide(metadata, List.of(scene), associated, lifetime);
	}

	/** The levels of each focal plane: each directory of the first one's size begins a plane. */
	private static List<List<TiffImage>> planes(final TiffFile tiff) throws IOException {
		final List<List<TiffImage>> planes = new ArrayList<>();
		for (final Ifd ifd : tiff.ifds()) {
			if (!ifd.isTiled()) continue;
			final TiffImage image = TiffImage.parse(tiff, ifd);
			final TiffImage finest = planes.isEmpty() ? image : planes.get(0).get(0);
			if (image.width() == finest.width() && image.height() == finest.height()) planes.add(new ArrayList<>());
			final List<TiffImage> plane = planes.get(planes.size() - 1);
			if (!plane.isEmpty()) checkFollows(tiff, plane.get(plane.size() - 1), image);
			plane.add(image);
		}
		return ascending(planes);
	}

	/** The planes by ascending height, if all heights are known. */
	private static List<List<TiffImage>> ascending(final List<List<TiffImage>> planes) throws IOException {
		final List<Double> heights = heights(planes.stream().map(plane -> plane.get(0)).toList()).micrometres();
		if (heights.stream().anyMatch(height -> height.isNaN())) return planes;
		return IntStream.range(0, planes.size()).boxed().sorted(Comparator.comparing(heights::get)).map(planes::get)
			.toList();
	}

	private static List<Level> levels(final TiffFile tiff, final SharedLevels<TiffImage> images,
		final SlideLifetime lifetime)
		throws IOException
	{
		final List<List<Level>> planes = new ArrayList<>();
		for (int z = 0; z < images.parts().size(); z++)
			planes.add(AperioLevels.of(tiff, images.ofPart(z), lifetime));
		final List<Level> levels = new ArrayList<>();
		for (int i = 0; i < images.levels().size(); i++) {
			final int level = i;
			levels.add(FocalPlanes.join(planes.stream().map(plane -> plane.get(level)).toList()));
		}
		return levels;
	}

	/** Where the planes lie, according to the descriptions of their finest levels. */
	private static FocalOffsets heights(final List<TiffImage> finest) throws IOException {
		final List<Double> heights = new ArrayList<>();
		for (final TiffImage image : finest) {
			final String text = image.ifd().text(IMAGE_DESCRIPTION);
			final Map<String, String> pairs = text == null ? Map.of() : AperioDescription.parse(text).pairs();
			heights.add(OpenSlideProperties.parseDouble(pairs.get(OFFSET_Z))
				.orElse(pairs.containsKey("TotalDepth") ? 0 : Double.NaN));
		}
		return new FocalOffsets(heights);
	}

	/** Levels must be alike, and not grow: OpenSlide refuses such files as well. */
	private static void checkFollows(final TiffFile tiff, final TiffImage finer, final TiffImage image)
		throws SlideFormatException
	{
		if (!TiffLevels.areAlike(finer, image))
			throw new SlideFormatException(tiff.file(), image.ifd().offset(),
				"a level with samples like those of level 0",
				"other samples");
		if (TiffLevels.scale(finer, image).downsample() < 1)
			throw new SlideFormatException(tiff.file(), image.ifd().offset(), "levels from fine to coarse",
				image.width() + " x " + image.height() + " after " + finer.width() + " x " + finer.height());
	}

	private static OpenSlideProperties properties(final TiffFile tiff, final List<TiffImage> images)
		throws IOException {
		final OpenSlideProperties properties = new OpenSlideProperties();
		properties.put(OpenSlideProperties.VENDOR, "aperio");
		final Ifd first = tiff.ifds().get(0);
		AperioDescription.parse(first.text(IMAGE_DESCRIPTION)).pairs()
			.forEach((name, value) -> properties.put("aperio." + name, value));
		properties.copyInt("aperio.AppMag", OpenSlideProperties.OBJECTIVE_POWER);
		properties.copyDouble("aperio.MPP", OpenSlideProperties.MPP_X);
		properties.copyDouble("aperio.MPP", OpenSlideProperties.MPP_Y);
		for (int i = 0; i < images.size(); i++) {
			final TiffImage image = images.get(i);
			properties.putLevel(i, image.width(), image.height(), TiffLevels.scale(images.get(0), image),
				image.tileWidth(),
				image.tileHeight());
		}
		TiffProperties.add(properties, tiff, first, images.get(images.size() - 1).ifd());
		return properties;
	}

	private static Optional<PixelSize> pixelSize(final OpenSlideProperties properties) {
		final OptionalDouble mpp = OpenSlideProperties.parseDouble(properties.get("aperio.MPP"));
		return mpp.isPresent() && PixelSize.isValid(mpp.getAsDouble())
			? Optional.of(new PixelSize(mpp.getAsDouble(), mpp.getAsDouble())) : Optional.empty();
	}

	private static OptionalDouble objectivePower(final OpenSlideProperties properties) {
		final OptionalDouble power = OpenSlideProperties.parseDouble(properties.get("aperio.AppMag"));
		return power.isPresent() && power.getAsDouble() > 0 ? power : OptionalDouble.empty();
	}

	private static List<AssociatedImage> associatedImages(final TiffFile tiff, final SlideLifetime lifetime)
		throws IOException {
		final Map<String, AssociatedImage> images = new LinkedHashMap<>();
		for (int i = 0; i < tiff.ifds().size(); i++) {
			final Ifd ifd = tiff.ifds().get(i);
			if (ifd.isTiled()) continue;
			final String name = associatedName(ifd, i);
			if (name != null)
				TiffAssociatedImage.ifSound(name, tiff, ifd, lifetime)
					.ifPresent(image -> images.put(name, image));
		}
		return List.copyOf(images.values());
	}

	private static String associatedName(final Ifd ifd, final int directory) throws IOException {
		if (directory == 1) return "thumbnail";
		final String named = AperioDescription.associatedName(ifd.text(IMAGE_DESCRIPTION));
		if (named != null) return named;
		return switch ((int) ifd.longValue(NEW_SUBFILE_TYPE, 0)) {
			case SUBFILE_LABEL -> "label";
			case SUBFILE_MACRO -> "macro";
			default -> null;
		};
	}
}
