package org.coverslip.unseen;

/**
 * As {@code java.awt.Dialog}. Whoever shows a modal one waits for an answer: where
 * {@link UnseenWindows#tell the onlooker} lets it pass, it is closed without one.
 */
public class Dialog extends Window {

	private String title;
	private boolean modal;

	public Dialog(final Window owner, final String title, final boolean modal) {
		super(owner);
		this.title = title == null ? "" : title;
		this.modal = modal;
	}

	public Dialog(final Frame owner) {
		this(owner, "", false);
	}

	public Dialog(final Frame owner, final boolean modal) {
		this(owner, "", modal);
	}

	public Dialog(final Frame owner, final String title) {
		this(owner, title, false);
	}

	public Dialog(final Frame owner, final String title, final boolean modal) {
		this((Window) owner, title, modal);
	}

	public Dialog(final Dialog owner, final String title, final boolean modal) {
		this((Window) owner, title, modal);
	}

	public String getTitle() {
		return title;
	}

	public void setTitle(final String title) {
		this.title = title == null ? "" : title;
	}

	public boolean isModal() {
		return modal;
	}

	public void setModal(final boolean modal) {
		this.modal = modal;
	}

	@Override
	@Deprecated
	public void show() {
		super.show();
		if (modal) setVisible(false);
	}
}
