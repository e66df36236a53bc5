package org.coverslip.command;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;

import org.coverslip.detect.SlideOpener;
import org.coverslip.imagej.SlideIdentity;
import org.coverslip.imagej.SlideProvenance;
import org.coverslip.slide.Slide;
import org.coverslip.slide.SlideAddress;

import ij.IJ;
import ij.ImagePlus;
import ij.io.FileInfo;
import ij.io.OpenDialog;
import ij.macro.Interpreter;

/**
 * The slide of an image that was saved, and moved together with its slide: it is looked for beside the image, in the
 * folders above it by as much of its former path as fits, and then asked for, unless a macro runs. Only the slide that
 * the image was read from will do ({@link SlideIdentity}).
 */
final class MovedSlide {

	/** Folders above the image's own that are looked into, and names of the former path that are tried. */
	private static final int FOLDERS = 4;

	private MovedSlide() {}

	/**
	 * Has an image name its slide where the slide is now. Nothing is done if the slide is where it was.
	 *
	 * @return the slide, if it was moved and had to be opened to be found; the caller closes it
	 * @throws IOException
	 *             with one sentence, if the slide is not found
	 * @throws CancellationException
	 *             if the user was asked and did not say
	 */
	static Optional<Slide> follow(final ImagePlus image) throws IOException {
		final Optional<SlideProvenance> read = SlideProvenance.whenRead(image);
		if (read.isEmpty() || isThere(read.get().source())) return Optional.empty();
		final Path before = Path.of(read.get().source());
		final List<Path> places = places(image, before);
		for (final Path place : places)
			if (Files.exists(place)) {
				final Optional<Slide> slide = slideOf(image, place, read.get());
				if (slide.isPresent()) return slide;
			}
		return Optional.of(asked(image, before, places, read.get()));
	}

	/** Also of a slide in an archive, whose place is {@code archive.zip!/name}, and always of one on the network. */
	private static boolean isThere(final String source) {
		return new SlideAddress(source).isRemote() || new File(source.replaceFirst("!/.*", "")).exists();
	}

	/** For {@code /new/crops/crop.tif} of {@code /old/slides/a.svs} among others {@code /new/slides/a.svs}. */
	private static List<Path> places(final ImagePlus image, final Path before) {
		final FileInfo file = image.getOriginalFileInfo();
		final List<Path> places = new ArrayList<>();
		if (file == null || file.directory == null || file.directory.isEmpty()) return places;
		Path folder = Path.of(file.directory).toAbsolutePath().normalize();
		for (int up = 0; up <= FOLDERS && folder != null; up++, folder = folder.getParent())
			for (int names = 1; names <= Math.min(FOLDERS, before.getNameCount()); names++)
				places.add(folder.resolve(before.subpath(before.getNameCount() - names, before.getNameCount())));
		return places;
	}

	/** The slide at a place, if it is the image's, which then names it. */
	private static Optional<Slide> slideOf(final ImagePlus image, final Path place, final SlideProvenance read)
		throws IOException
	{
		final Slide slide;
		try {
			slide = SlideFiles.open(new SlideAddress(place.toString()), read.format().equals(SlideOpener.BIO_FORMATS));
		}
		catch (final IOException e) { // another file of this name
			return Optional.empty();
		}
		if (SlideIdentity.isOf(image, slide)) {
			SlideProvenance.moved(image, place);
			return Optional.of(slide);
		}
		slide.close();
		return Optional.empty();
	}

	private static Slide asked(final ImagePlus image, final Path before, final List<Path> places,
		final SlideProvenance read) throws IOException
	{
		final String beside = places.isEmpty() ? "" : ", nor in " + places.get(0).getParent() + " beside the image";
		final String lost = "the slide " + before + ", from which the image \"" + image.getTitle()
			+ "\" comes, is not there any more" + beside;
		if (IJ.isMacro() || Interpreter.isBatchMode() || IJ.getInstance() == null)
			throw new IOException(lost + "; put it beside the image, or open the slide again");
		final String chosen = new OpenDialog("Where is " + before.getFileName() + "?").getPath();
		if (chosen == null) throw new CancellationException(lost);
		return slideOf(image, Path.of(chosen), read).orElseThrow(() -> new IOException(
			chosen + " is not the slide from which the image \"" + image.getTitle() + "\" comes"));
	}
}
