package org.coverslip.process;

import static org.junit.Assert.assertArrayEquals;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.Channel;
import org.coverslip.slide.ProceduralScene;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.Scene;
import org.junit.Test;

import ij.plugin.filter.RankFilters;
import ij.process.ByteProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;

/** Median, minimum and maximum against ImageJ's, bit for bit. */
public class RankAgreementTest {

	private static final double[] RADII = { 0.5, 1, 1.2, 1.5, 1.6, 1.75, 2, 2.5, 2.7, 2.85, 3, 3.5, 4.4, 5, 7.3, 10 };
	private static final Map<String, Integer> TYPES =
		Map.of("median", RankFilters.MEDIAN, "minimum", RankFilters.MIN, "maximum", RankFilters.MAX);
	private static final int[][] SIZES = { { 83, 61 }, { 200, 5 }, { 3, 40 }, { 1, 1 } };

	private static Scene scene(final PixelType type, final int[] size) {
		return ProceduralScene.channels(type, List.of(Channel.named("")), 1, 1, size[0], size[1], 64, 1).scene();
	}

	private static PixelBlock ours(final Scene scene, final String word, final double radius) throws IOException {
		final PictureFunction function = KnownFunctions.ofWord(word);
		return function.apply(KnownFunctionsTest.picture(scene), function.options().parse("radius=" + radius),
			ProgressListener.NONE).read().block();
	}

	/** The samples, every step-th from the first one, as ImageJ has filtered them. */
	private static Object theirs(final ImageProcessor image, final String word, final double radius) {
		new RankFilters().rank(image, radius, TYPES.get(word));
		return image.getPixels();
	}

	@Test
	public void eightBits() throws IOException {
		for (final int[] size : SIZES)
			for (final String word : TYPES.keySet())
				for (final double radius : RADII) {
					final Scene scene = scene(PixelType.UINT8, size);
					final byte[] pixels = KnownFunctionsTest.picture(scene).read().block().bytes().clone();
					assertArrayEquals(word + " " + radius + " of " + size[0] + " x " + size[1],
						(byte[]) theirs(new ByteProcessor(size[0], size[1], pixels), word, radius),
						ours(scene, word, radius).bytes());
				}
	}

	@Test
	public void sixteenBits() throws IOException {
		for (final int[] size : SIZES)
			for (final String word : TYPES.keySet())
				for (final double radius : RADII) {
					final Scene scene = scene(PixelType.UINT16, size);
					final short[] pixels = KnownFunctionsTest.picture(scene).read().block().shorts().clone();
					assertArrayEquals(word + " " + radius,
						(short[]) theirs(new ShortProcessor(size[0], size[1], pixels, null), word, radius),
						ours(scene, word, radius).shorts());
				}
	}

	@Test
	public void floats() throws IOException {
		for (final int[] size : SIZES)
			for (final String word : TYPES.keySet())
				for (final double radius : RADII) {
					final Scene scene = scene(PixelType.FLOAT32, size);
					final float[] pixels = KnownFunctionsTest.picture(scene).read().block().floats().clone();
					assertArrayEquals(word + " " + radius,
						(float[]) theirs(new FloatProcessor(size[0], size[1], pixels), word, radius),
						ours(scene, word, radius).floats(), 0);
				}
	}

	@Test
	public void eachColorForItself() throws IOException {
		final Scene scene = ProceduralScene.rgb(90, 70, 64, 1).scene();
		final PixelBlock colors = KnownFunctionsTest.picture(scene).read().block();
		for (final String word : TYPES.keySet()) {
			final PixelBlock ours = ours(scene, word, 2.5);
			for (int sample = 0; sample < 3; sample++) {
				final byte[] one = new byte[90 * 70];
				final byte[] filtered = new byte[one.length];
				for (int i = 0; i < one.length; i++) {
					one[i] = colors.bytes()[3 * i + sample];
					filtered[i] = ours.bytes()[3 * i + sample];
				}
				assertArrayEquals(word, (byte[]) theirs(new ByteProcessor(90, 70, one), word, 2.5), filtered);
			}
		}
	}
}
