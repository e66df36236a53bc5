package org.coverslip.export;

import static org.junit.Assert.assertEquals;

import org.coverslip.export.tiles.TileOptions.LeftOut;
import org.junit.Test;

public class MarkupTextTest {

	@Test
	public void markupIsEscaped() {
		assertEquals("a &lt;b&gt; &amp;amp; &quot;c&quot; 'd'", MarkupText.of("a <b> &amp; \"c\" 'd'"));
	}

	@Test
	public void whatXmlDoesNotAllowIsLeftOut() {
		assertEquals("\t\n\r \ud7ff\ue000\ufffd\ud800\udc00\udbff\udfff",
			MarkupText.of("\0\b\t\n\u000b\r\u001f \ud7ff\udfff\ud800\ue000\ufffd\ufffe\uffff\ud800\udc00\udbff\udfff"));
	}

	@Test
	public void wordsOfConstants() {
		assertEquals("withoutTissue", UserWord.of(LeftOut.WITHOUT_TISSUE));
		assertEquals("blank", UserWord.of(LeftOut.BLANK));
	}
}
