package org.coverslip.command;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import org.coverslip.export.mask.TissueMask;
import org.coverslip.export.tiff.PyramidTiffOptions;
import org.coverslip.export.tiff.PyramidTiffOptions.Compression;
import org.coverslip.export.tiles.TileExporter;
import org.coverslip.export.tiles.TileOptions;
import org.coverslip.export.walk.SlideWriter;
import org.coverslip.geom.Region;
import org.coverslip.imagej.ImageLook;
import org.coverslip.imagej.RoiOutline;
import org.coverslip.imagej.SlideImagePlus;
import org.coverslip.imagej.SlideImageRequest;
import org.coverslip.imagej.SlideRoi;
import org.coverslip.option.OptionValues;
import org.coverslip.option.PlaneOptions;
import org.coverslip.option.TiffOptions;
import org.coverslip.option.TilingOptions;
import org.coverslip.slide.Cutout;
import org.coverslip.slide.Cutout.Outside;
import org.coverslip.slide.Picture;
import org.coverslip.slide.PlaneRange;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.coverslip.slide.WantedScale;

import ij.ImagePlus;
import ij.gui.Roi;

/** Crops of regions that are drawn on an image of a slide, each called as its region, at one scale. */
final class RoiCrops {

	private final Slide slide;
	private final ImagePlus image;
	private final SlideRoi place;
	private final Scene scene;
	private final WantedScale scale;
	private final Optional<Outside> outside;
	private final OptionValues stack;
	private final List<Integer> channels;
	private final PlaneRange z;
	private final PlaneRange t;

	/**
	 * @param slide
	 *            that the image shows; open as long as crops are made
	 * @param place
	 *            where the image shows the slide
	 * @param outside
	 *            what stands outside of outlines; empty for what the slide shows there
	 * @param stack
	 *            which channels, focal planes and times, by {@link PlaneOptions#OF_STACK}
	 * @throws IllegalArgumentException
	 *             with one sentence, if the scene does not have those
	 */
	RoiCrops(final Slide slide, final ImagePlus image, final SlideRoi place, final WantedScale scale,
		final Optional<Outside> outside, final OptionValues stack)
	{
		this.slide = slide;
		this.image = image;
		this.scale = scale;
		this.outside = outside;
		this.place = place;
		scene = PlaneOptions.scene(slide, place.place().scene());
		this.stack = stack;
		channels = PlaneOptions.channels(scene, stack);
		z = PlaneOptions.zRange(scene, stack);
		t = PlaneOptions.tRange(scene, stack);
	}

	/**
	 * The regions that enclose something of the scene; others are noted.
	 *
	 * @throws IllegalArgumentException
	 *             if there are none
	 */
	List<Roi> onScene(final List<Roi> drawn, final Consumer<String> note) {
		final Region whole = scene.level(0).region();
		final List<Roi> rois =
			drawn.stream().filter(roi -> roi.isArea() && place.region0(roi).intersects(whole)).toList();
		if (rois.isEmpty()) throw new IllegalArgumentException("none of the " + drawn.size()
			+ " regions encloses something of the slide");
		drawn.stream().filter(roi -> !rois.contains(roi))
			.forEach(roi -> note.accept("\"" + roi.getName() + "\" is left out: it encloses nothing of the slide"));
		return rois;
	}

	/**
	 * One region as an image that looks like the one it was drawn on, with the region as its selection unless that is
	 * all of it.
	 *
	 * @param name
	 *            for its title; "" for its place
	 */
	ImagePlus image(final Roi roi, final String name, final ProgressListener progress) throws IOException {
		SlideImageRequest request = SlideImageRequest.at(scale).region(place.region0(roi)).channels(channels)
			.z(z).t(t).named(name);
		if (outside.isPresent()) request = request.cutout(cutout(roi, outside.get()));
		final ImagePlus crop =
			new SlideImagePlus(slide, place.place().scene(), TileCache.shared()).read(request, progress);
		ImageLook.carry(image, place, crop);
		ImageLook.showPlaneOf(roi, image, crop);
		if (roi.getType() != Roi.RECTANGLE) crop.setRoi(SlideRoi.on(crop).fromSlide(place.toSlide(roi)));
		return crop;
	}

	/** All regions as images. */
	List<ImagePlus> images(final List<Roi> rois, final ProgressListener progress) throws IOException {
		final List<ImagePlus> crops = new ArrayList<>();
		for (int i = 0; i < rois.size(); i++)
			crops.add(image(rois.get(i), rois.get(i).getName(), progress.part(i, rois.size())));
		return crops;
	}

	/** The file in a folder that a region becomes. */
	private static Path tiff(final Path folder, final Roi roi) {
		return folder.resolve(roi.getName() + ".tif");
	}

	/** The first of these files that is there already. */
	static Optional<Path> existing(final Path folder, final List<Roi> rois) {
		return rois.stream().map(roi -> tiff(folder, roi)).filter(Files::exists).findFirst();
	}

	private static Path made(final File folder) throws IOException {
		if (folder == null) throw new IllegalArgumentException("crops to files need a folder; give output");
		return Files.createDirectories(folder.toPath());
	}

	/** All regions as pyramidal TIFF files in a folder, which is made if it is not there. */
	void tiffs(final List<Roi> rois, final OptionValues values, final File output, final ProgressListener progress)
		throws IOException
	{
		final PyramidTiffOptions options = TiffOptions.of(values, slide).build();
		if (options.compression() == Compression.KEEP && !isAsStored())
			throw new IllegalArgumentException("crops that are masked, scaled or of some planes are computed, so that "
				+ "no tiles can be kept; choose another compression");
		final Path folder = made(output);
		for (final Roi roi : rois)
			Targets.checked(tiff(folder, roi), slide, values); // all of them before the first is written
		for (int i = 0; i < rois.size(); i++)
			tiff(rois.get(i), options, tiff(folder, rois.get(i)), progress.part(i, rois.size()));
	}

	private void tiff(final Roi roi, final PyramidTiffOptions options, final Path target,
		final ProgressListener progress) throws IOException
	{
		final Region region0 = place.region0(roi);
		if (isAsStored()) {
			SlideWriter.write(scene, region0, options, target, progress);
			return;
		}
		final Picture all = Picture.of(scene, new RegionReader(TileCache.shared())).region(region0).insideScene()
			.scale(scale).channels(channels).z(z).t(t).build();
		final Picture picture = outside.isPresent() ? all.within(cutout(roi, outside.get())) : all;
		SlideWriter.write(Scene.computed(picture), options, target, progress);
	}

	/** Whether crops have the slide's very pixels, all of them. */
	private boolean isAsStored() {
		return outside.isEmpty() && scale.equals(WantedScale.level(0))
			&& channels.equals(IntStream.range(0, scene.channels().size()).boxed().toList())
			&& z.equals(new PlaneRange(0, scene.sizeZ())) && t.equals(new PlaneRange(0, scene.sizeT()));
	}

	/**
	 * All regions as folders of tiles in a folder.
	 *
	 * @param values
	 *            by {@link TilingOptions#OF_CROP}
	 */
	void tiles(final List<Roi> rois, final OptionValues values, final File output, final ProgressListener progress)
		throws IOException
	{
		final TileOptions.Builder options =
			TilingOptions.ofCrop(values, PlaneOptions.onePlane(scene, stack, "tiles"));
		final Path folder = made(output);
		final List<TileOptions> all = rois.stream().map(roi -> options.scale(scale).region(place.region0(roi))
			.cutout(outside.map(fill -> cutout(roi, fill))).build()).toList();
		final int sceneIndex = place.place().scene();
		final TissueMask mask = TileExporter.mask(slide, sceneIndex, all.get(0), progress); // the same for all regions
		for (int i = 0; i < rois.size(); i++)
			TileExporter.export(slide, sceneIndex, all.get(i), folder.resolve(rois.get(i).getName()), mask,
				progress.part(i, rois.size()));
	}

	private Cutout cutout(final Roi roi, final Outside fill) {
		return new Cutout(RoiOutline.of(place.toSlide(roi)), fill);
	}
}
