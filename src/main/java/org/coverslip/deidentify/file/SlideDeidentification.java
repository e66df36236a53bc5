package org.coverslip.deidentify.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import org.coverslip.deidentify.Deidentifier;
import org.coverslip.deidentify.Findings;
import org.coverslip.deidentify.KeptPart;
import org.coverslip.deidentify.LabelArea;
import org.coverslip.deidentify.SlideCopy;
import org.coverslip.deidentify.dicom.DicomDeidentifier;
import org.coverslip.deidentify.mirax.MiraxDeidentifier;
import org.coverslip.deidentify.tiff.TiffDeidentifiers;
import org.coverslip.deidentify.zeiss.CziDeidentifier;
import org.coverslip.detect.SlideOpener;
import org.coverslip.export.TargetFile;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.Slide;

/** Writes slides again, as files of the same kind, without what names anybody. Immutable. */
public final class SlideDeidentification {

	private static final List<Deidentifier> KNOWN =
		Stream.concat(TiffDeidentifiers.all().stream(),
			Stream.of(new DicomDeidentifier(), new CziDeidentifier(), new MiraxDeidentifier())).toList();

	private final Set<KeptPart> keep;
	private final Optional<LabelArea> labelArea;
	private final boolean randomName;
	private final boolean overwrite;

	/**
	 * @param keep
	 *            what is kept although it may name somebody
	 * @param labelArea
	 *            where the macro image shows the label, if that is kept
	 * @param randomName
	 *            whether the new file has a random name, in the target's folder and with its ending
	 * @param overwrite
	 *            whether a file that is there is replaced
	 */
	public SlideDeidentification(final Set<KeptPart> keep, final Optional<LabelArea> labelArea,
		final boolean randomName, final boolean overwrite)
	{
		if (keep.contains(KeptPart.MACRO) && labelArea.isEmpty()) throw new IllegalArgumentException(
			"keep=macro needs the part of the macro image that shows the label, as labelArea=left:40");
		this.keep = Set.copyOf(keep);
		this.labelArea = labelArea;
		this.randomName = randomName;
		this.overwrite = overwrite;
	}

	/**
	 * Writes a slide.
	 *
	 * @param source
	 *            a slide's file, not in an archive
	 * @param target
	 *            the file to write, whose ending is the source's; it gets the source's if it has none
	 * @return what was removed and kept, in lines
	 * @throws IllegalArgumentException
	 *             with one sentence, if the target is one of the slide's files, is there already, or has another ending
	 * @throws IOException
	 *             with one sentence, also if slides of this kind cannot be de-identified
	 */
	public String write(final Path source, final Path target, final ProgressListener progress) throws IOException {
		final Findings findings = new Findings();
		try (Slide slide = SlideOpener.open(source)) {
			final String format = slide.metadata().format();
			final Deidentifier chosen = KNOWN.stream().filter(known -> known.formats().contains(format)).findFirst()
				.orElseThrow(() -> new IOException(refusal(source, format)));
			if (keep.contains(KeptPart.MACRO) && !chosen.keepsMacro())
				throw new IOException(source + " is " + format + ", of which the macro image cannot be kept; leave "
					+ "macro out of keep");
			final Path own = Path.of(slide.metadata().location());
			if (!Files.exists(own) || Files.isRegularFile(source) && !Files.isSameFile(own, source))
				throw new IOException(source + " is not a slide's own file; unpack it, and name the file in it");
			final Path checked = target(source, target, slide, chosen);
			findings.unjudged("What is written on the tissue's side of the glass, and pen marks, are pixels: look at "
				+ "the slide.");
			chosen.write(new SlideCopy(slide, source, checked, keep, labelArea, overwrite, findings, progress));
			return format + ", de-identified: " + checked.getFileName() + "\n" + findings;
		}
	}

	private Path target(final Path source, final Path target, final Slide slide, final Deidentifier chosen)
		throws IOException {
		final boolean folder = chosen.makesFolder(source, slide);
		final String ending = folder ? "" : ending(source);
		final Path named = ending.isEmpty() ? target : TargetFile.withEnding(target, List.of(ending));
		final Path chosenName = randomName ? named.resolveSibling(UUID.randomUUID() + ending) : named;
		return folder ? TargetFile.checkedFolder(chosenName, slide.metadata().files(), overwrite)
			: TargetFile.checked(chosenName, slide.metadata().files(), overwrite);
	}

	private static String refusal(final Path source, final String format) {
		return source + " is " + format + ", which cannot be de-identified as such; convert it with associated=none "
			+ "to a pyramidal TIFF or OME-Zarr, which get its pixels and their size";
	}

	/** The ending of the source's name with its dot, in lower case; of an OME-TIFF both. */
	private static String ending(final Path source) {
		final String name = source.getFileName().toString().toLowerCase(Locale.ROOT);
		final int dot = name.lastIndexOf('.');
		if (dot <= 0) return "";
		final int before = name.lastIndexOf('.', dot - 1);
		return before > 0 && name.substring(before, dot).equals(".ome") ? name.substring(before)
			: name.substring(dot);
	}
}
