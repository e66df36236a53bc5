package org.coverslip.command;

import java.util.List;

import org.scijava.command.Command;
import org.scijava.command.CommandService;
import org.scijava.event.EventHandler;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.plugin.PluginInfo;
import org.scijava.plugin.PluginService;
import org.scijava.service.AbstractService;
import org.scijava.service.SciJavaService;
import org.scijava.service.Service;
import org.scijava.service.event.ServicesLoadedEvent;

/**
 * Tells SciJava of the options that Coverslip's commands share: it finds the inputs of commands by their annotated
 * fields only.
 */
@Plugin(type = Service.class)
public final class SlideCommandService extends AbstractService implements SciJavaService {

	private static final String OURS = SlideCommand.class.getPackageName() + ".";

	@Parameter
	private PluginService plugins;

	/** Only for the order: commands are known to it before it hears of others. */
	@Parameter
	private CommandService commands;

	/** Called by SciJava's event bus, once all services listen to it. */
	@EventHandler
	void onEvent(final ServicesLoadedEvent event) {
		final List<PluginInfo<Command>> plain = plugins.getPluginsOfType(Command.class).stream()
			.filter(plugin -> plugin.getClassName().startsWith(OURS) && !(plugin instanceof CommandInfoWithOptions))
			.toList();
		plugins.removePlugins(plain);
		plugins.addPlugins(plain.stream().map(CommandInfoWithOptions::new).toList());
	}
}
