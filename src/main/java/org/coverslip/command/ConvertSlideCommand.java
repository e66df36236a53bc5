package org.coverslip.command;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

import org.coverslip.option.DicomOptions;
import org.coverslip.option.PlaneOptions;
import org.coverslip.option.RegionOptions;
import org.coverslip.option.TiffOptions;
import org.coverslip.option.ZarrOptions;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.SlideAddress;
import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** A slide, or a region of it, to a pyramidal TIFF, to OME-Zarr if the name says so, or to DICOM. */
@Plugin(type = Command.class, headless = true, menu = { @Menu(label = "Plugins"), @Menu(label = "Coverslip"),
	@Menu(label = "Convert Slide...", weight = 40) },
	description = "Writes a slide, or a region of it, as a pyramidal TIFF, as OME-Zarr or as DICOM.")
public final class ConvertSlideCommand extends SlideCommand {

	@Parameter(persist = false, label = "Slide", style = "open", description = SLIDE)
	private SlideAddress input;

	@Parameter(persist = false, label = "Pyramidal TIFF, OME-Zarr or DICOM", style = "save",
		description = "The TIFF file, or if the name ends in .ome.zarr the OME-Zarr folder, or with to=dicom the "
			+ "folder of DICOM files, to write.")
	private File output;

	@Parameter(persist = false, required = false)
	private SharedOptions what = new SharedOptions(PlaneOptions.SCENE, RegionOptions.REGION);

	@Parameter(persist = false, required = false)
	private SharedOptions written = new SharedOptions(DicomOptions.ALL.and(TiffOptions.OF_SLIDE).and(ZarrOptions.ALL));

	@Parameter(persist = false, required = false)
	private SharedOptions annotated = new SharedOptions(AnnotationOptions.ANNOTATIONS
		.help("A file of annotations to write into the TIFF as ROIs of its OME-XML, or a folder with one that is "
			+ "called as the slide."), AnnotationOptions.CLASSES.rare(), AnnotatedParts.PER,
		AnnotatedParts.MASKED);

	@Parameter(persist = false, label = "Read with Bio-Formats", attrs = @Attr(name = CommandParameter.RARE),
		description = "Reads the slide with Bio-Formats, where that is installed, even if Coverslip knows its format.")
	private boolean bioFormats;

	private SceneWriting writing = SceneWriting.WHOLE;

	/** Has somebody else write what is written, unless that is several files. */
	void writeBy(final SceneWriting other) {
		writing = other;
	}

	@Override
	public Optional<Path> target() {
		return Optional.of(Targets.pyramid(output, written.values()));
	}

	@Override
	public void execute(final ProgressListener progress) throws IOException {
		try (Slide slide = open(input, bioFormats)) {
			final Scene from = PlaneOptions.scene(slide, what.values());
			final Optional<SlideAnnotations> annotations = SlideAnnotations.of(slide, from, annotated.values());
			new ConvertedScene(slide, from, RegionOptions.of(from, what.values()), annotations, writing)
				.write(target().orElseThrow(), written.values(), annotated.values(), progress);
			annotations.ifPresent(each -> each.remarks().sentences().forEach(this::note));
		}
	}
}
