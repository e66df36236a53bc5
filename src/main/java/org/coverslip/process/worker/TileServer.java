package org.coverslip.process.worker;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

import org.coverslip.process.TileAnswer;
import org.coverslip.process.TileCode;
import org.coverslip.process.TileImage;
import org.coverslip.process.WireParts;

/**
 * The other end of the pool: in a process that works on tiles. It is told by standard input what to do, one thing after
 * the other, and answers by standard output. Once its input ends, so that whoever wanted the work is gone, the process
 * ends too, whatever it is doing.
 */
public final class TileServer {

	static final byte CODE = 'C';
	static final byte TILE = 'T';
	static final byte READY = 'R';
	static final byte ANSWER = 'A';
	static final byte PROBLEM = 'P';
	static final byte LOG = 'L';

	private static final int BUFFER = 1 << 16;
	private static final int ENDED_BY_PROBLEM = 3;

	private final DataOutputStream out;
	private final BlockingQueue<byte[]> asked = new LinkedBlockingQueue<>();

	/** Does the work. For one thread. */
	@FunctionalInterface
	public interface Worker {

		/**
		 * Works on a tile.
		 *
		 * @return with ROIs in the pixels of the image
		 * @throws ProblemException
		 *             with one sentence, if the work fails
		 */
		TileAnswer run(TileImage image) throws ProblemException;
	}

	/** Makes the worker for what is to be done. */
	@FunctionalInterface
	public interface Beginning {

		/**
		 * @throws ProblemException
		 *             with one sentence, if that cannot be done here
		 */
		Worker begin(TileCode code) throws ProblemException;
	}

	/** What work says of itself when it fails: one sentence. */
	public static final class ProblemException extends Exception {

		private static final long serialVersionUID = 1L;

		public ProblemException(final String sentence) {
			super(sentence);
		}
	}

	/** Begins to listen; from here on, the end of {@code in} ends the process. */
	public TileServer(final InputStream in, final OutputStream out) {
		this.out = new DataOutputStream(new BufferedOutputStream(out, BUFFER));
		final Thread listener = new Thread(() -> listen(new DataInputStream(new BufferedInputStream(in, BUFFER))),
			"coverslip-tiles");
		listener.setDaemon(true);
		listener.start();
	}

	private void listen(final DataInputStream in) {
		try {
			while (true) {
				final int length = in.readInt();
				final byte[] frame = new byte[length];
				in.readFully(frame);
				asked.add(frame);
			}
		}
		catch (final IOException | RuntimeException e) {
			Runtime.getRuntime().halt(0);
		}
	}

	/** Works until the process ends. */
	public void serve(final Beginning beginning) {
		Worker worker = null;
		while (true)
			try {
				final byte[] frame = asked.take();
				final DataInputStream in = new DataInputStream(new ByteArrayInputStream(frame));
				if (in.readByte() == CODE) {
					worker = beginning.begin(TileWire.readCode(in));
					send(READY, none -> {});
				}
				else {
					final TileAnswer answer = worker.run(TileWire.readImage(in));
					send(ANSWER, to -> TileWire.write(answer, to));
				}
			}
			catch (final ProblemException e) {
				problem(e.getMessage());
			}
			catch (final InterruptedException | IOException e) {
				Runtime.getRuntime().halt(ENDED_BY_PROBLEM);
			}
	}

	/** Says something that was printed. */
	public void log(final String line) {
		try {
			send(LOG, to -> WireParts.text(line, to));
		}
		catch (final IOException e) {
			Runtime.getRuntime().halt(ENDED_BY_PROBLEM);
		}
	}

	/** Says why the work failed, and ends the process: after a problem that leaves it in an unknown state. */
	public void end(final String sentence) {
		problem(sentence);
		Runtime.getRuntime().halt(ENDED_BY_PROBLEM);
	}

	private void problem(final String sentence) {
		try {
			send(PROBLEM, to -> WireParts.text(sentence, to));
		}
		catch (final IOException e) {
			Runtime.getRuntime().halt(ENDED_BY_PROBLEM);
		}
	}

	private void send(final byte kind, final WireParts.Writer<DataOutputStream> content) throws IOException {
		synchronized (out) {
			send(out, kind, content);
		}
	}

	/** Sends a message as one piece: its length, its kind, its content. */
	static void send(final DataOutputStream out, final byte kind, final WireParts.Writer<DataOutputStream> content)
		throws IOException
	{
		final Bytes bytes = new Bytes();
		final DataOutputStream frame = new DataOutputStream(bytes);
		frame.writeByte(kind);
		content.write(frame);
		out.writeInt(bytes.size());
		bytes.writeTo(out);
		out.flush();
	}

	/** Grows in larger steps than its superclass begins with. */
	private static final class Bytes extends ByteArrayOutputStream {

		Bytes() {
			super(BUFFER);
		}
	}
}
