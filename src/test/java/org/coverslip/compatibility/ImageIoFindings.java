package org.coverslip.compatibility;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;

import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * What one of ImageIO's readers finds in files: each image as an array of rows, columns, samples. Colours of 8 bits are
 * what Java shows, anything else is the raster's samples.
 */
public final class ImageIoFindings {

	private ImageIoFindings() {}

	/** Arguments: the folder for arrays, the beginning of the name of the reader's class. */
	public static void main(final String[] args) throws IOException {
		ImageIO.setUseCache(false);
		Findings.of(Path.of(args[0]), (file, findings) -> read(file, args[1], findings));
	}

	private static void read(final Path file, final String readerClass, final Findings findings) throws IOException {
		try (ImageInputStream input = ImageIO.createImageInputStream(file.toFile())) {
			final ImageReader reader = reader(input, readerClass);
			try {
				reader.setInput(input);
				final int images = reader.getNumImages(true);
				for (int i = 0; i < images; i++)
					add(reader.read(i), findings);
			}
			finally {
				reader.dispose();
			}
		}
	}

	private static ImageReader reader(final ImageInputStream input, final String readerClass) throws IOException {
		for (final Iterator<ImageReader> readers = ImageIO.getImageReaders(input); readers.hasNext();) {
			final ImageReader reader = readers.next();
			if (reader.getClass().getName().startsWith(readerClass)) return reader;
		}
		throw new IOException("no reader " + readerClass + " takes it");
	}

	private static void add(final BufferedImage image, final Findings findings) throws IOException {
		final Raster raster = image.getRaster();
		final int width = image.getWidth();
		final int height = image.getHeight();
		final int bands = raster.getNumBands();
		final int type = raster.getTransferType();
		if (type == DataBuffer.TYPE_BYTE && bands >= 3) {
			final int[] argb = image.getRGB(0, 0, width, height, null, 0, width);
			final byte[] rgb = new byte[3 * argb.length];
			for (int i = 0; i < argb.length; i++)
				for (int sample = 0; sample < 3; sample++)
					rgb[3 * i + sample] = (byte) (argb[i] >> 16 - 8 * sample);
			findings.addArray("page", rgb, false, height, width, 3);
		}
		else if (type == DataBuffer.TYPE_FLOAT || type == DataBuffer.TYPE_DOUBLE) {
			findings.addArray("page", raster.getPixels(0, 0, width, height, (float[]) null), true, height, width,
				bands);
		}
		else {
			final int[] samples = raster.getPixels(0, 0, width, height, (int[]) null);
			if (type == DataBuffer.TYPE_BYTE) {
				final byte[] bytes = new byte[samples.length];
				for (int i = 0; i < samples.length; i++)
					bytes[i] = (byte) samples[i];
				findings.addArray("page", bytes, false, height, width, bands);
			}
			else findings.addArray("page", samples, true, height, width, bands);
		}
	}
}
