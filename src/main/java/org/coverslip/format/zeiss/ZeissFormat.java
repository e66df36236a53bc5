package org.coverslip.format.zeiss;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

import org.coverslip.format.Detection;
import org.coverslip.format.OpenSlideProperties;
import org.coverslip.format.SlideFormat;
import org.coverslip.format.SlideProbe;
import org.coverslip.io.ByteSource;
import org.coverslip.slide.AssociatedImage;
import org.coverslip.slide.OpenedSlide;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.SlideLifetime;
import org.coverslip.slide.SlideMetadata;

/**
 * Zeiss CZI: segments, a directory of sub-blocks with any plane, place and resolution, metadata in XML, and attached
 * files.
 * <p>
 * Each scene S is a scene, whose origin is its place on the canvas that OpenSlide 4.0.1 shows. Sub-blocks of a mosaic
 * are painted in the order of their numbers M.
 */
public final class ZeissFormat implements SlideFormat {

	private static final int[] MAGIC = { 'Z', 'I', 'S', 'R', 'A', 'W', 'F', 'I', 'L', 'E', 0 };

	@Override
	public String name() {
		return "Zeiss CZI";
	}

	@Override
	public Set<String> endings() {
		return Set.of("czi");
	}

	@Override
	public Detection detect(final SlideProbe probe) {
		return probe.startsWith(MAGIC) ? Detection.accept() : Detection.refuse("it does not begin with ZISRAWFILE");
	}

	@Override
	public Slide open(final SlideProbe probe) throws IOException {
		final ByteSource source = probe.takeSource();
		final SlideLifetime lifetime = new SlideLifetime(probe.file().fileName(), source);
		try {
			return assemble(Zisraw.of(source, probe.file()), lifetime);
		}
		catch (final IOException | RuntimeException e) {
			lifetime.close();
			throw e;
		}
	}

	private Slide assemble(final Zisraw file, final SlideLifetime lifetime) throws IOException {
		final CziHeader header = CziHeader.read(file);
		final List<SubBlock> blocks = header.subBlocks();
		final byte[] xml = header.xml();
		final ZeissMetadata metadata = ZeissMetadata.parse(xml, file.file());
		final CziScenes scenes = new CziScenes(file, blocks, metadata, lifetime);
		final OpenSlideProperties properties = new OpenSlideProperties();
		properties.put(OpenSlideProperties.VENDOR, "zeiss");
		properties.put(OpenSlideProperties.QUICKHASH, quickhash(header.guids(), xml));
		metadata.addTo(properties);
		scenes.addTo(properties);
		final List<AssociatedImage> images = new CziAttachments(file, lifetime).images(header.attachments());
		final List<Scene> all = scenes.all();
		final SlideMetadata slide =
			new SlideMetadata(file.file(), name(), properties.toMap(), null).withNotShown(scenes.notShown());
		return new OpenedSlide(slide, all, images, lifetime);
	}

	/**
	 * OpenSlide's fingerprint, made of the files' identifiers and the XML with the zero byte that ends a string in C.
	 */
	private static String quickhash(final byte[] guids, final byte[] xml) {
		try {
			final MessageDigest digest = MessageDigest.getInstance("SHA-256");
			digest.update(guids);
			digest.update(xml);
			digest.update((byte) 0);
			return HexFormat.of().formatHex(digest.digest());
		}
		catch (final NoSuchAlgorithmException e) {
			throw new IllegalStateException("each Java platform has SHA-256", e);
		}
	}
}
