package org.coverslip.web;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

import org.coverslip.export.image.PictureFormat;
import org.coverslip.export.image.PictureEncoder;
import org.coverslip.pixel.PixelBlock;

/**
 * Answers requests for pictures: what is cached is sent at once, the rest is made when a thread is free, the newest
 * request first.
 * <p>
 * Before a picture is made for a request that has waited, its browser is told the beginning of the answer in two
 * pieces. If it has gone away meanwhile, the second fails, and the picture is not made.
 */
final class PictureAnswers {

	/** Browsers ask each time whether a picture is still that of the file, which may have been replaced. */
	private static final int SECONDS = 0;

	/** A request that waited no longer is hardly given up. */
	private static final long FRESH_MILLIS = 150;

	private static final int QUALITY = 85;

	/** How pictures are sent. */
	enum Kind {

		JPEG("image/jpeg", new PictureEncoder(PictureFormat.JPG, QUALITY, 3)),
		PNG("image/png", new PictureEncoder(PictureFormat.PNG, QUALITY, 3));

		private final String type;
		private final PictureEncoder encoder;

		Kind(final String type, final PictureEncoder encoder) {
			this.type = type;
			this.encoder = encoder;
		}
	}

	/** Finds a picture in an open slide, or throws {@link RequestException} if there is no such picture. */
	@FunctionalInterface
	interface Picture {

		Pixels in(ShownSlide slide) throws IOException;
	}

	/** Makes a picture of 8-bit RGB. */
	@FunctionalInterface
	interface Pixels {

		PixelBlock read() throws IOException;
	}

	private final OpenSlides slides;
	private final RecentBytes recent;

	PictureAnswers(final OpenSlides slides, final RecentBytes recent) {
		this.slides = slides;
		this.recent = recent;
	}

	/**
	 * Answers at once or later.
	 *
	 * @param name
	 *            of the picture, which tells it from all others of the slide
	 */
	void answer(final Reply reply, final SharedSlide shared, final String name, final Kind kind, final Picture picture,
		final NewestFirst queue) throws IOException
	{
		final String key = shared.id() + "/" + shared.version() + "/" + name;
		final String tag = "\"" + Integer.toHexString(key.hashCode()) + "-" + shared.version() + "\"";
		if (reply.isKnown(tag)) {
			reply.cached(tag, SECONDS).notModified();
			return;
		}
		final Optional<byte[]> kept = recent.get(key);
		if (kept.isPresent()) {
			reply.cached(tag, SECONDS).bytes(kind.type, kept.get());
			return;
		}
		queue.add(new Request(reply, waited -> {
			try (OpenSlides.Lease lease = slides.open(shared)) {
				final Pixels pixels = picture.in(lease.slide());
				final Optional<byte[]> meanwhile = recent.get(key);
				reply.cached(tag, SECONDS);
				if (meanwhile.isPresent()) reply.bytes(kind.type, meanwhile.get());
				else if (waited < FRESH_MILLIS || reply.isHead())
					reply.bytes(kind.type, made(key, kind, pixels));
				else send(reply, kind, () -> made(key, kind, pixels));
			}
		}));
	}

	private byte[] made(final String key, final Kind kind, final Pixels pixels) throws IOException {
		final byte[] bytes = kind.encoder.encode(pixels.read());
		recent.put(key, bytes);
		return bytes;
	}

	@FunctionalInterface
	private interface Bytes {

		byte[] make() throws IOException;
	}

	/** Sends the two bytes with which every picture of the kind begins, makes it, and sends the rest. */
	private static void send(final Reply reply, final Kind kind, final Bytes picture) throws IOException {
		final byte[] begin = kind == Kind.JPEG ? new byte[] { (byte) 0xff, (byte) 0xd8 }
			: new byte[] { (byte) 0x89, 'P' };
		try {
			final OutputStream out = reply.stream(kind.type, -1);
			for (final byte one : begin) {
				out.write(one);
				out.flush();
			}
			final byte[] bytes = picture.make();
			out.write(bytes, begin.length, bytes.length - begin.length);
			out.close();
		}
		finally {
			reply.abort(); // without effect on an answer that is complete
		}
	}
}
