package org.coverslip.export.dicom;

import org.coverslip.export.walk.LevelSize;
import org.coverslip.export.walk.WrittenLevel;

/**
 * A level that becomes an instance.
 *
 * @param downsample
 *            pixels of the finest level per pixel of this one
 * @param coding
 *            of its frames
 * @param copied
 *            whether the frames are those of the slide
 */
record DicomLevel(LevelSize size, double downsample, FrameCoding coding, boolean copied) {

	WrittenLevel written() {
		return new WrittenLevel(size, size.grid(), coding.encoder());
	}
}
