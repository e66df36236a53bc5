package org.coverslip.command;

import static org.junit.Assert.assertEquals;

import org.coverslip.testing.JavaProgram;
import org.coverslip.testing.VirtualScreen;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Macros on tiles in the ImageJ of a user, as in Fiji, who finds it as he left it. */
public class HereWorkTest {

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	@Rule
	public final VirtualScreen screen = new VirtualScreen();

	@Test
	public void theUsersImagesResultsAndRoisStay() throws Exception {
		final JavaProgram.Result result =
			JavaProgram.run(folder.newFolder().toPath(), screen.environment(), HereWorkSession.class);
		assertEquals(result.output() + result.errors(), 0, result.status());
		final String[] lines = result.output().strip().split("\n");
		assertEquals(result.output() + result.errors(), 3, lines.length);
		assertEquals("right 24 of 24", lines[1]);
		assertEquals(lines[0].replace("before ", ""), lines[2].replace("after ", ""));
	}
}
