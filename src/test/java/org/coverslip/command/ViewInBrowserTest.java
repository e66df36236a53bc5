package org.coverslip.command;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.SlideAddress;
import org.junit.After;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.scijava.Context;
import org.scijava.command.CommandModule;
import org.scijava.command.CommandService;
import org.scijava.log.LogLevel;
import org.scijava.log.LogService;
import org.scijava.platform.PlatformService;

/** The server in a running ImageJ: one for all slides, until it is stopped. */
public class ViewInBrowserTest {

	@ClassRule
	public static final TemporaryFolder SLIDES = new TemporaryFolder();

	private Context context;
	private File slide;

	@Before
	public void start() throws IOException {
		context = new Context(SlideCommandService.class, SlideServerService.class, LogService.class);
		context.service(LogService.class).setLevel(LogLevel.NONE);
		slide = new File(SLIDES.getRoot(), "slide.tif");
		if (!slide.exists()) SampleFile.brightField(slide.toPath());
	}

	@After
	public void dispose() {
		context.dispose();
	}

	private CommandModule run(final Class<? extends SlideCommand> command, final Object... inputs) throws Exception {
		return CommandRuns.run(context, command, inputs);
	}

	private String view(final Object... inputs) throws Exception {
		final CommandModule module = run(ViewInBrowserCommand.class, inputs);
		assertNull(module.getCancelReason());
		return (String) module.getOutput("url");
	}

	private static int status(final String url) throws IOException {
		return ((HttpURLConnection) URI.create(url).toURL().openConnection()).getResponseCode();
	}

	@Test
	public void oneServerShowsAllSlides() throws Exception {
		final String first = view("input", slide, "browser", false);
		assertEquals(200, status(first));
		final String second = view("input", SLIDES.getRoot(), "browser", false);
		assertEquals(first + "#scene=0&region=10,20,300,200",
			view("input", slide, "browser", false, "region", "10,20,300,200"));
		assertEquals("the same server", URI.create(first).getPort(), URI.create(second).getPort());
		assertTrue(first + " " + second, first.startsWith(second));
		assertEquals(200, status(second));
		assertNull(run(StopSlideServerCommand.class).getCancelReason());
		assertThrows(ConnectException.class, () -> status(first));
		final String third = view("input", slide, "browser", false);
		assertFalse("a new server, a new token",
			third.substring(third.indexOf('/', 8)).equals(first.substring(first.indexOf('/', 8))));
		context.dispose();
		assertThrows("the server ends with ImageJ", ConnectException.class, () -> status(third));
	}

	/** Runs the command with a desktop that hears what is to be opened. */
	private String view(final InvocationHandler desktop) throws Exception {
		final ViewInBrowserCommand command = new ViewInBrowserCommand();
		set(command, "servers", context.service(SlideServerService.class));
		set(command, "input", new SlideAddress(slide));
		set(command, "platforms",
			Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { PlatformService.class }, desktop));
		command.execute(ProgressListener.NONE);
		final Field url = ViewInBrowserCommand.class.getDeclaredField("url");
		url.setAccessible(true);
		return (String) url.get(command);
	}

	private static void set(final Object command, final String name, final Object value) throws Exception {
		final Field field = command.getClass().getDeclaredField(name);
		field.setAccessible(true);
		field.set(command, value);
	}

	@Test
	public void theBrowserIsOpened() throws Exception {
		final List<Object> opened = new ArrayList<>();
		final String url = view((proxy, method, arguments) -> {
			opened.addAll(List.of(method.getName(), arguments[0]));
			return null;
		});
		assertEquals(List.of("open", URI.create(url).toURL()), opened);
	}

	@Test
	public void withoutABrowserTheAddressIsTold() {
		final String sentence = assertThrows(IOException.class, () -> view((proxy, method, arguments) -> {
			throw new IOException("no desktop");
		})).getMessage();
		assertTrue(sentence,
			sentence.matches(
			"no browser could be opened; the slide is shown at http://127\\.0\\.0\\.1:\\d+/\\w+/slide/\\w+"));
	}

	@Test
	public void stoppingWhatDoesNotRunHasNoEffect() throws Exception {
		assertNull(run(StopSlideServerCommand.class).getCancelReason());
	}

	@Test
	public void refusalsAreOneSentence() throws Exception {
		final CommandModule missing =
			run(ViewInBrowserCommand.class, "input", new File("nowhere.svs"), "browser", false);
		assertEquals("nowhere.svs does not exist", missing.getCancelReason());
		final int port = URI.create(view("input", slide, "browser", false)).getPort();
		final int other = port == 60000 ? 60001 : 60000;
		final CommandModule elsewhere =
			run(ViewInBrowserCommand.class, "input", slide, "port", other, "browser", false);
		assertEquals("the slide server runs at port " + port + "; stop it first to have it at port " + other,
			elsewhere.getCancelReason());
		assertEquals(port, URI.create(view("input", slide, "port", port, "browser", false)).getPort());
	}
}
