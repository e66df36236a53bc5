package org.coverslip.command;

import java.io.StringReader;
import java.lang.reflect.InvocationTargetException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import javax.script.ScriptEngine;
import javax.script.ScriptException;

import org.coverslip.imagej.TileBench;
import org.coverslip.process.TileCode;
import org.coverslip.process.TileImage;
import org.scijava.Context;
import org.scijava.convert.ConvertService;
import org.scijava.module.ModuleItem;
import org.scijava.script.ScriptInfo;
import org.scijava.script.ScriptLanguage;
import org.scijava.script.ScriptService;

import ij.ImagePlus;

/**
 * A script that runs on tiles: in a language that SciJava knows, as Fiji has several, or in Groovy where that alone is
 * on the class path. It finds the tile's image as {@code imp}, its values by their names, and those together as
 * {@code argument}; parameters that it declares ({@code #@ int x0}) are taken from the same.
 */
public final class TileScript implements TileBench.Code {

	private static final String GROOVY = "groovy.lang.";

	private final Context context;
	private final TileCode code;
	private final Optional<ScriptLanguage> language;

	private TileScript(final Context context, final TileCode code, final Optional<ScriptLanguage> language) {
		this.context = context;
		this.code = code;
		this.language = language;
	}

	/**
	 * A script that is ready to run.
	 *
	 * @throws IllegalArgumentException
	 *             with one sentence, if its language is not known here
	 */
	public static TileScript of(final Context context, final TileCode code) {
		final String ending = code.name().substring(code.name().lastIndexOf('.') + 1);
		final Optional<ScriptLanguage> language =
			Optional.ofNullable(context.service(ScriptService.class).getLanguageByExtension(ending));
		if (language.isEmpty() && !(ending.equals("groovy") && hasGroovy()))
			throw new IllegalArgumentException("there is nothing here that runs " + code.name() + "; "
				+ (ending.equals("groovy") ? "put groovy-4.*.jar on the class path, or use Fiji, which has it"
					: "Fiji runs scripts in several languages"));
		return new TileScript(context, code, language);
	}

	private static boolean hasGroovy() {
		try {
			Class.forName(GROOVY + "GroovyShell", false, TileScript.class.getClassLoader());
			return true;
		}
		catch (final ClassNotFoundException e) {
			return false;
		}
	}

	@Override
	public Optional<String> run(final ImagePlus image, final TileImage tile) {
		final Map<String, Object> values = new HashMap<>(tile.values());
		values.put("imp", image);
		values.put("argument", tile.argument());
		try {
			if (language.isPresent()) run(language.get(), values);
			else runGroovy(values);
			return Optional.empty();
		}
		catch (final ScriptException | ReflectiveOperationException | RuntimeException e) {
			return Optional.of(sentence(e));
		}
	}

	private void run(final ScriptLanguage known, final Map<String, Object> values) throws ScriptException {
		final ScriptInfo info = new ScriptInfo(context, code.name(), new StringReader(code.text()));
		final ScriptEngine engine = known.getScriptEngine();
		values.forEach(engine::put);
		for (final ModuleItem<?> input : info.inputs()) {
			final Object value = ImagePlus.class.isAssignableFrom(input.getType()) ? values.get("imp")
				: values.get(input.getName());
			if (value == null && input.isRequired() && input.getDefaultValue() == null)
				throw new IllegalArgumentException("a tile has no value for \"" + input.getName() + "\"");
			engine.put(input.getName(), value == null ? input.getDefaultValue()
				: context.service(ConvertService.class).convert(value, input.getType()));
		}
		engine.put(ScriptEngine.FILENAME, code.name());
		final String processed = info.getProcessedScript();
		engine.eval(processed == null ? code.text() : processed);
	}

	/** Groovy alone, without what joins it to SciJava. */
	private void runGroovy(final Map<String, Object> values) throws ReflectiveOperationException {
		final ClassLoader loader = TileScript.class.getClassLoader();
		final Class<?> bindingClass = Class.forName(GROOVY + "Binding", true, loader);
		final Object binding = bindingClass.getConstructor(Map.class).newInstance(values);
		final Class<?> shellClass = Class.forName(GROOVY + "GroovyShell", true, loader);
		final Object shell =
			shellClass.getConstructor(ClassLoader.class, bindingClass).newInstance(loader, binding);
		final String text = code.text().replaceAll("(?m)^#@", "//@");
		shellClass.getMethod("evaluate", String.class, String.class).invoke(shell, text, code.name());
	}

	private static String sentence(final Exception failure) {
		Throwable cause = failure;
		while (cause.getCause() != null
			&& (cause instanceof InvocationTargetException || cause instanceof ScriptException))
			cause = cause.getCause();
		final String text = SlideCommand.sentence(cause).strip().replaceAll("\\s*\\R\\s*", "; ");
		for (final StackTraceElement element : cause.getStackTrace())
			if (element.getFileName() != null && element.getClassName().matches("[A-Za-z_]\\w*")
				&& element.getLineNumber() > 0)
				return text + " (line " + element.getLineNumber() + " of the script)";
		return text;
	}
}
