package org.coverslip.command;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.coverslip.annotation.AnnotationFile;
import org.coverslip.annotation.AnnotationFormat;
import org.coverslip.annotation.Remarks;
import org.coverslip.annotation.SlideFrame;
import org.coverslip.annotation.file.AnnotationFiles;
import org.coverslip.annotation.file.KnownAnnotationFormats;
import org.coverslip.annotation.overlay.AnnotationOverlay;
import org.coverslip.annotation.overlay.OverlayBuilder;
import org.coverslip.bdv.OpenWindows;
import org.coverslip.bdv.SceneInWindow;
import org.coverslip.bdv.SlideBdv;
import org.coverslip.option.OptionValues;
import org.coverslip.slide.MemoryBudget;
import org.coverslip.slide.ProgressListener;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.object.ObjectService;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Annotations of a slide over it in BigDataViewer. */
@Plugin(type = Command.class, menu = { @Menu(label = "Plugins"), @Menu(label = "Coverslip"),
	@Menu(label = "Show Annotations in BigDataViewer...", weight = 45.3) },
	description = "Shows a file of annotations over the slide that is selected in BigDataViewer, at any magnification.")
public final class ShowAnnotationsInBigDataViewerCommand extends SlideCommand {

	@Parameter(persist = false, label = "Annotations", style = "open", description = "The file of annotations to read.")
	private File annotations;

	@Parameter(persist = false, required = false)
	private SharedOptions what = new SharedOptions(AnnotationOptions.FROM, AnnotationOptions.ORIGIN);

	@Parameter(required = false)
	private ObjectService objects;

	@Parameter(label = "Result", type = ItemIO.OUTPUT)
	private String result;

	@Override
	public void execute(final ProgressListener progress) throws IOException {
		final SlideBdv window = new OpenWindows(objects).required();
		final SceneInWindow scene = window.current();
		final Remarks remarks = new Remarks();
		final List<MemoryBudget.Reservation> memory = new ArrayList<>();
		boolean isShown = false;
		try {
			final AnnotationOverlay overlay = read(scene, memory, remarks, progress);
			window.show(overlay, scene);
			isShown = true;
			window.whenClosed(() -> memory.forEach(MemoryBudget.Reservation::close));
			result = overlay.count() + (overlay.count() == 1 ? " annotation" : " annotations") + " of "
				+ annotations.getName() + " are shown";
		}
		finally {
			if (!isShown) memory.forEach(MemoryBudget.Reservation::close);
		}
		remarks.sentences().forEach(this::note);
	}

	private AnnotationOverlay read(final SceneInWindow scene, final List<MemoryBudget.Reservation> memory,
		final Remarks remarks, final ProgressListener progress) throws IOException
	{
		final OptionValues values = what.values();
		final AnnotationFile file = AnnotationFile.of(annotations.toPath()).watched(progress);
		final Optional<AnnotationFormat> named = KnownAnnotationFormats.ofWord(values.get(AnnotationOptions.FROM));
		final AnnotationFormat format = named.isPresent() ? named.get() : AnnotationFiles.formatOf(file);
		try (OverlayBuilder builder = new OverlayBuilder(bytes -> memory.add(MemoryBudget.ofProcess().tryReserve(bytes)
			.orElseThrow(() -> new IOException(
				annotations + " holds more annotations than there is memory to show"))))) {
			AnnotationFiles.readAsDrawn(file, format, SlideFrame.of(scene.slide(), scene.scene()),
				AnnotationOptions.origin(values), remarks, builder);
			return builder.build();
		}
	}
}
