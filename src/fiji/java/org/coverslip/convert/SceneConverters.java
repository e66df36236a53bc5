package org.coverslip.convert;

import org.coverslip.imagej.ImagePlusScene;
import org.coverslip.imagej.SceneImagePlus;
import org.coverslip.slide.Scene;
import org.scijava.convert.AbstractConverter;
import org.scijava.convert.Converter;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import ij.ImagePlus;
import net.imagej.Dataset;
import net.imagej.DatasetService;
import net.imagej.ImgPlus;

/**
 * SciJava's converters between scenes and images. A scene becomes a {@link Dataset} or {@link ImgPlus} of its level 0,
 * which is read when it is looked at, and an {@link ImagePlus} of its finest level that ImageJ holds with ease; each
 * image becomes a scene of one level.
 */
public final class SceneConverters {

	/** Pixels of a plane that ImageJ holds with ease. */
	private static final long MOST_PIXELS = 1L << 26;

	private SceneConverters() {}

	/** What all have in common. */
	private abstract static class OneWay<I, O> extends AbstractConverter<I, O> {

		private final Class<I> from;
		private final Class<O> to;

		OneWay(final Class<I> from, final Class<O> to) {
			this.from = from;
			this.to = to;
		}

		abstract O convert(I source);

		@Override
		public final <T> T convert(final Object source, final Class<T> target) {
			return target.cast(convert(from.cast(source)));
		}

		@Override
		public final Class<I> getInputType() {
			return from;
		}

		@Override
		public final Class<O> getOutputType() {
			return to;
		}
	}

	/** A scene as an image with calibrated axes. */
	@Plugin(type = Converter.class)
	@SuppressWarnings("rawtypes") // a class object has no type parameters
	public static final class SceneToImgPlus extends OneWay<Scene, ImgPlus> {

		public SceneToImgPlus() {
			super(Scene.class, ImgPlus.class);
		}

		@Override
		ImgPlus convert(final Scene scene) {
			return SceneImgPlus.of(scene, 0);
		}
	}

	/** A scene as a dataset. */
	@Plugin(type = Converter.class)
	public static final class SceneToDataset extends OneWay<Scene, Dataset> {

		@Parameter
		private DatasetService datasets;

		public SceneToDataset() {
			super(Scene.class, Dataset.class);
		}

		@Override
		@SuppressWarnings({ "rawtypes", "unchecked" }) // the samples' type is known only when the slide is open
		Dataset convert(final Scene scene) {
			final Dataset dataset = datasets.create((ImgPlus) SceneImgPlus.of(scene, 0));
			dataset.setRGBMerged(scene.isRgb());
			return dataset;
		}
	}

	/** A scene as an image of ImageJ's. */
	@Plugin(type = Converter.class)
	public static final class SceneToImagePlus extends OneWay<Scene, ImagePlus> {

		public SceneToImagePlus() {
			super(Scene.class, ImagePlus.class);
		}

		@Override
		ImagePlus convert(final Scene scene) {
			return SceneImagePlus.of(scene, SceneImgPlus.levelOf(scene, MOST_PIXELS));
		}
	}

	/** An image with axes as a scene. */
	@Plugin(type = Converter.class)
	@SuppressWarnings("rawtypes") // a class object has no type parameters
	public static final class ImgPlusToScene extends OneWay<ImgPlus, Scene> {

		public ImgPlusToScene() {
			super(ImgPlus.class, Scene.class);
		}

		@Override
		Scene convert(final ImgPlus image) {
			return SceneImgPlus.scene(image, false);
		}
	}

	/** A dataset as a scene. */
	@Plugin(type = Converter.class)
	public static final class DatasetToScene extends OneWay<Dataset, Scene> {

		public DatasetToScene() {
			super(Dataset.class, Scene.class);
		}

		@Override
		Scene convert(final Dataset dataset) {
			return SceneImgPlus.scene(dataset.getImgPlus(), dataset.isRGBMerged());
		}
	}

	/** An image of ImageJ's as a scene. */
	@Plugin(type = Converter.class)
	public static final class ImagePlusToScene extends OneWay<ImagePlus, Scene> {

		public ImagePlusToScene() {
			super(ImagePlus.class, Scene.class);
		}

		@Override
		Scene convert(final ImagePlus image) {
			return ImagePlusScene.of(image);
		}
	}
}
