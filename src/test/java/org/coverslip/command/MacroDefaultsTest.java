package org.coverslip.command;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import java.io.File;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.AfterClass;
import org.junit.Test;
import org.scijava.Context;
import org.scijava.command.CommandService;
import org.scijava.convert.ConvertService;
import org.scijava.module.Module;
import org.scijava.module.ModuleService;

import ij.Macro;

/** What Fiji would still ask for in a dialog when a macro runs a command. */
public class MacroDefaultsTest {

	private static final Context CONTEXT =
		new Context(CommandService.class, ConvertService.class, SlideCommandService.class);

	@AfterClass
	public static void dispose() {
		CONTEXT.dispose();
	}

	/** Which inputs are settled, of those that a macro can name. */
	private static Map<String, Boolean> settled(final String options) throws Exception {
		final Module module = processed(options);
		final Map<String, Boolean> settled = new TreeMap<>();
		for (final String name : new String[] { "input", "output", "compression", "tileSize" })
			settled.put(name, module.isInputResolved(name));
		return settled;
	}

	private static Module processed(final String options) throws Exception {
		final AtomicReference<String> refusal = new AtomicReference<>();
		final Module module = processed(options, refusal);
		assertNull(refusal.get());
		return module;
	}

	private static Module processed(final String options, final AtomicReference<String> refusal) throws Exception {
		final Module module = CONTEXT.service(ModuleService.class)
			.createModule(CONTEXT.service(CommandService.class).getCommand(ConvertSlideCommand.class));
		module.setInput("input", new File("a.svs")); // as Fiji does with what the options name
		module.resolveInput("input");
		final Thread macro = new Thread(() -> {
			Macro.setOptions(options);
			final MacroDefaults defaults = new MacroDefaults();
			CONTEXT.inject(defaults);
			defaults.process(module);
			refusal.set(defaults.getCancelReason());
			Macro.setOptions(null);
		}, "Run$_Convert"); // by this name ImageJ knows that a macro is at work
		macro.start();
		macro.join();
		return module;
	}

	@Test
	public void whatIsNotNamedHasItsDefault() throws Exception {
		assertEquals(Map.of("input", true, "output", false, "compression", true, "tileSize", true),
			settled("input=a.svs"));
	}

	@Test
	public void whatIsNamedIsTaken() throws Exception {
		final Module module = processed("input=a.svs output=[a b.tif] compression=jpeg tilesize=128 align");
		assertEquals("jpeg", module.getInput("compression"));
		assertEquals(128, module.getInput("tileSize"));
		assertEquals(true, module.getInput("align"));
		assertEquals(new File("a b.tif"), module.getInput("output"));
		for (final String name : new String[] { "output", "compression", "tileSize", "align", "quality" })
			assertTrue(name, module.isInputResolved(name));
	}

	/** Fiji would ask for such a value in a dialog, and not say why. */
	@Test
	public void valuesThatAreNotPossibleAreRefused() throws Exception {
		final AtomicReference<String> refusal = new AtomicReference<>();
		processed("input=a.svs output=b.tif tilesize=many", refusal);
		assertEquals("\"tileSize=many\" is not a whole number", refusal.get());
		processed("input=a.svs output=b.tif quality=0", refusal);
		assertEquals("\"quality=0\" is less than 1", refusal.get());
		processed("input=a.svs input=b.svs output=b.tif", refusal);
		assertEquals("the option \"input\" is given twice", refusal.get());
	}

	/** Fiji finds keys in lower case only, and would silently take the default. */
	@Test
	public void keysMayBeWrittenAsTheParametersAreNamed() throws Exception {
		for (final String options : new String[] { "input=a.svs tileSize=512", "tileSize=512 input=a.svs",
			"output=[a b] tileSize=[512]" })
			assertEquals(options, 512, processed(options).getInput("tileSize"));
		assertEquals(256, processed("output=[notTileSize=512]").getInput("tileSize"));
	}

	@Test
	public void keysThatThereAreNotAreRefused() throws Exception {
		final AtomicReference<String> refusal = new AtomicReference<>();
		processed("input=a.svs output=b.tif compresion=jpeg", refusal);
		assertTrue(refusal.get(),
			refusal.get().matches("there is no option \"compresion\", only [\\w, ]*\\bcompression, [\\w, ]*"));
		processed("input=/my slides/a.svs output=b.tif", refusal);
		assertTrue(refusal.get(), refusal.get().startsWith("there is no option \"slides/a.svs\", only "));
		assertTrue(refusal.get(), refusal.get().endsWith("; a value with blanks stands in brackets"));
	}

	@Test
	public void withoutOptionsTheDialogAsksForAll() throws Exception {
		for (final String options : new String[] { null, "", " " })
			assertEquals(Map.of("input", true, "output", false, "compression", false, "tileSize", false),
				settled(options));
	}
}
