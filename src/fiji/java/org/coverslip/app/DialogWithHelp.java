package org.coverslip.app;

import java.io.IOException;
import java.net.URL;

import javax.swing.JButton;
import javax.swing.JPanel;

import org.coverslip.command.SlideCommand;
import org.scijava.log.LogService;
import org.scijava.module.Module;
import org.scijava.module.process.PreprocessorPlugin;
import org.scijava.platform.PlatformService;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.ui.swing.widget.SwingInputHarvester;
import org.scijava.widget.InputHarvester;
import org.scijava.widget.InputPanel;

/** Fiji's dialog for the inputs of Coverslip's commands, with a Help button that leads to the user guide. */
@Plugin(type = PreprocessorPlugin.class, priority = InputHarvester.PRIORITY + 0.5)
public final class DialogWithHelp extends SwingInputHarvester {

	/** The name of Fiji's user interface: ImageJ 1 with ImageJ2's dialogs. */
	private static final String FIJI = "legacy";

	@Parameter
	private PlatformService platform;

	@Parameter
	private LogService log;

	@Override
	public void process(final Module module) {
		if (module.getDelegateObject() instanceof SlideCommand) super.process(module);
	}

	@Override
	public boolean harvestInputs(final InputPanel<JPanel, JPanel> inputPanel, final Module module) {
		final JButton help = new JButton("Help");
		help.setToolTipText(SlideCommand.GUIDE);
		help.addActionListener(event -> openGuide());
		inputPanel.getComponent().add(help, "skip, growx 0, align right");
		return super.harvestInputs(inputPanel, module);
	}

	private void openGuide() {
		try {
			platform.open(new URL(SlideCommand.GUIDE));
		}
		catch (final IOException e) {
			log.error("no browser opens " + SlideCommand.GUIDE, e);
		}
	}

	@Override
	protected String getUI() {
		return FIJI;
	}
}
