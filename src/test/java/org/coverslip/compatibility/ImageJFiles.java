package org.coverslip.compatibility;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import ij.ImagePlus;
import ij.ImageStack;
import ij.Prefs;
import ij.io.FileSaver;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.LUT;
import ij.process.ShortProcessor;

/**
 * Has ImageJ write files. A line of standard input tells one, as {@code key=value} between tabs: {@code target},
 * {@code samples} (a file of little-endian samples, plane after plane), {@code type} (uint8, uint16, float32, rgb),
 * {@code width}, {@code height}, {@code c}, {@code z}, {@code t}, and if wanted {@code unit}, {@code pixel} (its width
 * and height), {@code depth}, {@code lut} (invert), {@code intel} (true: little-endian), {@code save} (tiff, png, bmp,
 * jpeg).
 */
public final class ImageJFiles {

	private ImageJFiles() {}

	/** No arguments. */
	public static void main(final String[] args) throws IOException {
		final BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
		for (String line = lines.readLine(); line != null; line = lines.readLine()) {
			final Map<String, String> words = new HashMap<>();
			for (final String word : line.split("\t"))
				words.put(word.substring(0, word.indexOf('=')), word.substring(word.indexOf('=') + 1));
			write(words);
		}
	}

	private static void write(final Map<String, String> words) throws IOException {
		final int width = number(words, "width");
		final int height = number(words, "height");
		final int channels = number(words, "c");
		final int slices = number(words, "z");
		final int frames = number(words, "t");
		final ByteBuffer samples =
			ByteBuffer.wrap(Files.readAllBytes(Path.of(words.get("samples")))).order(ByteOrder.LITTLE_ENDIAN);
		final ImageStack stack = new ImageStack(width, height);
		for (int i = 0; i < channels * slices * frames; i++)
			stack.addSlice("plane " + i, plane(words.get("type"), samples, width, height));
		final ImagePlus image = new ImagePlus("compatibility", stack);
		image.setDimensions(channels, slices, frames);
		image.setOpenAsHyperStack(stack.size() > 1);
		if (words.containsKey("unit")) {
			image.getCalibration().setUnit(words.get("unit"));
			image.getCalibration().pixelWidth = image.getCalibration().pixelHeight =
				Double.parseDouble(words.get("pixel"));
			if (words.containsKey("depth")) image.getCalibration().pixelDepth = Double.parseDouble(words.get("depth"));
		}
		if ("invert".equals(words.get("lut"))) image.getProcessor().invertLut();
		if ("red".equals(words.get("lut"))) image.setLut(LUT.createLutFromColor(java.awt.Color.RED));
		Prefs.intelByteOrder = Boolean.parseBoolean(words.getOrDefault("intel", "false"));
		if (!save(new FileSaver(image), words.getOrDefault("save", "tiff"), words.get("target"), stack.size()))
			throw new IOException("ImageJ does not write " + words.get("target"));
	}

	private static ImageProcessor plane(final String type, final ByteBuffer samples, final int width,
		final int height) {
		final int pixels = width * height;
		switch (type) {
			case "uint8" -> {
				final byte[] bytes = new byte[pixels];
				samples.get(bytes);
				return new ByteProcessor(width, height, bytes);
			}
			case "uint16" -> {
				final short[] shorts = new short[pixels];
				samples.asShortBuffer().get(shorts);
				samples.position(samples.position() + 2 * pixels);
				return new ShortProcessor(width, height, shorts, null);
			}
			case "float32" -> {
				final float[] floats = new float[pixels];
				samples.asFloatBuffer().get(floats);
				samples.position(samples.position() + 4 * pixels);
				return new FloatProcessor(width, height, floats);
			}
			default -> {
				final int[] rgb = new int[pixels];
				for (int i = 0; i < pixels; i++)
					rgb[i] = (samples.get() & 0xff) << 16 | (samples.get() & 0xff) << 8 | samples.get() & 0xff;
				return new ColorProcessor(width, height, rgb);
			}
		}
	}

	private static boolean save(final FileSaver saver, final String kind, final String target, final int slices) {
		return switch (kind) {
			case "png" -> saver.saveAsPng(target);
			case "bmp" -> saver.saveAsBmp(target);
			case "jpeg" -> saver.saveAsJpeg(target);
			default -> slices > 1 ? saver.saveAsTiffStack(target) : saver.saveAsTiff(target);
		};
	}

	private static int number(final Map<String, String> words, final String key) {
		return Integer.parseInt(words.getOrDefault(key, "1"));
	}
}
