package org.coverslip.app;

import java.util.List;
import java.util.Optional;

import org.coverslip.command.CommandParameter;

import ij.gui.GenericDialog;

/** What a dialog asks in one place: the value of one parameter of a command, or of some that belong together. */
interface DialogRow {

	/** The parameters that it is about. */
	List<CommandParameter> parameters();

	/** Adds its fields, with what was typed into the dialog before if it is shown again, else the command's values. */
	void addTo(GenericDialog dialog);

	/** Takes what was typed, and says what is wrong with it, in one sentence. */
	Optional<String> problem();

	/** Gives the command what was typed. */
	void accept();

	/** Tells ImageJ's recorder what was given. */
	void record();
}
