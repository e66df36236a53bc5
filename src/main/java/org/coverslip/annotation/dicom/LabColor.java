package org.coverslip.annotation.dicom;

/**
 * Recommended Display CIELab Value (PS3.3 C.10.7.1.1): L* from 0 to 100, a* and b* from -128 to 127 as 0 to 65535, with
 * the white of D50, as RGB of sRGB (IEC 61966-2-1, adapted to D50 by Bradford's matrix).
 */
final class LabColor {

	private static final double FULL = 65535;

	private LabColor() {}

	/**
	 * 0xRRGGBB.
	 *
	 * @param lab
	 *            three numbers
	 */
	static int rgb(final int[] lab) {
		final double fy = (lab[0] / FULL * 100 + 16) / 116;
		final double fx = fy + (lab[1] / FULL * 255 - 128) / 500;
		final double fz = fy - (lab[2] / FULL * 255 - 128) / 200;
		final double x = 0.96422 * cubed(fx);
		final double y = cubed(fy);
		final double z = 0.82521 * cubed(fz);
		return sample(3.1338561 * x - 1.6168667 * y - 0.4906146 * z) << 16
			| sample(-0.9787684 * x + 1.9161415 * y + 0.0334540 * z) << 8
			| sample(0.0719453 * x - 0.2289914 * y + 1.4052427 * z);
	}

	private static double cubed(final double t) {
		return t > 6.0 / 29 ? t * t * t : 3 * (6.0 / 29) * (6.0 / 29) * (t - 4.0 / 29);
	}

	private static int sample(final double linear) {
		final double light = Math.min(1, Math.max(0, linear));
		return (int) (255 * (light <= 0.0031308 ? 12.92 * light : 1.055 * Math.pow(light, 1 / 2.4) - 0.055) + 0.5);
	}
}
