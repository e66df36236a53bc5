package org.coverslip.format.leica;

import static org.coverslip.tiff.TiffTag.*;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.coverslip.format.Detection;
import org.coverslip.format.OpenSlideProperties;
import org.coverslip.format.SlideFormat;
import org.coverslip.format.SlideProbe;
import org.coverslip.format.leica.ScnDescription.Dimension;
import org.coverslip.format.leica.ScnDescription.Image;
import org.coverslip.format.leica.ScnDescription.Supplement;
import org.coverslip.format.tiff.LeftOutPages;
import org.coverslip.format.tiff.TiffAssociatedImage;
import org.coverslip.format.tiff.TiffImage;
import org.coverslip.format.tiff.TiffProperties;
import org.coverslip.format.tiff.TiffSlides;
import org.coverslip.io.SlideFormatException;
import org.coverslip.io.StoredFile;
import org.coverslip.io.XmlElement;
import org.coverslip.slide.AssociatedImage;
import org.coverslip.slide.OpenedSlide;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.SlideLifetime;
import org.coverslip.slide.SlideMetadata;
import org.coverslip.tiff.Ifd;
import org.coverslip.tiff.TiffFile;

/**
 * Leica SCN: a BigTIFF whose first ImageDescription is XML that says which directory is which resolution, channel and
 * focal plane of which image, and where on the slide that image lies.
 * <p>
 * Each main image is a scene, whose origin is its place on OpenSlide's canvas ({@link ScnCanvas}); bright-field images
 * come first, since OpenSlide shows no others. The image of the whole slide is the macro.
 */
public final class LeicaFormat implements SlideFormat {

	@Override
	public String name() {
		return "Leica SCN";
	}

	@Override
	public Set<String> endings() {
		return Set.of("scn");
	}

	@Override
	public Detection detect(final SlideProbe probe) throws IOException {
		return TiffSlides.detectTiled(probe, first -> recognise(first, probe.file()));
	}

	private static Detection recognise(final Ifd first, final StoredFile file) throws IOException {
		final String description = first.text(IMAGE_DESCRIPTION);
		if (description == null || !ScnDescription.isMentioned(description))
			return Detection.refuse("its ImageDescription does not name Leica's SCN schema");
		// other formats may quote an SCN's XML; damaged XML that begins as an SCN's is worth a message about the damage
		if (description.contains("<scn")) return Detection.accept();
		try {
			return ScnDescription.isRoot(XmlElement.parse(description, file)) ? Detection.accept()
				: Detection.refuse("its ImageDescription is XML of another schema than Leica's SCN");
		}
		catch (final SlideFormatException e) {
			return Detection.refuse("its ImageDescription is no well-formed XML");
		}
	}

	@Override
	public Slide open(final SlideProbe probe) throws IOException {
		return TiffSlides.open(probe, this::assemble);
	}

	private Slide assemble(final TiffFile tiff, final SlideLifetime lifetime) throws IOException {
		final ScnDescription description =
			ScnDescription.parse(tiff.ifds().get(0).field(IMAGE_DESCRIPTION).text(), tiff.file());
		final ScnCanvas canvas = ScnCanvas.of(description);
		final List<Image> mains = mainImages(description, canvas);
		if (mains.isEmpty())
			throw new SlideFormatException(tiff.file(), SlideFormatException.NO_OFFSET,
				"an image that does not show the whole slide", "macro images only");
		final ScnScenes images = new ScnScenes(tiff, lifetime);
		final List<Scene> scenes = new ArrayList<>();
		for (final Image image : mains)
			scenes.add(images.scene(image, canvas));
		final OpenSlideProperties properties = properties(tiff, description, canvas, images);
		if (mains.size() > 1) for (int i = 0; i < mains.size(); i++)
			putImage(properties, "leica.scene[" + i + "].", mains.get(i));
		final Ifd finest = images.directory(mains.get(0).dimensions().get(0).ifd());
		final SlideMetadata metadata =
			new SlideMetadata(tiff.file(), name(), properties.toMap(), finest.bytes(ICC_PROFILE));
		return new OpenedSlide(metadata.withNotShown(images.notShown())
			.withMoreNotShown(notShown(tiff, description, images)),
			scenes, associatedImages(tiff, description, images, lifetime), lifetime);
	}

	/** Directories that the description does not name. */
	private static List<String> notShown(final TiffFile tiff, final ScnDescription description, final ScnScenes images)
		throws IOException
	{
		final List<Ifd> named = new ArrayList<>();
		for (final Image image : description.images())
			for (final Dimension dimension : image.dimensions())
				named.add(images.directory(dimension.ifd()));
		for (final Supplement supplement : description.supplements())
			named.add(images.directory(supplement.ifd()));
		return LeftOutPages.ofDirectories(tiff, named, List.of());
	}

	/** Those on OpenSlide's canvas, then other bright-field ones, then the rest. */
	private static List<Image> mainImages(final ScnDescription description, final ScnCanvas canvas) {
		final List<Image> ordered = new ArrayList<>(canvas.images());
		for (final boolean brightfield : new boolean[] { true, false })
			for (final Image image : description.images())
				if (!description.isMacro(image) && image.isBrightfield() == brightfield && !ordered.contains(image))
					ordered.add(image);
		return ordered;
	}

	private static OpenSlideProperties properties(final TiffFile tiff, final ScnDescription description,
		final ScnCanvas canvas,
		final ScnScenes images) throws IOException
	{
		final OpenSlideProperties properties = new OpenSlideProperties();
		final Image first = canvas.images().get(0);
		final Ifd finest = images.directory(first.firstPlane().get(0).ifd());
		final Optional<Dimension> hashed = hashedDimension(description, canvas);
		TiffProperties.add(properties, tiff, finest, images.directory(hashed.orElse(first.firstPlane().get(0)).ifd()));
		if (hashed.isEmpty()) properties.remove(OpenSlideProperties.QUICKHASH);
		// the XML, in case the finest level is also the first directory
		properties.remove(OpenSlideProperties.COMMENT);
		properties.remove("tiff.ImageDescription");
		properties.put(OpenSlideProperties.VENDOR, "leica");
		description.barcode().ifPresent(barcode -> {
			properties.put("leica.barcode", barcode);
			properties.put("openslide.barcode", barcode);
		});
		putImage(properties, "leica.", first);
		properties.copyInt("leica.objective", OpenSlideProperties.OBJECTIVE_POWER);
		if (finest.longValue(RESOLUTION_UNIT, RESOLUTION_INCH) == RESOLUTION_CENTIMETER) {
			putPixelSize(properties, OpenSlideProperties.MPP_X, finest.doubleValue(X_RESOLUTION));
			putPixelSize(properties, OpenSlideProperties.MPP_Y, finest.doubleValue(Y_RESOLUTION));
		}
		canvas.addProperties(properties);
		return properties;
	}

	/** OpenSlide reads the resolution as a number of 32 bits. */
	private static void putPixelSize(final OpenSlideProperties properties, final String name,
		final double perCentimetre) {
		if (perCentimetre > 0) properties.put(name, 10000 / (double) (float) perCentimetre);
	}

	private static void putImage(final OpenSlideProperties properties, final String prefix, final Image image) {
		properties.put(prefix + "aperture", image.aperture().orElse(null));
		properties.put(prefix + "creation-date", image.creationDate().orElse(null));
		properties.put(prefix + "device-model", image.deviceModel().orElse(null));
		properties.put(prefix + "device-version", image.deviceVersion().orElse(null));
		properties.put(prefix + "illumination-source", image.illumination().orElse(null));
		properties.put(prefix + "objective", image.objective().orElse(null));
		properties.put(prefix + "spacing-z", image.spacingZ().filter(text -> !text.equals("0")).orElse(null));
	}

	/**
	 * The dimension whose directory's tiles enter OpenSlide's fingerprint: the main image's lowest resolution if the
	 * slide has only one main image, in bright field, and at most one macro; else that of the bright-field macro. Empty
	 * if there is none.
	 */
	private static Optional<Dimension> hashedDimension(final ScnDescription description, final ScnCanvas canvas) {
		final List<Image> mains = description.images().stream().filter(image -> !description.isMacro(image)).toList();
		final long macros = description.images().size() - mains.size();
		final Optional<Image> hashed = mains.size() == 1 && mains.get(0).isBrightfield() && macros <= 1
			? Optional.of(mains.get(0))
			: description.images().stream().filter(image -> description.isMacro(image) && image.isBrightfield())
			.findFirst();
		return hashed.map(Image::firstPlane).filter(plane -> !plane.isEmpty())
			.map(plane -> plane.get(plane.size() - 1));
	}

	private static List<AssociatedImage> associatedImages(final TiffFile tiff, final ScnDescription description,
		final ScnScenes images, final SlideLifetime lifetime) throws IOException
	{
		final List<AssociatedImage> found = new ArrayList<>();
		for (final Image image : description.images()) {
			if (!description.isMacro(image)) continue;
			final long widest = image.dimensions().get(0).width();
			for (final Dimension dimension : image.dimensions())
				if (dimension.width() == widest && dimension.z() == 0)
					found.add(TiffAssociatedImage.of(free(found, macroName(image, dimension)), tiff,
						images.parse(dimension), lifetime));
		}
		for (final Supplement supplement : description.supplements())
			TiffAssociatedImage.ifSound(free(found, supplement.type()), tiff, images.directory(supplement.ifd()),
				lifetime).ifPresent(found::add);
		return found;
	}

	/** "macro" is the bright-field one, as in OpenSlide; a fluorescence macro has one image for each channel. */
	private static String macroName(final Image image, final Dimension dimension) {
		if (image.isBrightfield()) return "macro";
		return "macro " + image.channels().stream().filter(c -> c.index() == dimension.channel() && !c.name().isBlank())
			.map(ScnDescription.ChannelSettings::name).findFirst().orElse("channel " + (dimension.channel() + 1));
	}

	/** The name, or the name with a number where it is taken. */
	private static String free(final List<AssociatedImage> images, final String name) {
		String free = name;
		for (int n = 2; isTaken(images, free); n++)
			free = name + " " + n;
		return free;
	}

	private static boolean isTaken(final List<AssociatedImage> images, final String name) {
		return images.stream().anyMatch(image -> image.name().equals(name));
	}
}
