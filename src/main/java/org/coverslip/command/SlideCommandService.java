package org.coverslip.command;

import java.util.List;

import org.scijava.Priority;
import org.scijava.command.Command;
import org.scijava.command.CommandService;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.plugin.PluginInfo;
import org.scijava.plugin.PluginService;
import org.scijava.service.AbstractService;
import org.scijava.service.SciJavaService;
import org.scijava.service.Service;

/**
 * Tells SciJava of the options that Coverslip's commands share: it finds the inputs of commands by their annotated
 * fields only. Before Fiji's service for ImageJ, which keeps what commands there are for its menus.
 */
@Plugin(type = Service.class, priority = Priority.VERY_HIGH)
public final class SlideCommandService extends AbstractService implements SciJavaService {

	private static final String OURS = SlideCommand.class.getPackageName() + ".";

	@Parameter
	private PluginService plugins;

	/** So that SciJava makes this service after that one, which hears of the plugins that come and go here. */
	@Parameter
	private CommandService commands;

	/** In the thread that makes the context: whoever has the context has the commands with all their inputs. */
	@Override
	public void initialize() {
		final List<PluginInfo<Command>> plain = plugins.getPluginsOfType(Command.class).stream()
			.filter(plugin -> plugin.getClassName().startsWith(OURS) && !(plugin instanceof CommandInfoWithOptions))
			.toList();
		plugins.removePlugins(plain);
		plugins.addPlugins(plain.stream().map(CommandInfoWithOptions::new).toList());
	}
}
