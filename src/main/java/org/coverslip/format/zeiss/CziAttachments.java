package org.coverslip.format.zeiss;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.coverslip.codec.CodecException;
import org.coverslip.codec.jpeg.JpegDecoder;
import org.coverslip.codec.jpeg.JpegHeader;
import org.coverslip.codec.jpeg.JpegScanHead;
import org.coverslip.format.zeiss.CziHeader.Attachment;
import org.coverslip.io.SlideFormatException;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.AssociatedImage;
import org.coverslip.slide.Plane;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.SlideLifetime;
import org.coverslip.slide.TileCache;

/**
 * Makes associated images from a CZI's attachments. Their heads are read when the slide is opened, their pixels on
 * request.
 */
final class CziAttachments {

	/** Names of attachments, and the images' names here and in OpenSlide. */
	private static final Map<String, String> IMAGES =
		Map.of("Label", "label", "SlidePreview", "macro", "Thumbnail", "thumbnail");
	private static final long LONGEST_JPEG = 256 << 20;

	private final Zisraw file;
	private final SlideLifetime lifetime;

	CziAttachments(final Zisraw file, final SlideLifetime lifetime) {
		this.file = file;
		this.lifetime = lifetime;
	}

	/** The associated images, from JPEG and CZI files only; of several attachments with the same name, the first. */
	List<AssociatedImage> images(final List<Attachment> attachments) throws IOException {
		final List<AssociatedImage> images = new ArrayList<>();
		for (final Attachment attachment : attachments) {
			final String name = IMAGES.get(attachment.name());
			if (name == null || images.stream().anyMatch(image -> image.name().equals(name))) continue;
			if (attachment.type().equals("JPG")) images.add(jpeg(name, attachment.place(file)));
			else if (attachment.type().equals("CZI")) images.add(embedded(name, attachment.place(file)));
		}
		return images;
	}

	private AssociatedImage jpeg(final String name, final Attachment.Place place) throws IOException {
		if (place.length() > LONGEST_JPEG)
			throw file.unexpected(place.position(), "a JPEG of at most " + LONGEST_JPEG + " bytes as " + name,
				place.length() + "");
		try {
			final JpegHeader header = JpegScanHead.read(file.part(place.position(), place.length())).header();
			final int samples = header.colour().samples();
			if (samples == 0 || !BlockShape.fits(header.width(), header.height(), samples))
				throw new CodecException(header.width() + " x " + header.height() + " pixels of " + header.components()
					.size()
					+ " components");
			return new Jpeg(name, place, header,
				new BlockShape(header.width(), header.height(), samples, PixelType.UINT8));
		}
		catch (final CodecException e) {
			throw damaged(name, place, e);
		}
	}

	private SlideFormatException damaged(final String name, final Attachment.Place place, final CodecException e) {
		return file.unexpected(place.position(), "a sound JPEG as " + name, e.getMessage(), e);
	}

	/** The first image of an embedded CZI at its finest resolution. */
	private AssociatedImage embedded(final String name, final Attachment.Place place) throws IOException {
		final Zisraw inner = file.embedded(place.position(), place.length());
		final ZeissMetadata none = ZeissMetadata.parse(new byte[0], file.file());
		final Scene scene = new CziScenes(inner, CziHeader.read(inner).subBlocks(), none, lifetime).all().get(0);
		if (!BlockShape.fits(scene.width(), scene.height(), scene.level(0).samples()))
			throw file.unexpected(place.position(), "a " + name + " image that fits in memory",
				scene.width() + " x " + scene.height() + " pixels");
		return new Embedded(name, scene);
	}

	private final class Jpeg implements AssociatedImage {

		private final String name;
		private final Attachment.Place place;
		private final JpegHeader header;
		private final BlockShape shape;

		Jpeg(final String name, final Attachment.Place place, final JpegHeader header, final BlockShape shape) {
			this.name = name;
			this.place = place;
			this.header = header;
			this.shape = shape;
		}

		@Override
		public String name() {
			return name;
		}

		@Override
		public BlockShape shape() {
			return shape;
		}

		@Override
		public PixelBlock read() throws IOException {
			lifetime.checkOpen();
			try {
				return JpegDecoder.of(header.colour())
					.decode(file.read(place.position(), place.length()).array(), shape);
			}
			catch (final CodecException e) {
				throw damaged(name, place, e);
			}
		}
	}

	private record Embedded(String name, Scene scene) implements AssociatedImage {

		@Override
		public BlockShape shape() {
			return new BlockShape((int) scene.width(), (int) scene.height(), scene.level(0).samples(),
				scene.pixelType());
		}

		@Override
		public PixelBlock read() throws IOException {
			return new RegionReader(TileCache.ofBytes(0)).read(scene, 0, Plane.FIRST, scene.level(0).region()).block();
		}
	}
}
