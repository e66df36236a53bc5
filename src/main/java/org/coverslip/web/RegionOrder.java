package org.coverslip.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CancellationException;

import org.coverslip.export.image.RegionImageWriter;
import org.coverslip.export.tiff.PyramidTiffOptions;
import org.coverslip.export.tiff.PyramidTiffOptions.Compression;
import org.coverslip.export.walk.SlideWriter;
import org.coverslip.geom.LevelScale;
import org.coverslip.geom.Region;
import org.coverslip.geom.ScaledRegion;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.PixelSize;
import org.coverslip.slide.ProgressListener;

/**
 * A region of a scene to be downloaded: as pyramidal TIFF with all channels, focal planes and times as measured, or as
 * PNG as it is shown.
 *
 * @param region0
 *            in level-0 pixels, inside of the scene
 * @param downsample
 *            level-0 pixels per pixel of a PNG
 */
record RegionOrder(Region region0, Format format, Compression compression, int downsample, SceneView view) {

	/** Rows of a PNG that are read at a time. */
	private static final int ROWS = 256;

	private static final int LARGEST_DOWNSAMPLE = 1 << 10;
	private static final int JPEG_QUALITY = 90;

	enum Format {

		TIF("image/tiff"), PNG("image/png");

		private final String type;

		Format(final String type) {
			this.type = type;
		}

		String type() {
			return type;
		}

		String ending() {
			return this == TIF ? ".tif" : ".png";
		}
	}

	/**
	 * From a request: {@code format=tif|png}, {@code x, y, width, height} in level-0 pixels, for TIFF
	 * {@code compression=lzw|jpeg}, for PNG {@code downsample} and what {@link SceneView} takes.
	 */
	static RegionOrder of(final Query query, final ShownScene scene, final ServerLimits limits) {
		final Format format = switch (query.text("format").orElse("tif")) {
			case "tif" -> Format.TIF;
			case "png" -> Format.PNG;
			default -> throw Query.bad("a region is written as tif or png");
		};
		final Compression compression = switch (query.text("compression").orElse("lzw")) {
			case "lzw" -> Compression.LZW;
			case "jpeg" -> Compression.JPEG;
			default -> throw Query.bad("a TIFF is compressed as lzw or jpeg");
		};
		final int downsample = query.integer("downsample", 1, 1, LARGEST_DOWNSAMPLE);
		final RegionOrder order =
			new RegionOrder(query.regionOf(scene.scene()), format, compression, downsample,
			SceneView.of(query, scene.scene()));
		query.noMore();
		order.check(scene, limits);
		return order;
	}

	private void check(final ShownScene scene, final ServerLimits limits) {
		final ScaledRegion picture = picture();
		if (format == Format.PNG && (double) picture.width() * picture.height() > limits.pngPixels())
			throw Query.bad("A PNG holds " + limits.pngPixels() / 1_000_000
				+ " million pixels at most, and this region has "
				+ picture.width() + " x " + picture.height() + "; choose a smaller region or scale, or TIFF.");
		if (format == Format.TIF && compression == Compression.JPEG && scene.scene().pixelType() != PixelType.UINT8)
			throw Query.bad("JPEG holds samples of 8 bits, and this slide has more; choose LZW.");
	}

	private ScaledRegion picture() {
		return ScaledRegion.at(region0, new LevelScale(downsample));
	}

	/** The file's suggested name: the slide's name and the region. */
	String fileName(final String slide) {
		return slide.replaceFirst("(?i)(\\.ome)?\\.[a-z]{1,7}$", "") + "_x" + region0.x() + "_y" + region0.y() + "_"
			+ region0.width()
			+ "x" + region0.height() + format.ending();
	}

	/**
	 * Writes the file.
	 *
	 * @param target
	 *            with the format's ending
	 * @throws CancellationException
	 *             if the listener canceled; no file is left then
	 */
	void write(final ShownSlide slide, final ShownScene scene, final Path target, final ProgressListener progress)
		throws IOException
	{
		if (format == Format.TIF) writeTiff(slide, scene, target, progress);
		else writePng(scene, target, progress);
	}

	private void writeTiff(final ShownSlide slide, final ShownScene scene, final Path target,
		final ProgressListener progress)
		throws IOException
	{
		final double samples = (double) region0.width() * region0.height() * scene.scene().level(0).samples()
			* scene.scene().channels().size() * scene.scene().sizeZ() * scene.scene().sizeT();
		// a pyramid takes a third more than its base; compression takes less by as much at least
		final double bytes = samples * scene.scene().pixelType().bytes();
		if (bytes > Files.getFileStore(target.getParent()).getUsableSpace())
			throw new IOException("There is not enough room for this region on the disk for temporary files.");
		final PyramidTiffOptions options = PyramidTiffOptions.builder().compression(compression).quality(JPEG_QUALITY)
			.iccProfile(slide.slide().metadata().iccProfile()).build();
		SlideWriter.write(scene.scene(), region0, options, target, progress);
	}

	private void writePng(final ShownScene scene, final Path target, final ProgressListener progress)
		throws IOException {
		final ScaledRegion picture = picture();
		final int width = (int) picture.width();
		final int height = (int) picture.height();
		final PixelBlock whole = PixelBlock.zeros(new BlockShape(width, height, 3, PixelType.UINT8));
		for (int y = 0; y < height; y += ROWS) {
			if (progress.isCanceled()) throw new CancellationException();
			final int rows = Math.min(ROWS, height - y);
			scene.picture(picture.rows(y, rows), view).copyTo(0, 0, whole, 0, y, width, rows);
			progress.progress(y + rows, height);
		}
		final Optional<PixelSize> size = scene.scene().pixelSize().map(pixel -> pixel.scaled(downsample));
		new RegionImageWriter(target, size).write(whole, 0);
	}
}
