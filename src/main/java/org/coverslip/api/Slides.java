package org.coverslip.api;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.regex.Pattern;

import org.coverslip.detect.SlideOpener;
import org.coverslip.slide.SlideAddress;

/**
 * Opens slides of all formats that Coverslip reads.
 *
 * <pre>
 * try (SlideReader slide = Slides.open("slide.svs")) {
 * 	int[] argb = slide.argb(4000, 3000, 512, 512);
 * 	slide.convert("region.tif", "region=0,0,4096,4096 compression=jpeg");
 * }
 * </pre>
 */
public final class Slides {

	/** A scheme has two letters at least; one is a drive of Windows. */
	private static final Pattern ADDRESS = Pattern.compile("((jar|zip):)?[A-Za-z][A-Za-z0-9+.-]+:/.*");

	private Slides() {}

	/**
	 * Opens a slide.
	 *
	 * @param path
	 *            its file, of several the one that other programs open; a folder that is a slide, as of a DICOM series;
	 *            a ZIP archive with one slide in it, or {@code archive.zip!/name}
	 * @return to be closed by the caller
	 * @throws IOException
	 *             with one sentence, if it is no slide, is damaged or cannot be read
	 */
	public static SlideReader open(final Path path) throws IOException {
		return new SlideReader(SlideOpener.open(path));
	}

	/**
	 * Opens a slide.
	 *
	 * @param pathOrAddress
	 *            as of {@link #open(Path)} or {@link #open(URI)}
	 */
	public static SlideReader open(final String pathOrAddress) throws IOException {
		final SlideAddress given = new SlideAddress(pathOrAddress);
		return !given.isRemote() && ADDRESS.matcher(pathOrAddress).matches() ? open(URI.create(pathOrAddress))
			: new SlideReader(SlideOpener.open(given));
	}

	/**
	 * Opens a slide.
	 *
	 * @param address
	 *            {@code file:///folder/slide}, or {@code jar:file:///folder/archive.zip!/slide}; or on the network
	 *            {@code https://host/folder/slide} or {@code s3://bucket/folder/slide}, with "/" at the end of a folder
	 */
	public static SlideReader open(final URI address) throws IOException {
		return new SlideReader(SlideOpener.open(address));
	}
}
