package org.coverslip.export.dicom;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.AtomicLong;

import org.coverslip.dicom.DicomTag;
import org.coverslip.io.OutputFile;

/** Frames as they are, one behind the other (PS3.5, 8.1.1 and A.2). Thread-safe. */
final class UncompressedFrames implements FrameFile {

	/** The most bytes that such pixel data may have. */
	static final long MOST = 0xfffffffeL;

	private static final int LONG_HEAD = 12;

	private final OutputFile file;
	private final int headLength;
	private final long frameLength;
	private final boolean words;
	private final AtomicLong frameBytes = new AtomicLong();

	/**
	 * @param file
	 *            closed with this
	 * @param headLength
	 *            bytes before the pixel data
	 * @param frameLength
	 *            bytes of a frame
	 * @param words
	 *            whether samples have 16 bits
	 */
	UncompressedFrames(final OutputFile file, final int headLength, final long frameLength, final boolean words) {
		this.file = file;
		this.headLength = headLength;
		this.frameLength = frameLength;
		this.words = words;
	}

	@Override
	public void put(final long frame, final byte[] bytes) throws IOException {
		if (bytes.length != frameLength) throw new IllegalArgumentException("a frame of " + bytes.length + " bytes");
		file.write(headLength + LONG_HEAD + frame * frameLength, ByteBuffer.wrap(bytes));
		frameBytes.addAndGet(bytes.length);
	}

	@Override
	public long frameBytes() {
		return frameBytes.get();
	}

	@Override
	public void finish(final byte[] head) throws IOException {
		if (head.length != headLength) throw new IllegalStateException(head.length + " bytes, not " + headLength);
		final long length = frameBytes.get();
		final ByteBuffer out = ByteBuffer.allocate(headLength + LONG_HEAD).order(ByteOrder.LITTLE_ENDIAN);
		out.put(head).putShort((short) (DicomTag.PIXEL_DATA >>> 16)).putShort((short) DicomTag.PIXEL_DATA);
		out.put((byte) 'O').put((byte) (words ? 'W' : 'B')).putShort((short) 0).putInt((int) (length + length % 2));
		file.write(0, out.rewind());
		if (length % 2 == 1) file.write(headLength + LONG_HEAD + length, ByteBuffer.allocate(1));
		file.commit();
	}

	@Override
	public void close() throws IOException {
		file.close();
	}
}
