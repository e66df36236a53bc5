package org.coverslip.command;

import static org.junit.Assert.assertEquals;

import java.util.ArrayList;
import java.util.List;

import org.junit.Test;
import org.scijava.Context;
import org.scijava.command.Command;
import org.scijava.command.CommandInfo;
import org.scijava.module.Module;
import org.scijava.module.ModuleService;
import org.scijava.plugin.Plugin;
import org.scijava.plugin.PluginInfo;

/** Dialogs, scripts and macros know of a command what its class says: the worked example of CONTRIBUTING.md. */
public class NewCommandTest {

	@Test
	public void sciJavaAndMacros() throws Exception {
		try (Context context = new Context()) {
			final CommandInfo info = new CommandInfoWithOptions(new PluginInfo<>(MadeUpCommand.class, Command.class,
				MadeUpCommand.class.getAnnotation(Plugin.class)));
			final List<String> inputs = new ArrayList<>();
			info.inputs().forEach(input -> inputs.add(input.getName()));
			assertEquals("after SciJava's services", List.of("input", "scene", "region", "loudness"),
				inputs.subList(inputs.size() - 4, inputs.size()));
			final Module module = context.service(ModuleService.class).createModule(info);
			CommandOptions.set(module, "input=a.svs region=1,2,30,40 loudness=3");
			module.run();
			assertEquals("a.svs 30 x 40 at (1, 2)!!!", module.getOutput("said"));
		}
	}
}
