package org.coverslip.command;

import java.awt.HeadlessException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.coverslip.annotation.Annotation;
import org.coverslip.annotation.AnnotationFile;
import org.coverslip.annotation.AnnotationFormat;
import org.coverslip.annotation.AnnotationSink;
import org.coverslip.annotation.Origin;
import org.coverslip.annotation.Remarks;
import org.coverslip.annotation.SlideFrame;
import org.coverslip.annotation.WantedClasses;
import org.coverslip.annotation.file.AnnotationFiles;
import org.coverslip.imagej.ImageAnnotations;
import org.coverslip.option.Option;
import org.coverslip.option.OptionKind;
import org.coverslip.option.OptionValues;

import ij.ImagePlus;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.plugin.frame.RoiManager;

/** Annotations of a file on their way to an image: all are read before the first is shown. */
final class AnnotationImport implements AnnotationSink {

	/** Where regions are put. */
	enum Into {
		BOTH, MANAGER, OVERLAY;

		boolean isOverlay() {
			return this != MANAGER;
		}

		boolean isManager() {
			return this != OVERLAY;
		}
	}

	static final Option<Into> INTO = Option.of("into", "Put into", OptionKind.oneOf(Into.values()), Into.BOTH,
		"The ROI Manager, the image's overlay, or both; what is there already stays.");

	/** The list of the ROI Manager takes seconds for more, with each change of it. */
	private static final int MOST_IN_MANAGER = 50_000;

	private final AnnotationFile file;
	private final ImageAnnotations shown;
	private final WantedClasses wanted;
	private final Into into;
	private final List<Roi> rois = new ArrayList<>();
	private long outside;

	/**
	 * @param shown
	 *            the image's
	 */
	AnnotationImport(final AnnotationFile file, final ImageAnnotations shown, final OptionValues values) {
		this.file = file;
		this.shown = shown;
		into = values.get(INTO);
		wanted = new WantedClasses(values.get(AnnotationOptions.CLASSES));
	}

	/** Reads all of the file. */
	void read(final AnnotationFormat format, final SlideFrame frame, final Optional<Origin> origin,
		final Remarks remarks) throws IOException
	{
		AnnotationFiles.read(file, format, frame, origin, remarks, this);
		wanted.checkFound(file.name());
		if (outside > 0) remarks.add(outside + " of " + wanted.count()
			+ " annotations lie outside of what the image shows and are left out");
	}

	@Override
	public void put(final Annotation annotation) {
		if (!wanted.take(annotation)) return;
		final Optional<Roi> roi = shown.roi(annotation);
		if (roi.isEmpty()) outside++;
		else rois.add(roi.get());
		if (into.isManager() && rois.size() > MOST_IN_MANAGER)
			throw new IllegalArgumentException(file + " has more than " + MOST_IN_MANAGER
				+ " annotations where the image is, too many for the list of the ROI Manager; say into=overlay, or "
				+ "import them on a crop of a smaller region");
	}

	/** Puts what was read where it is wanted, and says so. */
	String show(final ImagePlus image, final Remarks remarks) {
		final Optional<RoiManager> manager = into.isManager() ? manager() : Optional.empty();
		if (into == Into.MANAGER && manager.isEmpty())
			throw new IllegalArgumentException("there is no ROI Manager without a screen; say into=overlay");
		final boolean isOverlay = into.isOverlay();
		if (into.isManager() && manager.isEmpty())
			remarks.add("there is no ROI Manager without a screen; the annotations are in the overlay alone");
		if (isOverlay && !rois.isEmpty()) {
			final Overlay overlay = image.getOverlay() == null ? new Overlay() : image.getOverlay();
			rois.forEach(overlay::add);
			image.setOverlay(overlay);
		}
		if (manager.isPresent()) {
			for (final Roi roi : rois)
				manager.get().add(roi, -1); // addRoi would draw all of them each time
			if (!isOverlay && !rois.isEmpty() && image.getWindow() != null)
				manager.get().runCommand(image, "Show All");
		}
		return rois.size() + " of " + wanted.count() + (wanted.count() == 1 ? " annotation" : " annotations")
			+ " put into "
			+ (manager.isEmpty() ? "the overlay" : isOverlay ? "the ROI Manager and the overlay" : "the ROI Manager");
	}

	/** The one that is there, also where a macro has one that is not seen, or a new one. */
	private static Optional<RoiManager> manager() {
		final RoiManager open = RoiManager.getInstance2();
		try {
			return Optional.of(open != null ? open : RoiManager.getRoiManager());
		}
		catch (final HeadlessException e) { // not where ImageJ has windows that are not seen
			return Optional.empty();
		}
	}
}
