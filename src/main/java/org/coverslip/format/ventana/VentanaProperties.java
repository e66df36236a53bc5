package org.coverslip.format.ventana;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import org.coverslip.format.OpenSlideProperties;
import org.coverslip.format.tiff.TiffImage;
import org.coverslip.format.tiff.TiffProperties;
import org.coverslip.geom.RealExtent;
import org.coverslip.slide.Level;
import org.coverslip.tiff.TiffFile;

/** What OpenSlide says about Ventana's slides. */
final class VentanaProperties {

	private VentanaProperties() {}

	static OpenSlideProperties of(final TiffFile tiff, final IScan scan, final List<TiffImage> images,
		final List<Level> levels,
		final Optional<BifMosaic> mosaic) throws IOException
	{
		final OpenSlideProperties properties = new OpenSlideProperties();
		properties.put(OpenSlideProperties.VENDOR, "ventana");
		scan.attributes().forEach((name, value) -> properties.put("ventana." + name, value));
		properties.copyInt("ventana.Magnification", OpenSlideProperties.OBJECTIVE_POWER);
		properties.copyDouble("ventana.ScanRes", OpenSlideProperties.MPP_X);
		properties.copyDouble("ventana.ScanRes", OpenSlideProperties.MPP_Y);
		for (int i = 0; i < levels.size(); i++) {
			final Level level = levels.get(i);
			properties.putLevel(i, level.width(), level.height(), level.scale(), level.tileWidth(), level.tileHeight());
		}
		mosaic.ifPresent(m -> putAreas(properties, m, images.get(0)));
		TiffProperties.add(properties, tiff, images.get(0).ifd(), images.get(images.size() - 1).ifd());
		return properties;
	}

	/**
	 * OpenSlide's regions have the areas' sizes, but not their places: it gives the place where an area would be if the
	 * whole grid of stored tiles were assembled. An area's real place on the canvas is given under names of our own.
	 */
	private static void putAreas(final OpenSlideProperties properties, final BifMosaic mosaic, final TiffImage image) {
		for (int i = 0; i < mosaic.areas().size(); i++) {
			final BifArea area = mosaic.areas().get(i);
			final String region = "openslide.region[" + i + "].";
			properties.put(region + "x", Long.toString((long) (mosaic.advanceX() * area.startCol())));
			properties.put(region + "y", Long.toString((long) (mosaic.advanceY() * area.startRow())));
			properties.put(region + "width",
				Long.toString(RealExtent.wholeAbove(mosaic.advanceX() * (area.across() - 1) + image.tileWidth())));
			properties.put(region + "height",
				Long.toString(RealExtent.wholeAbove(mosaic.advanceY() * (area.down() - 1) + image.tileHeight())));
			properties.put("ventana.area[" + i + "].x0", Long.toString(area.x()));
			properties.put("ventana.area[" + i + "].y0", Long.toString(area.y()));
		}
	}
}
