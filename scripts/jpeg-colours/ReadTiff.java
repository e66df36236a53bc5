import java.awt.image.BufferedImage;
import java.io.File;

import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** Prints pixels of TIFFs: {@code java ReadTiff.java twelvemonkeys|sun FILE ...}, as six hexadecimal digits for each bar and row. */
class ReadTiff {

	public static void main(final String[] args) throws Exception {
		ImageIO.scanForPlugins();
		for (int i = 1; i < args.length; i++) {
			final StringBuilder line = new StringBuilder(args[i]);
			try (ImageInputStream input = ImageIO.createImageInputStream(new File(args[i]))) {
				final ImageReader reader = reader(args[0]);
				reader.setInput(input);
				final BufferedImage image = reader.read(0);
				for (int bar = 0; bar < 16; bar++)
					for (final int y : new int[] { 100, 400 })
						line.append(String.format(" %06x", image.getRGB(bar * 32 + 16, y) & 0xffffff));
			}
			catch (final Exception e) {
				line.append(" refused");
			}
			System.out.println(line);
		}
	}

	private static ImageReader reader(final String maker) {
		final var all = ImageIO.getImageReadersByFormatName("tiff");
		while (all.hasNext()) {
			final ImageReader reader = all.next();
			if (reader.getClass().getName().contains(maker)) return reader;
		}
		throw new IllegalStateException("no TIFF reader of " + maker);
	}
}
