package org.coverslip.unseen;

import java.awt.GraphicsConfiguration;
import java.awt.GraphicsDevice;
import java.awt.Rectangle;
import java.awt.Transparency;
import java.awt.geom.AffineTransform;
import java.awt.image.ColorModel;
import java.awt.image.DirectColorModel;

/** The display on which no window is seen, of 1280 x 1024 pixels of 24 bits. */
final class UnseenDisplay extends GraphicsDevice {

	static final GraphicsConfiguration CONFIGURATION = new Configuration();

	private static final GraphicsDevice ONLY = new UnseenDisplay();
	private static final Rectangle BOUNDS = new Rectangle(1280, 1024);

	private UnseenDisplay() {}

	static GraphicsDevice only() {
		return ONLY;
	}

	static Rectangle bounds() {
		return new Rectangle(BOUNDS);
	}

	@Override
	public int getType() {
		return TYPE_RASTER_SCREEN;
	}

	@Override
	public String getIDstring() {
		return "unseen";
	}

	@Override
	public GraphicsConfiguration[] getConfigurations() {
		return new GraphicsConfiguration[] { CONFIGURATION };
	}

	@Override
	public GraphicsConfiguration getDefaultConfiguration() {
		return CONFIGURATION;
	}

	/** The display's only one. */
	private static final class Configuration extends GraphicsConfiguration {

		@Override
		public GraphicsDevice getDevice() {
			return only();
		}

		@Override
		public ColorModel getColorModel() {
			return new DirectColorModel(24, 0xff0000, 0xff00, 0xff);
		}

		@Override
		public ColorModel getColorModel(final int transparency) {
			return transparency == Transparency.OPAQUE ? getColorModel() : ColorModel.getRGBdefault();
		}

		@Override
		public AffineTransform getDefaultTransform() {
			return new AffineTransform();
		}

		@Override
		public AffineTransform getNormalizingTransform() {
			return new AffineTransform();
		}

		@Override
		public Rectangle getBounds() {
			return bounds();
		}
	}
}
