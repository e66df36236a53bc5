package org.coverslip.command;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.coverslip.annotation.file.KnownAnnotationFormats;
import org.coverslip.export.TargetFile;
import org.coverslip.imagej.SlideProvenance;
import org.coverslip.option.DicomOptions;
import org.coverslip.option.OptionValues;
import org.coverslip.option.TargetOptions;
import org.coverslip.option.ZarrOptions;
import org.coverslip.slide.Slide;
import org.coverslip.slide.SlideAddress;

import ij.ImagePlus;

/**
 * Files to write: called as what they are, and none that is read, or that somebody wants to keep, is written over.
 */
final class Targets {

	private static final List<String> TIFF = List.of(".tif", ".tiff", ".svs", ".btf", ".tf8");
	private static final List<String> IMAGE = List.of(".png", ".jpg", ".jpeg", ".tif", ".tiff");

	private Targets() {}

	/**
	 * A pyramidal TIFF, with the ending of one.
	 *
	 * @throws IllegalArgumentException
	 *             with one sentence, if the name has another ending
	 */
	static Path tiff(final File output) {
		return TargetFile.withEnding(output.toPath(), TIFF);
	}

	/**
	 * A pyramidal TIFF, or if the name or the options say so, a folder in OME-Zarr, with the ending of one; or a folder
	 * of DICOM files, with none.
	 *
	 * @param values
	 *            of {@link DicomOptions} and {@link ZarrOptions}
	 * @throws IllegalArgumentException
	 *             with one sentence, if the name has another ending, or one that is against the options
	 */
	static Path pyramid(final File output, final OptionValues values) {
		if (DicomOptions.isWanted(values)) return withoutEnding(output.toPath());
		if (DicomOptions.isZarrWanted(values)) return TargetFile.withEnding(output.toPath(), ZarrOptions.ENDINGS);
		if (DicomOptions.isTiffWanted(values)) return tiff(output);
		return TargetFile.withEnding(output.toPath(),
			Stream.concat(TIFF.stream(), ZarrOptions.ENDINGS.stream()).toList());
	}

	private static Path withoutEnding(final Path folder) {
		final String name = folder.toString().toLowerCase(Locale.ROOT);
		if (Stream.concat(TIFF.stream(), ZarrOptions.ENDINGS.stream()).anyMatch(name::endsWith))
			throw new IllegalArgumentException(folder
				+ " is the name of a TIFF or of OME-Zarr, and DICOM is written into a folder; choose another name");
		return folder;
	}

	/**
	 * A label image: as a pyramid, or a folder for one in the labels of an image in OME-Zarr, {@code
	 * IMAGE.ome.zarr/labels/NAME}.
	 */
	static Path labels(final File output, final OptionValues zarr) {
		return imageOfLabels(output.toPath()).isPresent() ? output.toPath() : pyramid(output, zarr);
	}

	/** The image in OME-Zarr to which labels of such a name would belong. */
	static Optional<Path> imageOfLabels(final Path labels) {
		final Path group = labels.toAbsolutePath().getParent();
		return group == null || !group.endsWith("labels") || !ZarrOptions.isZarr(group.getParent().toString())
			? Optional.empty() : Optional.of(group.getParent());
	}

	/** An image file, likewise; PNG if the name says nothing. */
	static Path image(final File output) {
		return TargetFile.withEnding(output.toPath(), IMAGE);
	}

	/** A file of annotations, likewise; of the first format that is known if the name says nothing. */
	static Path annotations(final File output) {
		return TargetFile.withEnding(output.toPath(), KnownAnnotationFormats.all().stream()
			.flatMap(format -> format.endings().stream()).distinct().map(ending -> "." + ending).toList());
	}

	/** Where annotations of a slide are found best: beside it, under its name; empty for one on the network. */
	static Optional<Path> annotationsOf(final SlideAddress slide) {
		if (slide.isRemote()) return Optional.empty();
		final Path file = Path.of(slide.toString().replaceFirst("!/.*", ""));
		final String name = file.getFileName().toString();
		final File own = new File(name.replaceFirst("(?<=.)\\.[^.]*$", ""));
		return Optional.of(file.resolveSibling(annotations(own).toString()));
	}

	/**
	 * A file to write what is read from a slide.
	 *
	 * @param values
	 *            say whether a file that is there is replaced
	 * @throws IllegalArgumentException
	 *             if it is one of the slide's files, or is there and not to be replaced
	 * @throws IOException
	 *             if it is no regular file
	 */
	static Path checked(final Path target, final Slide slide, final OptionValues values) throws IOException {
		return TargetFile.checked(target, slide.metadata().files(), values.get(TargetOptions.OVERWRITE));
	}

	/** A folder that is written as a whole, likewise. */
	static Path checkedFolder(final Path target, final Slide slide, final OptionValues values) throws IOException {
		return TargetFile.checkedFolder(target, slide.metadata().files(), values.get(TargetOptions.OVERWRITE));
	}

	/**
	 * A file to write what is read from another one.
	 *
	 * @param source
	 *            what is read
	 * @param others
	 *            the files of the slide that it belongs to, the slide's own first; may be empty
	 */
	static Path checked(final Path target, final Path source, final Collection<Path> others, final boolean overwrite)
		throws IOException
	{
		if (Files.exists(target) && Files.exists(source) && Files.isSameFile(target, source))
			throw new IllegalArgumentException(
				target + " is the file that is read and is not overwritten; choose another name");
		return TargetFile.checked(target, others, overwrite);
	}

	/** A label image to write what is read from another file; as above, or in the labels of an image. */
	static Path checkedLabels(final Path target, final Path source, final Collection<Path> others,
		final boolean overwrite) throws IOException
	{
		final Optional<Path> image = imageOfLabels(target);
		if (image.isEmpty()) return ZarrOptions.isZarr(target.toString())
			? TargetFile.checkedFolder(target, others, overwrite) : checked(target, source, others, overwrite);
		if (!Files.isDirectory(image.get())) throw new IOException(image.get() + ": there is no such image");
		if (!overwrite && Files.exists(target)) throw new IllegalArgumentException(
			target + " is there already; choose another name, or say overwrite=true to replace it");
		return target;
	}

	/** A file to write an image, which may come from a slide; likewise. */
	static Path checked(final Path target, final ImagePlus image, final boolean overwrite) throws IOException {
		return TargetFile.checked(target, filesOf(image), overwrite);
	}

	/** The files of the slide that an image comes from. */
	private static Set<Path> filesOf(final ImagePlus image) {
		final Optional<SlideProvenance> place = SlideProvenance.whenRead(image);
		if (place.isEmpty()) return Set.of();
		try (Slide slide = SlideFiles.shownBy(image)) {
			return slide.metadata().files();
		}
		catch (final IOException | IllegalArgumentException e) {
			// gone, or no longer readable: what is left of it is not overwritten
			final SlideAddress gone = new SlideAddress(place.get().source());
			return gone.isRemote() ? Set.of() : Set.of(gone.path());
		}
	}
}
