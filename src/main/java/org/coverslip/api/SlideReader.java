package org.coverslip.api;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.coverslip.export.TargetFile;
import org.coverslip.export.tiles.TileExporter;
import org.coverslip.option.AssociatedOption;
import org.coverslip.option.OptionValues;
import org.coverslip.option.PlaneOptions;
import org.coverslip.option.TargetOptions;
import org.coverslip.option.TilingOptions;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.slide.AssociatedImage;
import org.coverslip.slide.RegionPixels;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;

/**
 * An open slide, as {@link Slides} opens it. Methods that name no scene read the first one. Decoded tiles are
 * kept in memory, so that reading neighbouring pixels one after the other is cheap.
 */
public final class SlideReader implements AutoCloseable {

	private final Slide slide;
	private final List<SceneReader> scenes;

	SlideReader(final Slide slide) {
		this.slide = slide;
		final RegionReader reader = new RegionReader(TileCache.shared());
		scenes = slide.scenes().stream().map(scene -> new SceneReader(scene, reader)).toList();
	}

	/** The name of the slide's file. */
	public String name() {
		return slide.metadata().name();
	}

	/** The format's name, for people to read. */
	public String format() {
		return slide.metadata().format();
	}

	/** The slide's properties, under OpenSlide's names where OpenSlide has them. */
	public Map<String, String> properties() {
		return slide.metadata().properties();
	}

	/** One sentence for each part of the files that cannot be shown; empty for most slides. */
	public List<String> notShown() {
		return slide.metadata().notShown();
	}

	/** The ICC profile of its colours, if it has one. */
	public Optional<byte[]> iccProfile() {
		return slide.metadata().iccProfile();
	}

	/** The scenes, at least one. */
	public List<SceneReader> scenes() {
		return scenes;
	}

	/**
	 * The scene with a number, counted from 0.
	 *
	 * @throws IllegalArgumentException
	 *             if there is none
	 */
	public SceneReader scene(final int number) {
		PlaneOptions.scene(slide, number);
		return scenes.get(number);
	}

	/** Columns of the first scene's level 0. */
	public long width() {
		return scenes.get(0).width();
	}

	/** Rows of the first scene's level 0. */
	public long height() {
		return scenes.get(0).height();
	}

	/** The colour of a pixel of the first scene; see {@link SceneReader#argb(long, long)}. */
	public int argb(final long x, final long y) throws IOException {
		return scenes.get(0).argb(x, y);
	}

	/** Pixels of the first scene; see {@link SceneReader#argb(long, long, int, int)}. */
	public int[] argb(final long x, final long y, final int w, final int h) throws IOException {
		return scenes.get(0).argb(x, y, w, h);
	}

	/** Pixels of a level of the first scene; see {@link SceneReader#argb(int, long, long, int, int)}. */
	public int[] argb(final int level, final long x0, final long y0, final int w, final int h) throws IOException {
		return scenes.get(0).argb(level, x0, y0, w, h);
	}

	/**
	 * A region at a scale.
	 *
	 * @param options
	 *            {@code scene=}, a number or a name, by default 0; all others as in {@link SceneReader#view(String)}
	 */
	public View view(final String options) {
		final OptionValues values = ViewOptions.OF_SLIDE.parse(options);
		return new View(scenes.get(PlaneOptions.sceneNumber(slide, values)), values);
	}

	/** The names of the associated images: label, macro, thumbnail, ... */
	public List<String> associatedImages() {
		return slide.associatedImages().stream().map(AssociatedImage::name).toList();
	}

	/**
	 * An associated image.
	 *
	 * @return opaque; white replaces transparency
	 * @throws IllegalArgumentException
	 *             if there is none with this name
	 */
	public BufferedImage associatedImage(final String name) throws IOException {
		final PixelBlock block = AssociatedOption.named(slide, name).read();
		return Images.of(RegionPixels.of(block), Images.WHITE);
	}

	/** Writes the slide; see {@link #convert(Path, String, Progress)}. */
	public void convert(final Path target, final String options) throws IOException {
		convert(target, options, (done, total) -> true);
	}

	/** Writes the slide; see {@link #convert(Path, String, Progress)}. */
	public void convert(final String target, final String options) throws IOException {
		convert(Path.of(target), options);
	}

	/**
	 * Writes the slide or a region of it, tile by tile, so that memory stays small. An export that fails or is
	 * canceled leaves no file behind, and none of the slide's own files is ever overwritten.
	 * <p>
	 * The ending of the name says what is written:
	 * <ul>
	 * <li>{@code .tif}, {@code .tiff}, {@code .svs}: a pyramidal TIFF. Options are {@code scene=}, {@code region=}, the
	 * scale as in {@link SceneReader#view(String)}, and those of the command {@code convert}: {@code compression=},
	 * {@code quality=}, {@code tileSize=}, {@code dialect=}, {@code levels=}, {@code associated=}, {@code align=}.</li>
	 * <li>{@code .zarr}, and so {@code .ome.zarr}: a folder in OME-Zarr. Options are the same, and {@code zarr=} and
	 * {@code chunk=}.</li>
	 * <li>{@code .dicom}, or any name with no ending of this list and the option {@code to=dicom}: a folder with a
	 * whole-slide image in DICOM. Options are those of a TIFF, and {@code metadata=} and {@code uids=}.</li>
	 * <li>{@code .png}, {@code .jpg}, {@code .jpeg}: one image, which must fit into memory, with the options of
	 * {@link #view(String)}.</li>
	 * <li>{@code .dzi}, {@code .zip}, {@code .szi}: Deep Zoom tiles and a page that shows them in a browser, in a
	 * folder or one file, with the options of the command {@code deepzoom}; an interrupted export to a folder is
	 * resumed.</li>
	 * </ul>
	 * A file that is there is replaced with {@code overwrite=true}, when the new one is complete, and else refused.
	 *
	 * @param target
	 *            its folder must be there
	 * @param options
	 *            "" for all of the first scene
	 * @param progress
	 *            is told how far it has come, and may stop it
	 * @throws IllegalArgumentException
	 *             with one sentence, if an option or the ending is unknown or not possible, or the file is
	 *             there already
	 * @throws IOException
	 *             if the slide cannot be read or the file cannot be written
	 * @throws java.util.concurrent.CancellationException
	 *             if {@code progress} stopped it
	 */
	public void convert(final Path target, final String options, final Progress progress) throws IOException {
		Product.of(target, options).write(this, options, target, new Listener(progress));
	}

	/** Cuts the slide into image files; see {@link #tiles(Path, String, Progress)}. */
	public void tiles(final String folder, final String options) throws IOException {
		tiles(Path.of(folder), options, (done, total) -> true);
	}

	/**
	 * Cuts a scene, or a region of it, into image files in columns and rows, or at random places, with a table of them.
	 *
	 * @param folder
	 *            new, empty, or left by an earlier run with the same options, which is then resumed; or the name of a
	 *            {@code .zip} file, which is written as a whole
	 * @param options
	 *            those of the command {@code tiles}: {@code scene=}, {@code region=}, a scale, {@code width=},
	 *            {@code height=}, {@code overlap=}, {@code format=}, {@code leaveOut=withoutTissue} to leave
	 *            out glass, and more
	 * @param progress
	 *            as in {@link #convert(Path, String, Progress)}, which also tells what is thrown
	 */
	public void tiles(final Path folder, final String options, final Progress progress) throws IOException {
		final OptionValues values = TilingOptions.ALL.parse(options);
		final int number = PlaneOptions.sceneNumber(slide, values);
		if (TileExporter.archive(folder).isPresent())
			TargetFile.checked(folder, slide.metadata().files(), values.get(TargetOptions.OVERWRITE));
		TileExporter.export(slide, number, TilingOptions.of(scene(number).engine(), values), folder,
			new Listener(progress));
	}

	/**
	 * The slide in Coverslip's engine, for what this package does not offer. Its types are not stable: they may change
	 * with any version.
	 */
	public Slide engine() {
		return slide;
	}

	/** Closes the files. Closing twice has no effect. */
	@Override
	public void close() throws IOException {
		slide.close();
	}

	@Override
	public String toString() {
		return name() + ", " + format() + ", " + scenes.get(0) + (scenes.size() > 1 ? " and " + (scenes.size() - 1)
			+ " more" : "");
	}
}
