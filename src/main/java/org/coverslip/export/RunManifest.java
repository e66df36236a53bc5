package org.coverslip.export;

import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.coverslip.io.AppendedLines;
import org.coverslip.io.JsonReader;
import org.coverslip.io.WholeFile;

/**
 * What became of each slide of a run, a line of JSON for each, in a file that grows; what it says last of a slide
 * counts. For one thread.
 */
public final class RunManifest implements AutoCloseable {

	/** Far more than a hundred thousand slides. */
	private static final int LONGEST = 1 << 30;

	/**
	 * What became of a slide.
	 *
	 * @param input
	 *            the slide's path
	 * @param size
	 *            of its file in bytes
	 * @param mtime
	 *            when that was changed last: milliseconds since 1970
	 * @param parameters
	 *            what was done, in one line
	 * @param version
	 *            of Coverslip
	 * @param isDone
	 *            whether it was done
	 * @param seconds
	 *            how long it took
	 * @param error
	 *            why it failed; "" if it did not
	 */
	public record Entry(String input, long size, long mtime, String parameters, String version, boolean isDone,
		double seconds, String error) implements Serializable
	{

		private static final long serialVersionUID = 1L;

		/** One line of JSON without its end. */
		public String line() {
			final Map<String, Object> json = new LinkedHashMap<>();
			json.put("input", input);
			json.put("size", size);
			json.put("mtime", mtime);
			json.put("parameters", parameters);
			json.put("version", version);
			json.put("status", isDone ? "done" : "failed");
			json.put("seconds", seconds);
			json.put("error", error);
			return JsonText.of(json);
		}

		/** Reads a line; empty if it is not one of a manifest, such as the last of a run that was killed. */
		public static Optional<Entry> of(final String line) {
			return JsonReader.object(line).flatMap(Entry::of);
		}

		private static Optional<Entry> of(final Map<String, Object> json) {
			if (json.get("input") instanceof String input && json.get("size") instanceof Double size
				&& json.get("mtime") instanceof Double mtime && json.get("parameters") instanceof String parameters
				&& json.get("version") instanceof String version && json.get("status") instanceof String status
				&& json.get("seconds") instanceof Double seconds && json.get("error") instanceof String error)
				return Optional.of(new Entry(input, size.longValue(), mtime.longValue(), parameters, version,
					status.equals("done"), seconds, error));
			return Optional.empty();
		}

		/** The same after another time, in seconds. */
		public Entry after(final double time) {
			return new Entry(input, size, mtime, parameters, version, isDone, time, error);
		}

		/** Whether the same was done to the same file. */
		public boolean isOfSame(final Entry other) {
			return input.equals(other.input) && size == other.size && mtime == other.mtime
				&& parameters.equals(other.parameters) && version.equals(other.version);
		}
	}

	private final Map<String, Entry> entries = new LinkedHashMap<>();
	private final AppendedLines lines;

	private RunManifest(final AppendedLines lines) {
		this.lines = lines;
	}

	/** Opens a manifest, which need not be there, to go on with it. */
	public static RunManifest open(final Path file) throws IOException {
		final String before =
			Files.exists(file) ? new String(WholeFile.read(file, LONGEST), StandardCharsets.UTF_8) : "";
		final RunManifest manifest = new RunManifest(AppendedLines.open(file));
		before.lines().forEach(
			line -> Entry.of(line).ifPresent(entry -> manifest.entries.put(entry.input(), entry)));
		return manifest;
	}

	/** What it says last of a slide. */
	public Optional<Entry> of(final String input) {
		return Optional.ofNullable(entries.get(input));
	}

	/** Adds a line, which is in the file when this returns. */
	public void add(final Entry entry) throws IOException {
		entries.put(entry.input(), entry);
		lines.append(entry.line());
	}

	@Override
	public void close() throws IOException {
		lines.close();
	}
}
