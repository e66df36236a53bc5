package org.coverslip.export;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.junit.Rule;
import org.junit.Test;
import org.junit.function.ThrowingRunnable;
import org.junit.rules.TemporaryFolder;

public class TargetFileTest {

	private static final List<String> ENDINGS = List.of(".ome.tif", ".tif", ".tiff");

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private static String refusal(final ThrowingRunnable what) {
		return assertThrows(IllegalArgumentException.class, what).getMessage();
	}

	@Test
	public void whatIsThereIsReplacedOnlyIfThatIsWanted() throws IOException {
		final Path there = folder.newFile("there.tif").toPath();
		final Path slide = folder.newFile("slide.svs").toPath();
		final Path fresh = there.resolveSibling("new.tif");
		assertEquals(there, TargetFile.checked(there, List.of(slide)));
		assertEquals(there, TargetFile.checked(there, List.of(slide), true));
		assertEquals(fresh, TargetFile.checked(fresh, List.of(slide), false));
		assertEquals(there + " is there already; choose another name, or say overwrite=true to replace it",
			refusal(() -> TargetFile.checked(there, List.of(slide), false)));
		final String itself = slide + " is the slide itself and is not overwritten; choose another name";
		assertEquals(itself, refusal(() -> TargetFile.checked(slide, List.of(slide))));
		assertEquals(itself, refusal(() -> TargetFile.checked(slide, List.of(slide), true)));
		assertThrows(IOException.class, () -> TargetFile.checked(there.resolve("x"), List.of()));
	}

	@Test
	public void anEndingIsAddedWhereThereIsNone() {
		for (final String own : List.of("a.tif", "a.OME.TIF", "a.b.tiff"))
			assertEquals(Path.of("x", own), TargetFile.withEnding(Path.of("x", own), ENDINGS));
		for (final String none : List.of("a", "a.5", "a.longer", "slide 20.x y"))
			assertEquals(Path.of("x", none + ".ome.tif"), TargetFile.withEnding(Path.of("x", none), ENDINGS));
		assertEquals(Path.of("/"), TargetFile.withEnding(Path.of("/"), ENDINGS));
		assertEquals(Path.of(""), TargetFile.withEnding(Path.of(""), ENDINGS));
		assertEquals("the name a.Jpg should end in .ome.tif, .tif or .tiff",
			refusal(() -> TargetFile.withEnding(Path.of("a.Jpg"), ENDINGS)));
	}
}
