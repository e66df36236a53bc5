package org.coverslip.format.ventana;

import static org.coverslip.tiff.TiffTag.*;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;

import org.coverslip.format.Detection;
import org.coverslip.format.FocalOffsets;
import org.coverslip.format.OpenSlideProperties;
import org.coverslip.format.SlideFormat;
import org.coverslip.format.SlideProbe;
import org.coverslip.format.tiff.LeftOutPages;
import org.coverslip.format.tiff.TiffAssociatedImage;
import org.coverslip.format.tiff.TiffImage;
import org.coverslip.format.tiff.TiffLevels;
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
 * Ventana (Roche) BIF, and the TIFFs that Ventana's viewer writes. The first directory shows the whole slide and
 * carries XML that says how it was scanned; directories whose description begins with "level=" are the pyramid. In a
 * BIF level 0 carries XML that says which areas were scanned and how the tiles overlap.
 * <p>
 * All areas lie on one canvas, which is the scene, as in OpenSlide. Focal planes become z in the order in which they
 * are stored; the plane in focus is the first.
 */
public final class VentanaFormat implements SlideFormat {

	/** ImageDescriptions of associated images, and the images' names. */
	private static final Map<String, String> ASSOCIATED =
		Map.of("Label Image", "macro", "Label_Image", "macro", "Thumbnail",
		"thumbnail", "Probability_Image", "probability");
	private static final int WHITE = 255;

	@Override
	public String name() {
		return "Ventana BIF";
	}

	@Override
	public Set<String> endings() {
		return Set.of("bif", "tif");
	}

	@Override
	public Detection detect(final SlideProbe probe) throws IOException {
		final Optional<TiffFile> tiff = probe.tiff();
		if (tiff.isEmpty()) return Detection.refuse("it is not a TIFF");
		final Optional<byte[]> packet = XmlPacket.of(tiff.get().ifds().get(0));
		if (packet.isEmpty()) return Detection.refuse("its first directory has no XML");
		return XmlPacket.mentions(packet.get(), "<" + IScan.ELEMENT) ? Detection.accept()
			: Detection.refuse("its first directory's XML has no element \"" + IScan.ELEMENT + "\"");
	}

	@Override
	public Slide open(final SlideProbe probe) throws IOException {
		return TiffSlides.open(probe, this::assemble);
	}

	private Slide assemble(final TiffFile tiff, final SlideLifetime lifetime) throws IOException {
		final IScan scan = IScan.parse(XmlPacket.of(tiff.ifds().get(0)).orElse(new byte[0]), tiff.file());
		final VentanaLevels images = VentanaLevels.of(tiff);
		final TiffImage finest = images.images().get(0);
		final Optional<BifMosaic> mosaic = mosaic(tiff, finest);
		final List<Level> levels =
			mosaic.isPresent() ? images.placed(tiff, mosaic.get(), lifetime) : images.plain(tiff, lifetime);
		final OpenSlideProperties properties = VentanaProperties.of(tiff, scan, images.images(), levels, mosaic);
		final Scene scene = Scene.builder(lifetime).channels(TiffLevels.channels(finest)).levels(levels)
			.sizeZ(mosaic.isPresent() ? images.layers() : 1).defaultZ(0).pixelSizeZ(stepUm(scan))
			.bounds(levels.get(0).layout().bounds().intersect(levels.get(0).region()))
			.background(background(scan)).pixelSize(pixelSize(scan)).objectivePower(objectivePower(scan)).build();
		final List<AssociatedImage> associated = associatedImages(tiff, lifetime);
		final SlideMetadata metadata =
			new SlideMetadata(tiff.file(), name(), properties.toMap(), finest.ifd().bytes(ICC_PROFILE))
			.withNotShown(LeftOutPages.of(tiff, images.images(), associated));
		return new OpenedSlide(metadata, List.of(scene), associated, lifetime);
	}

	/** Empty for TIFFs without areas: their level 0 has no XML, or only that of any first directory. */
	private static Optional<BifMosaic> mosaic(final TiffFile tiff, final TiffImage finest) throws IOException {
		if (!finest.ifd().has(XML_PACKET) || finest.ifd() == tiff.ifds().get(0)) return Optional.empty();
		final byte[] packet = XmlPacket.of(finest.ifd()).orElseThrow(
			() -> new SlideFormatException(tiff.file(), finest.ifd().offset(), "XML in tag " + XML_PACKET,
			"something else"));
		return Optional.of(BifMosaic.parse(packet, finest.grid(), tiff.file()));
	}

	/** The colour of areas that were not scanned: newer scanners state the grey level of their white. */
	private static int background(final IScan scan) {
		final OptionalLong white = XmlPacket.whole(scan.attributes().get("ScanWhitePoint"));
		final long level = white.isPresent() && white.getAsLong() >= 0 && white.getAsLong() <= WHITE ? white.getAsLong()
			: WHITE;
		return (int) level * 0x010101;
	}

	private static Optional<PixelSize> pixelSize(final IScan scan) {
		final OptionalDouble um = XmlPacket.real(scan.attributes().get("ScanRes"));
		return um.isPresent() && PixelSize.isValid(um.getAsDouble())
			? Optional.of(new PixelSize(um.getAsDouble(), um.getAsDouble()))
			: Optional.empty();
	}

	/** Micrometres, according to Roche's description of the format; may be any value if there is one focal plane. */
	private static OptionalDouble stepUm(final IScan scan) {
		final boolean stack = XmlPacket.whole(scan.attributes().get("Z-layers")).orElse(1) > 1;
		return stack ? FocalOffsets.valid(XmlPacket.real(scan.attributes().get("Z-spacing")).orElse(0))
			: OptionalDouble.empty();
	}

	private static OptionalDouble objectivePower(final IScan scan) {
		final OptionalDouble power = XmlPacket.real(scan.attributes().get("Magnification"));
		return power.isPresent() && power.getAsDouble() > 0 ? power : OptionalDouble.empty();
	}

	private static List<AssociatedImage> associatedImages(final TiffFile tiff, final SlideLifetime lifetime)
		throws IOException {
		final Map<String, AssociatedImage> images = new LinkedHashMap<>();
		for (final Ifd ifd : tiff.ifds()) {
			final String description = ifd.text(IMAGE_DESCRIPTION);
			final String name = description == null ? null : ASSOCIATED.get(description);
			if (name != null)
				TiffAssociatedImage.ifSound(name, tiff, ifd, lifetime)
					.ifPresent(image -> images.put(name, image));
		}
		return List.copyOf(images.values());
	}
}
