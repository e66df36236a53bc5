package org.coverslip.command;

import java.lang.reflect.Type;
import java.util.List;

import org.coverslip.option.Option;
import org.scijava.command.CommandModuleItem;
import org.scijava.module.ModuleInfo;

/** An option as SciJava sees it: an input. */
final class OptionItem<T> extends CommandModuleItem<T> {

	private final Option<?> option;
	private final Class<T> type;

	private OptionItem(final ModuleInfo info, final CommandParameter parameter, final Class<T> type) {
		super(info, parameter.field());
		this.option = parameter.option();
		this.type = type;
	}

	/** As dialogs hold its values. */
	static OptionItem<?> of(final ModuleInfo info, final CommandParameter parameter) {
		return new OptionItem<>(info, parameter, parameter.option().kind().held());
	}

	/** For values of any type. */
	static OptionItem<?> open(final ModuleInfo info, final CommandParameter parameter) {
		return new OptionItem<>(info, parameter, Object.class);
	}

	@Override
	public String getName() {
		return option.key();
	}

	@Override
	public Class<T> getType() {
		return type;
	}

	@Override
	public Type getGenericType() {
		return type;
	}

	@Override
	public String getLabel() {
		return option.label();
	}

	@Override
	public String getDescription() {
		return option.help();
	}

	@Override
	public boolean isRequired() {
		return option.isRequired();
	}

	@Override
	public T getDefaultValue() {
		return option.heldOtherwise().map(type::cast).orElse(null);
	}

	@Override
	public T getMinimumValue() {
		return option.kind().min().map(type::cast).orElse(null);
	}

	@Override
	public T getMaximumValue() {
		return option.kind().max().map(type::cast).orElse(null);
	}

	@Override
	public List<T> getChoices() {
		return option.kind().choices().stream().map(type::cast).toList();
	}
}
