package org.coverslip.bdv;

import javax.swing.JEditorPane;
import javax.swing.text.Document;
import javax.swing.text.html.HTMLDocument;
import javax.swing.text.html.HTMLEditorKit;

/**
 * HTML that Swing loads before it goes on. By default a thread of its own loads it, while the thread that makes the
 * window already changes it: each BigDataViewer window makes its help text so, and about one in a hundred fails with a
 * {@link NullPointerException}.
 * <p>
 * Public with a constructor without parameters, since Swing makes it by its name.
 */
public final class PromptHtml extends HTMLEditorKit {

	private static final long serialVersionUID = 1L;

	private static final String TYPE = "text/html";

	/** Priority of no thread at all. */
	private static final int AT_ONCE = -1;

	@Override
	public Document createDefaultDocument() {
		final HTMLDocument document = (HTMLDocument) super.createDefaultDocument();
		document.setAsynchronousLoadPriority(AT_ONCE);
		return document;
	}

	/** Does something on the event dispatch thread during which HTML is loaded at once. */
	static void during(final Runnable action) {
		final String usual = JEditorPane.getEditorKitClassNameForContentType(TYPE);
		JEditorPane.registerEditorKitForContentType(TYPE, PromptHtml.class.getName(),
			PromptHtml.class.getClassLoader());
		try {
			action.run();
		}
		finally {
			JEditorPane.registerEditorKitForContentType(TYPE, usual, null);
		}
	}
}
