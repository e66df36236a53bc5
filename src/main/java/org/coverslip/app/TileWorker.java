package org.coverslip.app;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;

/**
 * The program that worker processes run: an ImageJ without a screen that works on tiles. It is not for users: what it
 * reads and writes is made by {@code org.coverslip.process.worker}.
 */
public final class TileWorker {

	private TileWorker() {}

	public static void main(final String[] args) {
		final PrintStream out = System.out;
		System.setOut(System.err); // what is printed must not get among the answers
		ScreenlessImageJ.call(ScreenlessTiles.class, new Class<?>[] { InputStream.class, OutputStream.class },
			System.in, out);
	}
}
