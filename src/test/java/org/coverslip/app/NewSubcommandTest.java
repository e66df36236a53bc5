package org.coverslip.app;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.File;
import java.util.List;

import org.coverslip.command.MadeUpCommand;
import org.coverslip.command.SlideCommand;
import org.coverslip.slide.ProgressListener;
import org.junit.Test;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The command line knows of a command what its class says: the worked example of CONTRIBUTING.md. */
public class NewSubcommandTest {

	@Test
	public void theCommandLine() throws Exception {
		final Subcommand subcommand = new Subcommand("made-up", MadeUpCommand::new, false);
		final CommandSpec spec = subcommand.spec();
		assertEquals(List.of("INPUT"), spec.positionalParameters().stream().map(p -> p.paramLabel()).toList());
		assertTrue(spec.optionsMap().keySet().containsAll(List.of("--scene", "--region", "--loudness")));
		final SlideCommand command = subcommand
			.commands(new CommandLine(spec).parseArgs("a.svs", "--region", "1,2,30,40", "--loudness=1")).get(0);
		command.execute(ProgressListener.NONE);
		assertEquals(List.of(new File("a.svs") + " 30 x 40 at (1, 2)!"), command.outputTexts());
	}
}
