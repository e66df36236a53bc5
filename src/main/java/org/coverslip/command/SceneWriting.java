package org.coverslip.command;

import java.io.IOException;
import java.nio.file.Path;

import org.coverslip.export.walk.ExportOptions;
import org.coverslip.export.walk.SlideWriter;
import org.coverslip.geom.Region;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.Scene;

/** How a command writes a scene once it is clear what is written: by itself, or as a program does that runs it. */
@FunctionalInterface
public interface SceneWriting {

	/** Here and now, as a whole. */
	SceneWriting WHOLE = SlideWriter::write;

	/** See {@link SlideWriter#write(Scene, Region, ExportOptions, Path, ProgressListener)}. */
	void write(Scene scene, Region region0, ExportOptions options, Path target, ProgressListener progress)
		throws IOException;
}
