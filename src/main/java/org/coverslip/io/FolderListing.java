package org.coverslip.io;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;

/** Lists folders where there are none, only files whose names have slashes in them. */
public final class FolderListing {

	private FolderListing() {}

	/** As {@link Storage#list} tells it, of all files' names. */
	public static List<Storage.Entry> of(final NavigableSet<String> names, final String folder, final int most) {
		final String prefix = folder.isEmpty() ? "" : folder + "/";
		final List<Storage.Entry> entries = new ArrayList<>();
		String name = names.ceiling(prefix);
		while (name != null && name.startsWith(prefix) && entries.size() < most) {
			final int slash = name.indexOf('/', prefix.length());
			final String entry = slash < 0 ? name : name.substring(0, slash);
			entries.add(new Storage.Entry(entry, slash >= 0));
			// what follows a folder's files: '0' is the character behind the slash
			name = slash < 0 ? names.higher(name) : names.ceiling(entry + '0');
		}
		return entries;
	}
}
