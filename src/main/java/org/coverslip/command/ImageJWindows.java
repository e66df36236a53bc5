package org.coverslip.command;

import java.io.IOException;

import org.coverslip.detect.SlideOpener;
import org.coverslip.imagej.SlideImagePlus;
import org.coverslip.imagej.SlideImageRequest;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.coverslip.slide.WantedScale;
import org.coverslip.web.RegionOpening;
import org.coverslip.web.SeenRegion;

import ij.ImagePlus;
import ij.WindowManager;

/** Shows what is looked at in the browser in windows of ImageJ: all channels of the plane that is seen. */
final class ImageJWindows implements RegionOpening {

	@Override
	public String open(final SeenRegion region) throws IOException {
		final SlideImageRequest request = SlideImageRequest.at(WantedScale.level(region.level()))
			.region(region.region0()).z(region.z()).t(region.t());
		final ImagePlus image;
		try (Slide slide = SlideOpener.open(region.slide())) {
			image = new SlideImagePlus(slide, region.scene(), TileCache.shared()).read(request);
		}
		image.setTitle(WindowManager.makeUniqueName(image.getTitle()));
		image.show();
		return image.getTitle();
	}
}
