package org.coverslip.deidentify;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.Slide;

/**
 * A slide that is to be written again without what names anybody.
 *
 * @param slide
 *            opened; it stays the caller's
 * @param source
 *            the slide's file
 * @param target
 *            the file to write; checked, and none of the slide's files
 * @param keep
 *            what is kept although it may name somebody
 * @param labelArea
 *            where the macro image shows the label
 * @param overwrites
 *            whether what is there already is replaced
 * @param findings
 *            are told what happens
 * @param progress
 *            asked between parts
 */
public record SlideCopy(Slide slide, Path source, Path target, Set<KeptPart> keep,
	Optional<LabelArea> labelArea, boolean overwrites, Findings findings, ProgressListener progress) {

	public SlideCopy {
		keep = Set.copyOf(keep);
	}
}
