package org.coverslip.api;

import org.coverslip.slide.Level;

/** A resolution at which a scene is stored. */
public final class LevelInfo {

	private final Level level;

	LevelInfo(final Level level) {
		this.level = level;
	}

	/** Columns. */
	public long width() {
		return level.width();
	}

	/** Rows. */
	public long height() {
		return level.height();
	}

	/** Level-0 pixels per pixel, 1 or more; seldom quite a whole number. */
	public double downsample() {
		return level.downsample();
	}

	/** Columns of a stored tile; 0 where tiles have no common size. */
	public int tileWidth() {
		return level.tileWidth();
	}

	/** Rows of a stored tile, likewise. */
	public int tileHeight() {
		return level.tileHeight();
	}

	/** How tiles are stored, for people: "JPEG", "none". */
	public String compression() {
		return level.compression();
	}

	@Override
	public String toString() {
		return width() + " x " + height() + " pixels, " + compression();
	}
}
