package org.coverslip.unseen;

import java.awt.Component;
import java.io.File;
import javax.swing.JComponent;

/** As {@code javax.swing.JFileChooser}. */
public class JFileChooser extends JComponent {

	private String title = "";
	private File directory = new File(System.getProperty("user.home"));
	private File file;
	private File[] files = {};
	private int mode;
	private int kind;
	private boolean multiple;

	public File getCurrentDirectory() {
		return directory;
	}

	public void setCurrentDirectory(final File directory) {
		if (directory != null) this.directory = directory;
	}

	public File getSelectedFile() {
		return file;
	}

	public void setSelectedFile(final File file) {
		this.file = file;
	}

	public File[] getSelectedFiles() {
		return files.clone();
	}

	public void setSelectedFiles(final File[] files) {
		this.files = files == null ? new File[0] : files.clone();
	}

	public int getDialogType() {
		return kind;
	}

	public int getFileSelectionMode() {
		return mode;
	}

	public void setFileSelectionMode(final int mode) {
		this.mode = mode;
	}

	public boolean isMultiSelectionEnabled() {
		return multiple;
	}

	public void setMultiSelectionEnabled(final boolean multiple) {
		this.multiple = multiple;
	}

	public void setDialogTitle(final String title) {
		this.title = title == null ? "" : title;
	}

	public String getName(final File of) {
		return of.getName();
	}

	public void setApproveButtonText(final String text) {}

	public void setDragEnabled(final boolean drag) {}

	public void rescanCurrentDirectory() {}

	public int showOpenDialog(final Component parent) {
		return ask(javax.swing.JFileChooser.OPEN_DIALOG);
	}

	public int showSaveDialog(final Component parent) {
		return ask(javax.swing.JFileChooser.SAVE_DIALOG);
	}

	private int ask(final int dialog) {
		kind = dialog;
		new FileDialog(null, title).setVisible(true);
		return javax.swing.JFileChooser.CANCEL_OPTION;
	}
}
