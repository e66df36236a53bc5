package org.coverslip.deidentify.dicom;

import static org.coverslip.dicom.DicomTag.*;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.coverslip.deidentify.Deidentifier;
import org.coverslip.deidentify.Findings;
import org.coverslip.deidentify.KeptPart;
import org.coverslip.deidentify.SlideCopy;
import org.coverslip.deidentify.ThumbnailExam;
import org.coverslip.deidentify.stream.StreamException;
import org.coverslip.dicom.DicomDataSet;
import org.coverslip.dicom.DicomFiles;
import org.coverslip.dicom.DicomParser;
import org.coverslip.dicom.TransferSyntax;
import org.coverslip.io.OutputFile;
import org.coverslip.io.OutputFolder;
import org.coverslip.io.SlideFormatException;
import org.coverslip.io.StoredFile;
import org.coverslip.slide.Slide;

/**
 * DICOM whole-slide images: the volumes of a series, and the thumbnail, each file written anew. A slide of several
 * files, or a folder, becomes a folder of numbered files.
 */
public final class DicomDeidentifier implements Deidentifier {

	private static final int LABEL_IN_IMAGE = 0x00480010;
	private static final int BURNED_IN = 0x00280301;

	@Override
	public Set<String> formats() {
		return Set.of("DICOM");
	}

	@Override
	public boolean makesFolder(final Path source, final Slide slide) {
		return Files.isDirectory(source) || slide.metadata().files().size() > 1;
	}

	@Override
	public void write(final SlideCopy copy) throws IOException {
		final Set<Path> inputs = copy.slide().metadata().files();
		try (DicomFiles files = new DicomFiles()) {
			final List<StoredFile> kept = new ArrayList<>();
			for (final Path path : inputs)
				if (Files.isRegularFile(path) && isKept(StoredFile.of(path), files, copy))
					kept.add(StoredFile.of(path));
			if (kept.isEmpty()) throw new IOException(copy.source() + " has no volume that could be kept");
			final CleanedDataSet cleaned =
				new CleanedDataSet(copy.findings(), copy.keep().contains(KeptPart.CHANNELS));
			copy.findings().kept("attributes of pixels, sizes, places on the slide, optical paths and illumination");
			if (!makesFolder(copy.source(), copy.slide())) {
				write(kept.get(0), copy.target(), files, cleaned, copy, 0, 1);
				return;
			}
			try (OutputFolder folder = OutputFolder.create(copy.target(), inputs)) {
				for (int i = 0; i < kept.size(); i++)
					write(kept.get(i), folder.place((i + 1) + ".dcm"), files, cleaned, copy, i, kept.size());
				folder.commit();
			}
		}
	}

	private static boolean isKept(final StoredFile file, final DicomFiles files, final SlideCopy copy)
		throws IOException {
		final DicomDataSet data = DicomParser.parse(files, file);
		final Findings findings = copy.findings();
		if (data.text(LABEL_IN_IMAGE).equals("YES") || data.text(IMAGE_TYPE, 2).equals("LABEL")) {
			findings.removed("image that shows the label");
			return false;
		}
		if (data.text(BURNED_IN).equals("YES"))
			findings.unjudged("An image says that text is burned into its pixels: look at it.");
		return switch (data.text(IMAGE_TYPE, 2)) {
			case "VOLUME" -> true;
			case "THUMBNAIL" -> ThumbnailExam.isKept(copy);
			case "OVERVIEW" -> {
				findings.removed("overview of the whole slide");
				yield false;
			}
			default -> {
				findings.removed("image of a kind that is not known");
				yield false;
			}
		};
	}

	private static void write(final StoredFile file, final Path target, final DicomFiles files,
		final CleanedDataSet cleaned, final SlideCopy copy, final int number, final int of) throws IOException
	{
		final DicomDataSet data = DicomParser.parse(files, file);
		final String stated = data.text(TRANSFER_SYNTAX);
		final TransferSyntax syntax = TransferSyntax.of(stated.isEmpty() ? TransferSyntax.IMPLICIT.uid() : stated)
			.orElseThrow(() -> refused(file, TransferSyntax.nameOf(stated)));
		switch (syntax.coding()) {
			case JPEG_XL -> throw refused(file, syntax.label());
			default -> {
				if (syntax == TransferSyntax.BIG_ENDIAN) throw refused(file, "big-endian data");
			}
		}
		final boolean plain = syntax == TransferSyntax.IMPLICIT || syntax == TransferSyntax.DEFLATED;
		try (OutputFile out = OutputFile.create(target)) {
			final DicomOutput elements = new DicomOutput(out);
			cleaned.writeMeta(data.text(SOP_CLASS), cleaned.uid(data.text(SOP_INSTANCE)),
				plain ? TransferSyntax.EXPLICIT.uid() : syntax.uid(), elements);
			cleaned.write(data, elements);
			new FrameCopier(file, data, syntax, copy.findings(), copy.progress().part(number, of)).copy(elements);
			elements.flush();
			out.commit();
		}
		catch (final StreamException e) {
			throw new SlideFormatException(file, SlideFormatException.NO_OFFSET, "frames that can be read",
				e.getMessage(), e);
		}
	}

	private static IOException refused(final StoredFile file, final String what) {
		return new IOException(file + " holds " + what + ", which cannot be de-identified as such; convert the slide "
			+ "with associated=none instead");
	}
}
