package org.coverslip.export.walk;

import java.io.IOException;
import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.slide.AssociatedImage;

/**
 * A slide's associated images without those that cannot be read: a damaged label must not keep a sound slide from being
 * written.
 */
final class SoundImages {

	private SoundImages() {}

	/**
	 * Reads each image once, and keeps its pixels while there is memory.
	 *
	 * @param remarks
	 *            is told of each that is left out, in one sentence
	 */
	static List<AssociatedImage> of(final List<AssociatedImage> images, final Consumer<String> remarks) {
		final List<AssociatedImage> sound = new ArrayList<>();
		for (final AssociatedImage image : images)
			try {
				sound.add(new ReadImage(image, new SoftReference<>(image.read())));
			}
			catch (final IOException | OutOfMemoryError e) {
				remarks.accept("the " + image.name() + " is left out: "
					+ (e instanceof IOException ? e.getMessage() : "there is not enough memory for its "
						+ image.shape().width() + " x " + image.shape().height() + " pixels"));
			}
		return sound;
	}

	private record ReadImage(AssociatedImage image, SoftReference<PixelBlock> pixels) implements AssociatedImage {

		@Override
		public String name() {
			return image.name();
		}

		@Override
		public BlockShape shape() {
			return image.shape();
		}

		@Override
		public PixelBlock read() throws IOException {
			final PixelBlock kept = pixels.get();
			return kept == null ? image.read() : kept;
		}
	}
}
