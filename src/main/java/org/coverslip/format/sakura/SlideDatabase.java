package org.coverslip.format.sakura;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import org.coverslip.io.LocalFile;
import org.coverslip.io.SlideFormatException;
import org.coverslip.io.StoredFile;
import org.sqlite.JDBC;
import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteOpenMode;

/**
 * An SQLite file that is only read: nothing is written to it or beside it, not even a lock. Thread-safe; each reading
 * thread has its own connection, and connections are reused.
 * <p>
 * The file may come from a stranger: only plain tables, whose columns are stored rather than computed, are looked at,
 * and a query that takes more steps than the largest slide needs is stopped.
 */
final class SlideDatabase implements Closeable {

	/** The first bytes of every SQLite file (sqlite.org/fileformat, 1.3.1). */
	static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

	/** Virtual machine steps; going through the numbers of a million tiles takes some ten million. */
	private static final int STEPS_AT_ONCE = 100_000;
	private static final int MOST_TIMES = 1_000;
	private static final int MOST_IDLE = 16;
	private static final Pattern COMPUTED = Pattern.compile("(?is)\\s*create\\s+virtual\\b.*|.*\\bas\\s*\\(.*");

	private final StoredFile file;
	private final LocalFile local;
	private final Set<String> tables = new HashSet<>();
	private final Deque<Session> idle = new ArrayDeque<>();
	private boolean closed;

	private SlideDatabase(final StoredFile file, final LocalFile local) {
		this.file = file;
		this.local = local;
	}

	/** Receives the results of a query, row by row. */
	@FunctionalInterface
	interface RowReader {

		/** Returns whether to go on. */
		boolean read(ResultSet row) throws SQLException, IOException;
	}

	/**
	 * Opens a file.
	 *
	 * @param local
	 *            where SQLite, which can only read files, finds it; not closed with the database
	 * @throws SlideFormatException
	 *             if it is not a sound database
	 */
	static SlideDatabase open(final StoredFile file, final LocalFile local) throws IOException {
		final SlideDatabase database = new SlideDatabase(file, local);
		try {
			database.query("SELECT name, sql FROM sqlite_master WHERE type = 'table' AND length(sql) < 100000",
				List.of(), row -> {
				if (!COMPUTED.matcher(row.getString(2)).matches())
					database.tables.add(row.getString(1).toLowerCase(Locale.ROOT));
				return true;
			});
			return database;
		}
		catch (final IOException | RuntimeException e) {
			database.close();
			throw e;
		}
	}

	StoredFile file() {
		return file;
	}

	/** Whether there is a plain table of this name. */
	boolean hasTable(final String name) {
		return tables.contains(name.toLowerCase(Locale.ROOT));
	}

	/**
	 * Runs a query.
	 *
	 * @param values
	 *            texts for its parameters
	 * @return false if the database has no such table or column
	 * @throws SlideFormatException
	 *             if the file is damaged
	 * @throws ClosedChannelException
	 *             after {@link #close()}
	 */
	boolean query(final String sql, final List<String> values, final RowReader reader) throws IOException {
		final Session session = acquire();
		session.budget.reset();
		try (PreparedStatement statement = session.connection.prepareStatement(sql)) {
			for (int i = 0; i < values.size(); i++)
				statement.setString(i + 1, values.get(i));
			try (ResultSet rows = statement.executeQuery()) {
				while (rows.next())
					if (!reader.read(rows)) break;
			}
			return true;
		}
		catch (final SQLException e) {
			if (e.getErrorCode() == SQLiteErrorCode.SQLITE_ERROR.code) return false;
			throw damaged(e);
		}
		finally {
			release(session);
		}
	}

	/**
	 * The bytes in the first column of the first row; empty if there is no row, or if it holds nothing there or too
	 * much.
	 */
	Optional<byte[]> bytes(final String sql, final String value, final int most) throws IOException {
		final List<byte[]> found = new ArrayList<>();
		query(sql, List.of(value), row -> {
			final byte[] bytes = row.getBytes(1);
			if (bytes != null && bytes.length <= most) found.add(bytes);
			return false;
		});
		return found.stream().findFirst();
	}

	private Session acquire() throws IOException {
		synchronized (idle) {
			if (closed) throw new ClosedChannelException();
			if (!idle.isEmpty()) return idle.pop();
		}
		try {
			return connect();
		}
		catch (final SQLException e) {
			throw damaged(e);
		}
		catch (final LinkageError e) {
			throw new IOException("SQLite's library cannot be loaded here: " + e.getMessage(), e);
		}
	}

	private Session connect() throws SQLException {
		final SQLiteConfig options = new SQLiteConfig();
		options.setReadOnly(true);
		options.setOpenMode(SQLiteOpenMode.OPEN_URI);
		final Connection connection =
			JDBC.createConnection("jdbc:sqlite:file://" + local.path().toUri().getRawPath() + "?mode=ro&immutable=1",
			options.toProperties());
		try (Statement statement = connection.createStatement()) {
			statement.execute("PRAGMA trusted_schema = OFF");
			final Budget budget = new Budget();
			ProgressHandler.setHandler(connection, STEPS_AT_ONCE, budget);
			return new Session(connection, budget);
		}
		catch (final SQLException e) {
			connection.close();
			throw e;
		}
	}

	/** A connection, used by one thread at a time. */
	private record Session(Connection connection, Budget budget) {}

	/** Counts the steps of one query. */
	private static final class Budget extends ProgressHandler {

		private int times;

		void reset() {
			times = 0;
		}

		@Override
		protected int progress() {
			return ++times > MOST_TIMES ? 1 : 0;
		}
	}

	private void release(final Session session) throws IOException {
		synchronized (idle) {
			if (!closed && idle.size() < MOST_IDLE) {
				idle.push(session);
				return;
			}
		}
		close(session);
	}

	private void close(final Session session) throws IOException {
		try {
			session.connection.close();
		}
		catch (final SQLException e) {
			throw new IOException(file + " could not be closed: " + e.getMessage(), e);
		}
	}

	private SlideFormatException damaged(final SQLException e) {
		return new SlideFormatException(file, SlideFormatException.NO_OFFSET, "a sound SQLite database",
			String.valueOf(e.getMessage()), e);
	}

	/** Closes all connections; later queries throw {@link ClosedChannelException}. */
	@Override
	public void close() throws IOException {
		final List<Session> all;
		synchronized (idle) {
			closed = true;
			all = new ArrayList<>(idle);
			idle.clear();
		}
		IOException failure = null;
		for (final Session session : all)
			try {
				close(session);
			}
			catch (final IOException e) {
				failure = e;
			}
		if (failure != null) throw failure;
	}
}
