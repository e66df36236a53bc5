package org.coverslip.codec;

import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;

/**
 * CIE L*a*b* to sRGB (IEC 61966-2-1) of 8 bits. A white point near D50 is adapted by Bradford's matrix; any other
 * counts as D65, as libvips and ImageMagick take it.
 */
public final class LabColour {

	private static final double[] D65 = { 0.95047, 1, 1.08883 };
	private static final double[] FROM_D65 = { 3.2404542, -1.5371385, -0.4985314, -0.9692660, 1.8760108, 0.0415560,
		0.0556434, -0.2040259,
		1.0572252 };
	private static final double[] D50 = { 0.96422, 1, 0.82521 };
	private static final double[] FROM_D50 = { 3.1338561, -1.6168667, -0.4906146, -0.9787684, 1.9161415, 0.0334540,
		0.0719453, -0.2289914,
		1.4052427 };
	private static final double D50_X = 0.3457;
	private static final double NEAR = 0.005;

	private final boolean signed;
	private final double[] white;
	private final double[] matrix;

	/**
	 * @param signed
	 *            whether a* and b* are two's complement numbers (TIFF's CIELab, 8); else they lie around the middle of
	 *            their range (ICCLab, 9)
	 * @param whiteX
	 *            x chromaticity of white, or 0 where it is not said
	 */
	public LabColour(final boolean signed, final double whiteX) {
		this.signed = signed;
		final boolean warm = Math.abs(whiteX - D50_X) < NEAR;
		white = warm ? D50 : D65;
		matrix = warm ? FROM_D50 : FROM_D65;
	}

	/**
	 * RGB of 8 bits.
	 *
	 * @param lab
	 *            3 samples of 8 or 16 unsigned bits: L* from 0 to 100 over the whole range; a* and b* in units of 1, or
	 *            of 1/256
	 */
	public PixelBlock toRgb(final PixelBlock lab) {
		final PixelBlock rgb = PixelBlock.zeros(new BlockShape(lab.width(), lab.height(), 3, PixelType.UINT8));
		final boolean wide = lab.type() == PixelType.UINT16;
		final double unit = wide ? 256 : 1;
		final double lightest = wide ? 65535 : 255;
		final double[] xyz = new double[3];
		for (int i = 0; i < lab.shape().length(); i += 3) {
			final double fy = (lab.value(i) * 100 / lightest + 16) / 116;
			xyz[0] = white[0] * cube(fy + chroma(lab, i + 1, wide) / unit / 500);
			xyz[1] = white[1] * cube(fy);
			xyz[2] = white[2] * cube(fy - chroma(lab, i + 2, wide) / unit / 200);
			for (int s = 0; s < 3; s++)
				rgb.bytes()[i + s] =
					encoded(matrix[3 * s] * xyz[0] + matrix[3 * s + 1] * xyz[1] + matrix[3 * s + 2] * xyz[2]);
		}
		return rgb;
	}

	private double chroma(final PixelBlock lab, final int sample, final boolean wide) {
		final int value = (int) lab.value(sample);
		if (signed) return wide ? (short) value : (byte) value;
		return value - (wide ? 32768 : 128);
	}

	private static double cube(final double t) {
		final double knee = 6.0 / 29;
		return t > knee ? t * t * t : 3 * knee * knee * (t - 4.0 / 29);
	}

	private static byte encoded(final double linear) {
		final double v = Math.max(0, Math.min(1, linear));
		return (byte) (255 * (v <= 0.0031308 ? 12.92 * v : 1.055 * Math.pow(v, 1 / 2.4) - 0.055) + 0.5);
	}
}
