package org.coverslip.option;

import java.util.Optional;

import org.coverslip.slide.Cutout.Outside;

/** How all that is drawn on an image is cropped. */
public final class CropOptions {

	/** Where regions are taken from. */
	public enum RegionSource {
		/** The first of the others that has some. */
		AUTO,
		/** The ROI Manager. */
		MANAGER,
		/** The image's overlay. */
		OVERLAY,
		/** The selection, each of its parts. */
		SELECTION
	}

	/** What each region becomes. */
	public enum CropKind {
		IMAGES, TIFF, TILES
	}

	/** What is shown outside of a region's outline. */
	public enum OutlineMask {
		/** No mask: all within the bounds stays. */
		NOTHING, WHITE, BLACK, TRANSPARENT
	}

	public static final Option<RegionSource> REGIONS = Option.of("regions", "Regions",
		OptionKind.oneOf(RegionSource.values()), RegionSource.AUTO,
		"All of the ROI Manager, all of the image's overlay, or each part of the selection; auto is the first that has "
			+ "some.");

	public static final Option<CropKind> AS = Option.of("as", "Crop to", OptionKind.oneOf(CropKind.values()),
		CropKind.IMAGES,
		"What each region becomes: an image, a pyramidal TIFF in the folder, or a folder of tiles in it.");

	public static final Option<OutlineMask> MASK = Option.of("mask", "Outside of outlines",
		OptionKind.oneOf(OutlineMask.values()), OutlineMask.NOTHING,
		"nothing keeps all within the bounds; white and black fill what lies outside; transparent is for tiles of png "
			+ "and tif.");

	public static final OptionTable ALL = OptionTable.of(REGIONS, AS).and(ScaleOptions.OF_IMAGE).and(MASK)
		.and(PlaneOptions.OF_STACK);

	private CropOptions() {}

	/**
	 * What stands outside of outlines; empty for what the slide shows there.
	 *
	 * @throws IllegalArgumentException
	 *             if it is to be transparent where that cannot be
	 */
	public static Optional<Outside> outside(final OptionValues values) {
		final CropKind kind = values.get(AS);
		return switch (values.get(MASK)) {
			case NOTHING -> Optional.empty();
			case WHITE -> Optional.of(Outside.WHITE);
			case BLACK -> Optional.of(Outside.BLACK);
			case TRANSPARENT -> {
				if (kind != CropKind.TILES)
					throw new IllegalArgumentException((kind == CropKind.TIFF ? "a pyramidal TIFF of a slide"
						: "an image of ImageJ") + " cannot be transparent; choose mask=white or mask=black, or tiles "
						+ "of png or tif");
				yield Optional.of(Outside.TRANSPARENT);
			}
		};
	}
}
