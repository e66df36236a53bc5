package org.coverslip.process;

import java.util.stream.Collectors;

import org.coverslip.option.Option;
import org.coverslip.option.OptionKind;
import org.coverslip.option.OptionTable;
import org.coverslip.option.OptionValues;

/** Which function is run, and with what. */
public final class FunctionOptions {

	public static final Option<PictureFunction> FUNCTION = Option.of("function", "Function",
		OptionKind.oneOf(KnownFunctions.all(), PictureFunction::word), KnownFunctions.ofWord("downsample"),
		"What is done with the pixels.");

	public static final Option<String> OPTIONS = Option.of("options", "Options", OptionKind.text(), "",
		"The function's or command's options, for instance \"sigma=2\": " + KnownFunctions.all().stream()
			.filter(function -> !function.options().options().isEmpty()).map(FunctionOptions::usage)
			.collect(Collectors.joining("; ")) + ".");

	public static final OptionTable ALL = OptionTable.of(FUNCTION, OPTIONS);

	private FunctionOptions() {}

	private static String usage(final PictureFunction function) {
		return function.word() + " takes " + function.options().options().stream().filter(option -> !option.isRare())
			.map(Option::key).collect(Collectors.joining(", "));
	}

	/**
	 * The values of the function's own options.
	 *
	 * @throws IllegalArgumentException
	 *             with one sentence, if the function does not take them
	 */
	public static OptionValues of(final OptionValues values) {
		return values.get(FUNCTION).options().parse(values.get(OPTIONS));
	}
}
