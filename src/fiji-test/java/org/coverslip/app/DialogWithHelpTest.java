package org.coverslip.app;

import static org.junit.Assert.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.coverslip.command.SlideCommand;
import org.coverslip.testing.JavaProgram;
import org.coverslip.testing.VirtualScreen;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The dialogs of Coverslip's commands in Fiji. */
public class DialogWithHelpTest {

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	@Rule
	public final VirtualScreen screen = new VirtualScreen();

	@Test
	public void theHelpButtonLeadsToTheGuide() throws Exception {
		final Map<String, String> environment = new HashMap<>(screen.environment());
		environment.put("JDK_JAVA_OPTIONS", "--add-opens=java.base/java.lang=ALL-UNNAMED"); // as Fiji's launcher does
		final JavaProgram.Result result = JavaProgram.run(folder.newFolder().toPath(), environment, DialogSession.class,
			"Convert Slide...", System.getProperty("coverslip.dialogPicture", folder.getRoot() + "/dialog.png"));
		final List<String> buttons = result.output().lines().toList();
		assertTrue(result.output() + result.errors(), buttons.contains("Help " + SlideCommand.GUIDE));
		assertTrue(result.output(), buttons.stream().anyMatch(button -> button.startsWith("OK")));
	}
}
