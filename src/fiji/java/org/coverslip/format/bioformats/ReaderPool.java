package org.coverslip.format.bioformats;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;

import loci.common.services.DependencyException;
import loci.common.services.ServiceException;
import loci.common.services.ServiceFactory;
import loci.formats.ChannelFiller;
import loci.formats.FormatException;
import loci.formats.IFormatReader;
import loci.formats.ImageReader;
import loci.formats.Memoizer;
import loci.formats.services.OMEXMLService;

/**
 * Bio-Formats' readers of one file, as many as there are cores at most, since a reader serves one thread at a time: it
 * keeps the series and resolution that it reads. Thread-safe.
 * <p>
 * What the first one learns of the file is kept for the others in a folder of its own among the temporary files, never
 * beside the data, and is deleted at the end.
 */
final class ReaderPool implements Closeable {

	private final Path path;
	private final Path memos;
	private final Semaphore permits = new Semaphore(Runtime.getRuntime().availableProcessors());
	private final ConcurrentLinkedQueue<IFormatReader> idle = new ConcurrentLinkedQueue<>();
	private volatile boolean closed;

	private ReaderPool(final Path path, final Path memos) {
		this.path = path;
		this.memos = memos;
	}

	/** Opens the file once; the caller closes the pool. */
	static ReaderPool open(final Path path) throws IOException {
		final ReaderPool pool = new ReaderPool(path, Files.createTempDirectory("coverslip-memo"));
		try {
			pool.idle.add(pool.newReader());
			return pool;
		}
		catch (final IOException | RuntimeException e) {
			pool.close();
			throw e;
		}
	}

	/** What is done with a reader. */
	@FunctionalInterface
	interface Use<R> {

		R with(IFormatReader reader) throws IOException, FormatException;
	}

	/**
	 * Does something with a reader that nobody else uses meanwhile; waits for one if all are in use.
	 *
	 * @throws IOException
	 *             also for all that Bio-Formats throws
	 */
	<R> R read(final Use<R> use) throws IOException {
		try {
			permits.acquire();
		}
		catch (final InterruptedException e) {
			Thread.currentThread().interrupt();
			throw new InterruptedIOException("interrupted while waiting for Bio-Formats");
		}
		try {
			return readNow(use);
		}
		finally {
			permits.release();
		}
	}

	private <R> R readNow(final Use<R> use) throws IOException {
		final IFormatReader waiting = idle.poll();
		final IFormatReader reader = waiting != null ? waiting : newReader();
		try {
			return use.with(reader);
		}
		catch (final FormatException | RuntimeException | OutOfMemoryError | LinkageError e) {
			throw BioFormatsFormat.failure(path, e);
		}
		finally {
			idle.add(reader);
			if (closed) closeIdle();
		}
	}

	private IFormatReader newReader() throws IOException {
		IFormatReader reader = null;
		try {
			// colour tables become colours; resolutions stay within their series
			reader = new ChannelFiller(new Memoizer(new ImageReader(), 0, memos.toFile()));
			reader.setFlattenedResolutions(false);
			reader.setMetadataStore(new ServiceFactory().getInstance(OMEXMLService.class).createOMEXMLMetadata());
			reader.setId(path.toString());
			return reader;
		}
		catch (final IOException | FormatException | ServiceException | DependencyException | RuntimeException
			| OutOfMemoryError
				| LinkageError e) {
			if (reader != null) reader.close();
			if (e instanceof IOException failure && e.getMessage() != null && e.getMessage().contains(path.toString()))
				throw failure;
			throw BioFormatsFormat.failure(path, e);
		}
	}

	private void closeIdle() throws IOException {
		for (IFormatReader reader = idle.poll(); reader != null; reader = idle.poll())
			reader.close();
	}

	/** Closes the readers that wait now, and each other one when it has read. */
	@Override
	public void close() throws IOException {
		closed = true;
		try {
			closeIdle();
		}
		finally {
			delete(memos);
		}
	}

	private static void delete(final Path folder) throws IOException {
		final List<Path> all;
		try (Stream<Path> files = Files.walk(folder)) {
			all = files.sorted(Comparator.reverseOrder()).toList();
		}
		for (final Path file : all)
			Files.deleteIfExists(file);
	}
}
