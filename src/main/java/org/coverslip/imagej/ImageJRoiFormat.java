package org.coverslip.imagej;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import org.coverslip.annotation.Annotation;
import org.coverslip.annotation.AnnotationFile;
import org.coverslip.annotation.AnnotationFormat;
import org.coverslip.annotation.AnnotationFormatException;
import org.coverslip.annotation.AnnotationSink;
import org.coverslip.annotation.AnnotationWriter;
import org.coverslip.annotation.Origin;
import org.coverslip.annotation.Remarks;
import org.coverslip.annotation.SlideFrame;

import ij.gui.Roi;

/**
 * ImageJ's regions of interest: one in a {@code .roi} file, any number of these in a {@code RoiSet.zip}, in level-0
 * pixels of the slide. Found by {@code java.util.ServiceLoader}.
 */
public final class ImageJRoiFormat implements AnnotationFormat {

	static final String ROI = ".roi";

	/** More than any region that somebody drew: a composite of 60 million corners. */
	private static final int MOST_BYTES = 1 << 29;

	@Override
	public String word() {
		return "imagej";
	}

	@Override
	public String name() {
		return "ImageJ ROI";
	}

	@Override
	public List<String> endings() {
		return List.of("zip", "roi");
	}

	@Override
	public Origin origin() {
		return Origin.LEVEL0;
	}

	@Override
	public boolean accepts(final AnnotationFile file) {
		return file.archived().isEmpty() ? RoiBytes.isLike(file.head())
			: file.archived().stream().anyMatch(ImageJRoiFormat::isRoi);
	}

	private static boolean isRoi(final String name) {
		return name.toLowerCase(Locale.ROOT).endsWith(ROI);
	}

	@Override
	public void read(final AnnotationFile file, final SlideFrame frame, final Remarks remarks,
		final AnnotationSink sink) throws IOException
	{
		if (file.archived().isEmpty()) {
			try (InputStream stream = file.open()) {
				sink.put(read(stream, file.path().getFileName().toString(), file, "", remarks));
			}
			return;
		}
		try (ZipInputStream zip = file.openArchive()) {
			for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry())
				if (isRoi(entry.getName())) sink.put(read(zip, entry.getName(), file, entry.getName(), remarks));
				else if (!entry.isDirectory())
					remarks.add("a file in the archive is no .roi and was left out");
		}
	}

	private static Annotation read(final InputStream stream, final String name, final AnnotationFile file,
		final String place, final Remarks remarks) throws IOException
	{
		final byte[] bytes = stream.readNBytes(MOST_BYTES + 1);
		if (bytes.length > MOST_BYTES)
			throw new AnnotationFormatException(file.name(), place, "a region of more than " + MOST_BYTES + " bytes");
		try {
			final RoiBytes stored = new RoiBytes(bytes, name.substring(name.lastIndexOf('/') + 1));
			final Annotation.Builder annotation = AnnotationRois.annotation(stored.roi(), remarks).with();
			stored.text().ifPresent(text -> annotation.property(AnnotationRois.TEXT, text));
			if (stored.group() > 0) annotation.property(AnnotationRois.GROUP, String.valueOf(stored.group()));
			return annotation.build();
		}
		catch (final IllegalArgumentException e) {
			throw new AnnotationFormatException(file.name(), place, e.getMessage(), e);
		}
	}

	@Override
	public AnnotationWriter write(final Path target, final SlideFrame frame, final Remarks remarks)
		throws IOException
	{
		return isRoi(target.getFileName().toString()) ? new RoiWriter(target, remarks)
			: new RoiSetWriter(target, remarks);
	}

	/** An annotation as a region, and a remark if something of it is lost. */
	static Roi roi(final Annotation annotation, final Remarks remarks) {
		if (annotation.nucleus().isPresent()) remarks.add("ImageJ has no nuclei in cells; a nucleus was left out");
		return AnnotationRois.roi(annotation);
	}
}
