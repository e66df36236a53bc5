package org.coverslip.detect;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class SlideListTest {

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private Path root;

	@Before
	public void makeSlides() throws IOException {
		root = folder.getRoot().toPath().toAbsolutePath().normalize();
		Files.createDirectories(root.resolve("a/b"));
		for (final String name : List.of("a/one.svs", "a/b/two, or \"2\".svs", "a/b/drei.svs"))
			Files.writeString(root.resolve(name), "");
	}

	private Path list(final String name, final String text) throws IOException {
		return Files.writeString(root.resolve(name), text);
	}

	@Test
	public void aText() throws IOException {
		final Path list = list("l.txt",
			"\ufeff# slides\n\na/one.svs\r\n  a/b/drei.svs  \n" + root.resolve("a/one.svs"));
		assertTrue(SlideList.isList(list));
		assertEquals(new SlideList(root.resolve("a"), List.of(root.resolve("a/one.svs"), root.resolve("a/b/drei.svs"))),
			SlideList.read(list));
		assertEquals("one slide lies in its folder", root.resolve("a/b"),
			SlideList.read(list("m.lst", "a/b/drei.svs")).root());
	}

	@Test
	public void tables() throws IOException {
		assertEquals(List.of(root.resolve("a/b/two, or \"2\".svs"), root.resolve("a/one.svs")), SlideList.read(
			list("t.csv",
				"Case,Path,stain\n1,\"a/b/two, or \"\"2\"\".svs\",HE\n2, a/one.svs ,HE\n3,,HE\n4\n")).files());
		assertEquals(List.of(root.resolve("a/one.svs")),
			SlideList.read(list("t.tsv", "slide\tpath\na/one.svs\tx\n")).files());
	}

	@Test
	public void whatIsNoList() throws IOException {
		assertFalse(SlideList.isList(root.resolve("a")));
		assertFalse(SlideList.isList(root.resolve("a/one.svs")));
		assertFalse("is not there", SlideList.isList(root.resolve("none.txt")));
		assertRefused("which is not there", list("l.txt", "a/three.svs"));
		assertRefused("names no slides", list("l.txt", "# nothing"));
		assertRefused("names no slides", list("l.csv", ""));
		assertRefused("no column of slides; call it slide, path, file, filename, input or image",
			list("l.csv", "case\n1"));
	}

	private static void assertRefused(final String sentence, final Path list) {
		final String said = assertThrows(IOException.class, () -> SlideList.read(list)).getMessage();
		assertTrue(said, said.contains(sentence) && said.startsWith(list.toString()));
	}
}
