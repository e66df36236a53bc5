package org.coverslip.annotation.measure;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

import org.coverslip.io.OutputFile;

/**
 * A table as a CSV file in UTF-8, whose lines end in LF. It appears under its name when it is finished, and not at all
 * if it is closed before. For one thread.
 */
public final class MeasureCsv implements AutoCloseable {

	private final OutputFile file;
	private final Writer writer;

	/**
	 * Begins a file.
	 *
	 * @param target
	 *            replaced when the table is finished; its folder must exist
	 * @param columns
	 *            their names
	 */
	public MeasureCsv(final Path target, final List<String> columns) throws IOException {
		file = OutputFile.create(target);
		writer = new BufferedWriter(new OutputStreamWriter(file.stream(), StandardCharsets.UTF_8), 1 << 16);
		put(columns);
	}

	/** Adds a row: texts, numbers, and null for an empty cell. */
	public void put(final List<?> cells) throws IOException {
		writer.write(MeasureRow.csv(cells));
		writer.write('\n');
	}

	/** Completes the file. */
	public void finish() throws IOException {
		writer.flush();
		file.commit();
	}

	/** Deletes what was written if the file was not finished. */
	@Override
	public void close() throws IOException {
		file.close();
	}
}
