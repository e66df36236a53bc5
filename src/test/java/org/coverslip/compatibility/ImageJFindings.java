package org.coverslip.compatibility;

import java.io.IOException;
import java.nio.file.Path;

import ij.ImagePlus;
import ij.io.Opener;
import ij.process.ColorProcessor;
import ij.process.ImageProcessor;

/** What ImageJ's own Opener finds in files: each slice of a stack as an array of rows, columns, samples. */
public final class ImageJFindings {

	private ImageJFindings() {}

	/** Argument: the folder for arrays. */
	public static void main(final String[] args) throws IOException {
		Findings.of(Path.of(args[0]), ImageJFindings::read);
	}

	private static void read(final Path file, final Findings findings) throws IOException {
		final Opener opener = new Opener();
		opener.setSilentMode(true);
		final ImagePlus image = opener.openImage(file.toString());
		if (image == null) throw new IOException("ImageJ opens nothing");
		for (int slice = 1; slice <= image.getStackSize(); slice++) {
			final ImageProcessor pixels = image.getStack().getProcessor(slice);
			if (pixels instanceof ColorProcessor colors) {
				final int[] argb = (int[]) colors.getPixels();
				final byte[] rgb = new byte[3 * argb.length];
				for (int i = 0; i < argb.length; i++)
					for (int sample = 0; sample < 3; sample++)
						rgb[3 * i + sample] = (byte) (argb[i] >> 16 - 8 * sample);
				findings.addArray("page", rgb, false, image.getHeight(), image.getWidth(), 3);
			}
			else findings.addArray("page", pixels.getPixels(), false, image.getHeight(), image.getWidth(), 1);
		}
		image.close();
	}
}
