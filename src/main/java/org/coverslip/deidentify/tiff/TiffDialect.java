package org.coverslip.deidentify.tiff;

import java.io.IOException;
import java.util.List;
import java.util.Set;

import org.coverslip.deidentify.SlideCopy;
import org.coverslip.tiff.TiffFile;

/** What is kept of one kind of TIFF. Implementations are stateless. */
interface TiffDialect {

	/** As {@link org.coverslip.deidentify.Deidentifier#formats()}. */
	Set<String> formats();

	/** As {@link org.coverslip.deidentify.Deidentifier#keepsMacro()}. */
	default boolean keepsMacro() {
		return false;
	}

	/**
	 * The directories that are kept, in the order of the chain, with what they keep. Whatever is left out is told to
	 * the findings here, by its kind; fields of kept directories need not be.
	 *
	 * @throws IOException
	 *             if the slide is one of which it is not known what may be kept
	 */
	List<KeptPage> pages(TiffFile tiff, SlideCopy copy) throws IOException;
}
