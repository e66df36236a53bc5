package org.coverslip.command;

import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

import org.coverslip.web.SlideServer;
import org.scijava.log.LogService;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.service.AbstractService;
import org.scijava.service.SciJavaService;
import org.scijava.service.Service;

/** The one slide server of a running Fiji or ImageJ: started when it is first needed, stopped with it. Thread-safe. */
@Plugin(type = Service.class)
public final class SlideServerService extends AbstractService implements SciJavaService {

	@Parameter(required = false)
	private LogService log;

	private SlideServer server;

	/**
	 * Shows a slide or folder, by the server that runs already or else by a new one.
	 *
	 * @param port
	 *            for a new server, 0 for any
	 * @param save
	 *            whether what is drawn may be saved beside the slides
	 * @return the address of the page
	 * @throws IllegalArgumentException
	 *             if a server runs at another port
	 */
	public synchronized URI share(final Path path, final int port, final boolean save) throws IOException {
		final SlideServer running = server == null ? start(port) : server;
		final int itsPort = running.address().getPort();
		if (port != SlideServer.ANY_PORT && port != itsPort)
			throw new IllegalArgumentException("the slide server runs at port " + itsPort
				+ "; stop it first to have it at port " + port);
		try {
			final URI address = running.share(path);
			if (save) running.allowSaving(path);
			server = running;
			return address;
		}
		finally {
			if (server == null) running.close();
		}
	}

	/** With a screen, regions can be opened in windows. */
	private static SlideServer start(final int port) throws IOException {
		return GraphicsEnvironment.isHeadless() ? SlideServer.start(port)
			: SlideServer.startWithin(new ImageJWindows(), port);
	}

	/** Stops the server; false if none was running. */
	public synchronized boolean stop() throws IOException {
		if (server == null) return false;
		final SlideServer running = server;
		server = null;
		running.close();
		return true;
	}

	@Override
	public void dispose() {
		try {
			stop();
		}
		catch (final IOException e) {
			if (log != null) log.warn("the slide server did not stop properly", e);
		}
	}
}
