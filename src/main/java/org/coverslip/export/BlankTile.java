package org.coverslip.export;

import java.io.IOException;

import org.coverslip.export.TileTable.StoredTile;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.slide.RegionPixels;
import org.coverslip.slide.Scene;
import org.coverslip.tiff.TiffWriter;

/**
 * A tile of background that stands for all tiles of a level that were never stored. Thread-safe; written when first
 * asked for.
 * <p>
 * Where the level's encoder gives nothing, such tiles stay absent, as they were in the file that is copied.
 */
final class BlankTile implements TileCopy.Blanks {

	private final Scene scene;
	private final TargetLevel level;
	private final TiffWriter writer;
	private StoredTile place;

	BlankTile(final Scene scene, final TargetLevel level, final TiffWriter writer) {
		this.scene = scene;
		this.level = level;
		this.writer = writer;
	}

	@Override
	public synchronized StoredTile place() throws IOException {
		if (place == null) {
			final byte[] bytes = level.coding().encoder().encode(pixels(scene, level.tileWidth(), level.tileHeight()));
			place = bytes.length == 0 ? StoredTile.ABSENT : new StoredTile(writer.append(bytes), bytes.length);
		}
		return place;
	}

	/** Background of a scene: its colour if it is RGB, else 0. */
	static PixelBlock pixels(final Scene scene, final int width, final int height) {
		final BlockShape shape = new BlockShape(width, height, scene.level(0).samples(), scene.pixelType());
		return new RegionPixels(PixelBlock.zeros(shape), new byte[shape.pixels()]).over(scene.background());
	}
}
