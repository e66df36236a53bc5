package org.coverslip.unseen;

import java.io.FilenameFilter;

/** As {@code java.awt.FileDialog}. */
public class FileDialog extends Dialog {

	private String directory;
	private String file;

	public FileDialog(final Frame owner, final String title) {
		this(owner, title, java.awt.FileDialog.LOAD);
	}

	public FileDialog(final Frame owner, final String title, final int mode) {
		super(owner, title, true);
	}

	public String getDirectory() {
		return directory;
	}

	public void setDirectory(final String directory) {
		this.directory = directory;
	}

	public String getFile() {
		return file;
	}

	public void setFile(final String file) {
		this.file = file;
	}

	public void setFilenameFilter(final FilenameFilter filter) {}
}
