package org.coverslip.command;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.scijava.Context;
import org.scijava.ui.UIService;

import ij.IJ;
import ij.plugin.DragAndDrop;
import net.imagej.legacy.LegacyService;
import net.imagej.patcher.LegacyInjector;

/**
 * Fiji's own ImageJ, patched and with SciJava's commands in its menus, which runs a macro. Arguments: the macro's file,
 * then files that are dropped on ImageJ before.
 */
public final class FijiSession {

	private FijiSession() {}

	public static void main(final String[] args) throws Exception {
		try {
			start();
			Started.run(args);
		}
		catch (final Exception e) {
			e.printStackTrace();
		}
		Runtime.getRuntime().halt(0); // ImageJ would go on
	}

	/** Starts Fiji's ImageJ, with its window. */
	public static void start() throws Exception {
		LegacyInjector.preinit(); // before any class of ImageJ is loaded
		Started.start();
	}

	/** Apart, so that no class of ImageJ is loaded before it is patched. */
	private static final class Started {

		private static final long PATIENCE_MS = 30_000;

		static void start() throws Exception {
			final Context context = new Context();
			context.service(UIService.class).showUI("legacy");
			if (!context.service(LegacyService.class).isActive())
				throw new IllegalStateException("ImageJ is not patched");
			final long end = System.currentTimeMillis() + PATIENCE_MS;
			while (IJ.getInstance() == null && System.currentTimeMillis() < end)
				Thread.sleep(50);
			if (IJ.getInstance() == null) throw new IllegalStateException("ImageJ does not start");
		}

		static void run(final String[] args) throws IOException {
			for (int i = 1; i < args.length; i++)
				new DragAndDrop().openFile(new File(args[i]));
			final String result = IJ.runMacro(Files.readString(Path.of(args[0])));
			System.out.println("result: " + result);
		}
	}
}
