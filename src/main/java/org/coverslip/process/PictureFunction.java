package org.coverslip.process;

import java.io.IOException;

import org.coverslip.option.OptionTable;
import org.coverslip.option.OptionValues;
import org.coverslip.slide.Picture;
import org.coverslip.slide.ProgressListener;

/**
 * A function that users choose by name: it makes a picture of a picture, in register with it. Stateless and
 * thread-safe.
 * <p>
 * What it gives is computed when it is read, block by block, on any number of threads, and must not depend on how it is
 * cut into blocks: {@link Picture#map} sees to that if the margin is large enough. Another function is a class like
 * those in this package, and a line in {@link KnownFunctions} or a name in
 * {@code META-INF/services/org.coverslip.process.PictureFunction}.
 */
public interface PictureFunction {

	/** What users write for it, for example {@code gaussian}. */
	String word();

	/** What it does, in one sentence. */
	String help();

	/** What it asks for. */
	OptionTable options();

	/**
	 * The picture that it makes.
	 *
	 * @param picture
	 *            all that is to be processed; values that need all of it, a threshold for example, are taken from a
	 *            coarse level of {@link Picture#scene()} here, once
	 * @param values
	 *            of {@link #options()}
	 * @param progress
	 *            of what is read for such values; may cancel
	 * @return of the same size at the same place
	 * @throws IllegalArgumentException
	 *             with one sentence, if it cannot do with pixels of this kind, or with these values
	 * @throws IOException
	 *             if the slide cannot be read
	 */
	Picture apply(Picture picture, OptionValues values, ProgressListener progress) throws IOException;
}
