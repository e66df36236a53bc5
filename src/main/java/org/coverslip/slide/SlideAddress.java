package org.coverslip.slide;

import java.io.File;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a slide is, as a user gives it: a path of this computer, or an address on the network ({@code http:},
 * {@code https:}, {@code s3:}). Immutable. As a text it shows neither the query of an address nor a user name and
 * password in it, which may be secrets.
 */
public final class SlideAddress {

	private static final Pattern REMOTE = Pattern.compile("(?is)(https?|s3)://.*");
	/** What has a scheme, of whatever kind. */
	private static final Pattern ADDRESS = Pattern.compile("(?is)[a-z][a-z0-9+.-]+://.*");
	/** What {@link File} makes of an address. */
	private static final Pattern SHORTENED = Pattern.compile("(?is)(https?|s3):[/\\\\](?![/\\\\])(.*)");

	private final String text;

	/** What a user typed, or a program says. */
	public SlideAddress(final String text) {
		this.text = text;
	}

	/**
	 * A file of this computer; or the address that was made a {@link File}, which loses a slash, by a program that
	 * knows no addresses.
	 */
	public SlideAddress(final File file) {
		final Matcher shortened = SHORTENED.matcher(file.getPath());
		text = shortened.matches() ? shortened.group(1) + "://" + shortened.group(2).replace('\\', '/')
			: file.getPath();
	}

	/** Whether it is on the network, not on this computer. */
	public boolean isRemote() {
		return REMOTE.matcher(text).matches();
	}

	/** All that was given, which may hold secrets: to be opened, and never to be shown or kept. */
	public String text() {
		return text;
	}

	/**
	 * The path of a file of this computer.
	 *
	 * @throws IllegalArgumentException
	 *             with one sentence, if it is none
	 */
	public Path path() {
		if (isRemote())
			throw new IllegalArgumentException(this + " is on the network, and a file of this computer is needed here");
		try {
			return Path.of(text);
		}
		catch (final InvalidPathException e) {
			throw new IllegalArgumentException(text + " is no path of a file: " + e.getReason(), e);
		}
	}

	@Override
	public boolean equals(final Object other) {
		return other instanceof final SlideAddress address && text.equals(address.text);
	}

	@Override
	public int hashCode() {
		return text.hashCode();
	}

	/** Without what may be secret: opened again, a slide is found if it needs none of that, or was opened before. */
	@Override
	public String toString() {
		if (!ADDRESS.matcher(text).matches()) return text;
		return text.replaceFirst("(?s)[?#].*", "").replaceFirst("(?s)^([^/]*//)[^/]*@", "$1");
	}
}
