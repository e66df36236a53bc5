package org.coverslip.command;

import java.awt.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.coverslip.imagej.RoiOutline;
import org.coverslip.option.CropOptions;
import org.coverslip.option.CropOptions.RegionSource;
import org.coverslip.option.OptionValues;

import ij.ImagePlus;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.gui.ShapeRoi;
import ij.plugin.frame.RoiManager;
import ij.process.FloatPolygon;

/** What users have drawn. */
final class Rois {

	private Rois() {}

	/**
	 * The region of interest on an image.
	 *
	 * @throws IllegalArgumentException
	 *             if there is none
	 */
	static Roi on(final ImagePlus image) {
		final Roi roi = image.getRoi();
		if (roi != null) return roi;
		final int others = Math.max(ofManager().size(), ofOverlay(image).size());
		throw new IllegalArgumentException("there is no region on " + image.getTitle() + "; draw one first"
			+ (others == 0 ? "" : ", or take Crop ROIs... for the " + others + " of "
				+ (ofManager().isEmpty() ? "the overlay" : "the ROI Manager")));
	}

	/** A sentence if more is chosen on an image than the one region that is cropped, or it has several parts. */
	static Optional<String> others(final ImagePlus image) {
		final RoiManager manager = RoiManager.getInstance2();
		final int chosen = manager == null ? 0 : manager.getSelectedIndexes().length;
		if (chosen > 1) return Optional.of("one region is cropped, not the " + chosen
			+ " that are chosen in the ROI Manager; Crop ROIs... crops each");
		final int parts = parts(on(image)).size();
		return parts == 1 ? Optional.empty() : Optional.of(
			"the " + parts + " parts of the selection are cropped as one; Crop ROIs... crops each");
	}

	/**
	 * Copies of all regions on an image, each with a name of its own that files can have.
	 *
	 * @throws IllegalArgumentException
	 *             if there are none
	 */
	static List<Roi> all(final ImagePlus image, final OptionValues values) {
		return RoiNames.applied(drawn(image, values, Rois::ofManager).stream()
			.flatMap(roi -> roi == image.getRoi() ? parts(roi).stream() : Stream.of(roi)).toList());
	}

	/**
	 * All regions on an image, the selection as one, with the names that they have themselves: the list of the ROI
	 * Manager may show those of files.
	 *
	 * @return not to be modified
	 * @throws IllegalArgumentException
	 *             if there are none
	 */
	static List<Roi> drawn(final ImagePlus image, final OptionValues values) {
		return drawn(image, values, () -> {
			final RoiManager manager = RoiManager.getInstance2();
			return manager == null ? List.of() : List.of(manager.getRoisAsArray());
		});
	}

	private static List<Roi> drawn(final ImagePlus image, final OptionValues values,
		final Supplier<List<Roi>> ofManager)
	{
		final RegionSource source = values.get(CropOptions.REGIONS);
		final List<Roi> all = source != RegionSource.AUTO ? of(image, source, ofManager)
			: Arrays.stream(RegionSource.values()).filter(one -> one != source).map(one -> of(image, one, ofManager))
				.filter(some -> !some.isEmpty()).findFirst().orElse(List.of());
		if (!all.isEmpty()) return all;
		throw new IllegalArgumentException(switch (source) {
			case MANAGER -> "there are no regions in the ROI Manager";
			case OVERLAY -> image.getTitle() + " has no overlay";
			case SELECTION -> "there is no region on " + image.getTitle() + "; draw one first";
			case AUTO -> "there is no region in the ROI Manager, the overlay or the selection of " + image.getTitle();
		});
	}

	private static List<Roi> of(final ImagePlus image, final RegionSource source,
		final Supplier<List<Roi>> ofManager)
	{
		return switch (source) {
			case MANAGER -> ofManager.get();
			case OVERLAY -> ofOverlay(image);
			default -> image.getRoi() == null ? List.of() : List.of(image.getRoi());
		};
	}

	/** Also where a macro has one that is not seen. */
	private static List<Roi> ofManager() {
		final RoiManager manager = RoiManager.getInstance2();
		final List<Roi> rois = new ArrayList<>();
		if (manager != null) for (int i = 0; i < manager.getCount(); i++) {
			final Roi roi = (Roi) manager.getRoi(i).clone();
			roi.setName(manager.getName(i));
			rois.add(roi);
		}
		return rois;
	}

	private static List<Roi> ofOverlay(final ImagePlus image) {
		final Overlay overlay = image.getOverlay();
		return overlay == null ? List.of() : List.of(overlay.toArray());
	}

	/** The parts of a composite region that do not touch, each with its holes; any other region alone. */
	static List<Roi> parts(final Roi roi) {
		if (!(roi instanceof ShapeRoi composite)) return List.of(roi);
		final List<Roi> paths = Arrays.stream(composite.getRois()).filter(Roi::isArea).toList();
		final int[] depths = IntStream.range(0, paths.size()).map(i -> around(paths, i).size()).toArray();
		final List<Roi> parts = new ArrayList<>();
		for (int i = 0; i < depths.length; i++) {
			if (depths[i] % 2 == 1) continue; // a hole
			Roi part = paths.get(i);
			for (int hole = 0; hole < depths.length; hole++)
				if (depths[hole] == depths[i] + 1 && around(paths, hole).contains(i))
					part = new ShapeRoi(part).not(new ShapeRoi(paths.get(hole)));
			part.copyAttributes(roi);
			parts.add(part);
		}
		return parts.isEmpty() ? List.of(roi) : parts;
	}

	/** The numbers of the paths that lie around one of them. */
	private static List<Integer> around(final List<Roi> paths, final int inner) {
		final FloatPolygon corners = paths.get(inner).getFloatPolygon();
		return IntStream.range(0, paths.size()).filter(i -> i != inner).filter(i -> {
			final Shape outline = RoiOutline.of(paths.get(i));
			return outline.getBounds2D().contains(paths.get(inner).getFloatBounds())
				&& outline.contains(corners.xpoints[0], corners.ypoints[0]);
		}).boxed().toList();
	}

	/**
	 * The region of a name in the ROI Manager.
	 *
	 * @throws IllegalArgumentException
	 *             if there is none, or more than one
	 */
	static Roi named(final String name) {
		final List<Roi> named = ofManager().stream().filter(roi -> name.equals(roi.getName())).toList();
		if (named.isEmpty())
			throw new IllegalArgumentException("there is no region \"" + name + "\" in the ROI Manager");
		if (named.size() > 1) throw new IllegalArgumentException(
			"there are " + named.size() + " regions \"" + name + "\" in the ROI Manager");
		return named.get(0);
	}
}
