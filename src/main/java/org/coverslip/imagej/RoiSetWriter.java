package org.coverslip.imagej;

import java.awt.Rectangle;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.coverslip.annotation.Annotation;
import org.coverslip.annotation.AnnotationWriter;
import org.coverslip.annotation.Remarks;
import org.coverslip.io.OutputFile;

import ij.gui.Roi;

/**
 * Writes a {@code RoiSet.zip}. Each region is an entry of its name, without what folders and files cannot be called,
 * and with a number where the name was there already; its name itself is in the region. A region without a name has the
 * one that ImageJ makes of its place.
 */
final class RoiSetWriter implements AnnotationWriter {

	private static final int LONGEST = 100;

	private final Remarks remarks;
	private final OutputFile file;
	private final ZipOutputStream zip;
	private final Set<String> taken = new HashSet<>();
	private final Map<String, Integer> counts = new HashMap<>();

	RoiSetWriter(final Path target, final Remarks remarks) throws IOException {
		this.remarks = remarks;
		file = OutputFile.create(target);
		zip = new ZipOutputStream(new BufferedOutputStream(file.stream(), 1 << 16), StandardCharsets.UTF_8);
	}

	@Override
	public void put(final Annotation annotation) throws IOException {
		final Roi roi = ImageJRoiFormat.roi(annotation, remarks);
		zip.putNextEntry(new ZipEntry(unique(entryName(roi)) + ImageJRoiFormat.ROI));
		zip.write(RoiBytes.of(roi));
		zip.closeEntry();
	}

	/** As files can be called on every system. */
	private static String entryName(final Roi roi) {
		final String name = roi.getName() == null ? "" : roi.getName();
		final String clean = name.replaceAll("[\\\\/:*?\"<>|\\p{Cntrl}]", "_").replaceFirst("^\\.+", "_").strip();
		if (clean.isEmpty()) return ofPlace(roi.getBounds());
		return clean.codePointCount(0, clean.length()) <= LONGEST ? clean
			: clean.substring(0, clean.offsetByCodePoints(0, LONGEST));
	}

	/** The middle, y first, as {@code RoiManager#getLabel} has it. */
	private static String ofPlace(final Rectangle bounds) {
		return String.format(Locale.ROOT, "%04d-%04d", Math.max(0, bounds.y + bounds.height / 2),
			Math.max(0, bounds.x + bounds.width / 2));
	}

	private String unique(final String name) {
		String one = name;
		while (!taken.add(one.toLowerCase(Locale.ROOT)))
			one = name + "-" + counts.merge(name, 1, Integer::sum);
		return one;
	}

	@Override
	public void finish() throws IOException {
		if (taken.isEmpty()) throw new IllegalArgumentException(file.target()
			+ " would be an archive without a region, which ImageJ does not open: there are no annotations");
		zip.close();
		file.commit();
	}

	@Override
	public void close() throws IOException {
		file.close();
	}
}
