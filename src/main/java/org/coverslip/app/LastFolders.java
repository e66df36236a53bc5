package org.coverslip.app;

import java.io.File;

import ij.Prefs;
import ij.io.OpenDialog;

/** The folders in which dialogs found files the last time: among ImageJ's preferences, so that they outlive it. */
final class LastFolders {

	private static final String OPENED = "coverslip.folder";
	private static final String SAVED = "coverslip.savefolder";

	private LastFolders() {}

	/** Has dialogs that open files begin in the last folder, if ImageJ has none of its own yet. */
	static void offer() {
		final String last = Prefs.get(OPENED, null);
		if (OpenDialog.getDefaultDirectory() == null && last != null && new File(last).isDirectory())
			OpenDialog.setDefaultDirectory(last);
	}

	/** Where the last file was saved, as dialogs that save files take it; null if that is nowhere. */
	static String toSave() {
		final String last = Prefs.get(SAVED, null);
		return last != null && new File(last).isDirectory() ? last : null;
	}

	/** Keeps the folder of a file, or a folder that was chosen itself. */
	static void keep(final File file, final boolean isFolder, final boolean saved) {
		final File folder = isFolder ? file.getAbsoluteFile() : file.getAbsoluteFile().getParentFile();
		if (folder == null || !folder.isDirectory()) return;
		final String path = folder.getPath() + File.separator;
		Prefs.set(saved ? SAVED : OPENED, path);
		if (!saved) OpenDialog.setDefaultDirectory(path);
	}
}
