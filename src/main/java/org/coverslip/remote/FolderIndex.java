package org.coverslip.remote;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import org.coverslip.io.Storage;

/** Tells what is in a folder on a server. */
interface FolderIndex {

	/** As {@link Storage#list}. */
	Optional<List<Storage.Entry>> list(String folder, int most) throws IOException;
}
