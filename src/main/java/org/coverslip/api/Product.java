package org.coverslip.api;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.coverslip.export.TargetFile;
import org.coverslip.export.deepzoom.DeepZoomOptions.Container;
import org.coverslip.export.image.RegionImageWriter;
import org.coverslip.export.walk.ExportOptions;
import org.coverslip.export.walk.SlideWriter;
import org.coverslip.geom.Region;
import org.coverslip.option.DicomOptions;
import org.coverslip.option.OptionTable;
import org.coverslip.option.OptionValues;
import org.coverslip.option.PlaneOptions;
import org.coverslip.option.RegionOptions;
import org.coverslip.option.ScaleOptions;
import org.coverslip.option.TargetOptions;
import org.coverslip.option.TiffOptions;
import org.coverslip.option.ZarrOptions;
import org.coverslip.option.ZoomOptions;
import org.coverslip.slide.Picture;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.Scene;
import org.coverslip.slide.ShownPlane;
import org.coverslip.slide.WantedScale;

/** The kinds of file that a slide can be written to, told apart by the ending of the target's name, or by to=dicom. */
enum Product {

	TIFF(OptionTable.of(PlaneOptions.SCENE, RegionOptions.REGION).and(ScaleOptions.ALL).and(TiffOptions.OF_SLIDE),
		".tif", ".tiff", ".svs") {

		@Override
		void write(final SlideReader slide, final OptionValues options, final Path target,
			final ProgressListener progress) throws IOException
		{
			writePyramid(slide, options, TiffOptions.of(options, slide.engine()).build(), target, progress);
		}
	},

	ZARR(TIFF.options.and(ZarrOptions.ALL), ".zarr") {

		@Override
		void write(final SlideReader slide, final OptionValues options, final Path target,
			final ProgressListener progress) throws IOException
		{
			writePyramid(slide, options, ZarrOptions.of(options, slide.engine()).build(), target, progress);
		}
	},

	DICOM(TIFF.options.and(DicomOptions.ALL), ".dicom") {

		@Override
		void write(final SlideReader slide, final OptionValues options, final Path target,
			final ProgressListener progress) throws IOException
		{
			if (!DicomOptions.isDicomFolder(options))
				throw new IllegalArgumentException(target + " would hold DICOM, and to=" + options.get(DicomOptions.TO)
					+ " is wanted; choose another name, or leave to away");
			writePyramid(slide, options, DicomOptions.of(options, slide.engine()).build(), target, progress);
		}
	},

	IMAGE(ViewOptions.OF_SLIDE.and(TargetOptions.OVERWRITE), ".png", ".jpg", ".jpeg") {

		@Override
		void write(final SlideReader slide, final OptionValues options, final Path target,
			final ProgressListener progress) throws IOException
		{
			final Picture picture =
				ViewOptions.written(slide.scene(PlaneOptions.sceneNumber(slide.engine(), options)), options);
			new RegionImageWriter(target, picture.pixelSize()).write(picture.read(picture.bounds()),
				picture.background());
		}
	},

	DEEP_ZOOM(ZoomOptions.ALL.without(ZoomOptions.CONTAINER.key()), ".dzi", ".zip", ".szi") {

		@Override
		void write(final SlideReader slide, final OptionValues options, final Path target,
			final ProgressListener progress) throws IOException
		{
			final ShownPlane shown = ZoomOptions.shown(slide.engine(), options);
			final String name = target.toString().toLowerCase(Locale.ROOT);
			final Container container = name.endsWith(".zip") ? Container.ZIP
				: name.endsWith(".szi") ? Container.SZI : Container.FOLDER;
			SlideWriter.write(shown.scene(), RegionOptions.of(shown.scene(), options),
				ZoomOptions.of(slide.engine(), shown, options).container(container).build(), target, progress);
		}
	};

	private static final Pattern TO_DICOM = Pattern.compile("(^|\\s)to=dicom(\\s|$)");

	private final OptionTable options;
	private final List<String> endings;

	Product(final OptionTable options, final String... endings) {
		this.options = options;
		this.endings = List.of(endings);
	}

	/**
	 * The kind that a file name's ending stands for; DICOM's folder may be called otherwise.
	 *
	 * @param text
	 *            the options
	 * @throws IllegalArgumentException
	 *             if the ending is unknown
	 */
	static Product of(final Path target, final String text) {
		final String name = target.toString().toLowerCase(Locale.ROOT);
		return Arrays.stream(values()).filter(product -> product.endings.stream().anyMatch(name::endsWith)).findFirst()
			.or(() -> TO_DICOM.matcher(text).find() ? Optional.of(DICOM) : Optional.empty())
			.orElseThrow(() -> new IllegalArgumentException(target + " does not end in " + Arrays.stream(values())
				.flatMap(product -> product.endings.stream()).collect(Collectors.joining(", "))
				+ ", which say what is written, and to=dicom is not said"));
	}

	/** Writes the slide as the options say, after checking the target. */
	final void write(final SlideReader slide, final String text, final Path target, final ProgressListener progress)
		throws IOException
	{
		final OptionValues values = options.parse(text);
		write(slide, values, checked(slide, values, target), progress);
	}

	private static void writePyramid(final SlideReader slide, final OptionValues options, final ExportOptions how,
		final Path target, final ProgressListener progress) throws IOException
	{
		final SceneReader reader = slide.scene(PlaneOptions.sceneNumber(slide.engine(), options));
		final Region region = RegionOptions.of(reader.engine(), options);
		final WantedScale scale = ScaleOptions.of(options);
		final boolean asStored = scale.equals(WantedScale.level(0));
		final Scene scene = asStored ? reader.engine()
			: Scene.computed(reader.picture().region(region).insideScene().scale(scale).build());
		SlideWriter.write(scene, asStored ? region : scene.level(0).region(), how, target, progress);
	}

	private Path checked(final SlideReader slide, final OptionValues values, final Path target) throws IOException {
		if (this == ZARR || this == DICOM) return TargetFile.checkedFolder(target, slide.engine().metadata().files(),
			values.get(TargetOptions.OVERWRITE));
		final boolean goesOn = this == DEEP_ZOOM && target.toString().toLowerCase(Locale.ROOT).endsWith(".dzi");
		return TargetFile.checked(target, slide.engine().metadata().files(),
			goesOn || values.get(TargetOptions.OVERWRITE));
	}

	abstract void write(SlideReader slide, OptionValues options, Path target, ProgressListener progress)
		throws IOException;
}
