package org.coverslip.process;

/**
 * The scene whose tiles are worked on, by the names that others know it by.
 *
 * @param location
 *            the slide's path
 * @param format
 *            the name of the format with which it was opened
 * @param scene
 *            number of the scene
 */
public record TileSubject(String location, String format, int scene) {

	/** The last part of the path. */
	public String name() {
		return location.substring(Math.max(location.lastIndexOf('/'), location.lastIndexOf('\\')) + 1);
	}
}
