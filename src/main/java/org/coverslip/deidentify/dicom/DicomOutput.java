package org.coverslip.deidentify.dicom;

import static org.coverslip.dicom.DicomTag.*;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Set;

import org.coverslip.io.OutputFile;

/**
 * Writes elements in explicit little endian (PS3.5, section 7.1.2), sequences and items of undefined length. For one
 * thread.
 */
final class DicomOutput {

	private static final Set<String> LONG_FORM = Set.of("OB", "OD", "OF", "OL", "OV", "OW", "SQ", "UC", "UN", "UR",
		"UT");
	private static final int UNDEFINED = -1;
	private static final int BUFFER = 1 << 20;
	private static final int LONGEST_HEAD = 12;

	private final OutputFile file;
	private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
	private long flushed;

	DicomOutput(final OutputFile file) {
		this.file = file;
	}

	/** Where the next byte will be. */
	long position() {
		return flushed + buffer.position();
	}

	/** Text of an even number of bytes. */
	DicomOutput text(final int tag, final String vr, final String text) throws IOException {
		final boolean odd = text.length() % 2 != 0;
		return value(tag, vr, (odd ? text + (vr.equals("UI") ? "\0" : " ") : text)
			.getBytes(StandardCharsets.ISO_8859_1));
	}

	/** A value whose bytes are as they shall be; a missing one is added to make their number even. */
	DicomOutput value(final int tag, final String vr, final byte[] value) throws IOException {
		head(tag, vr, value.length + value.length % 2);
		bytes(value);
		if (value.length % 2 != 0) bytes(new byte[1]);
		return this;
	}

	DicomOutput beginSequence(final int tag) throws IOException {
		head(tag, "SQ", UNDEFINED);
		return this;
	}

	DicomOutput beginItem() throws IOException {
		return mark(ITEM, UNDEFINED);
	}

	DicomOutput endItem() throws IOException {
		return mark(ITEM_END, 0);
	}

	DicomOutput endSequence() throws IOException {
		return mark(SEQUENCE_END, 0);
	}

	/** The head of an item with bytes, as in encapsulated pixel data. */
	DicomOutput mark(final int tag, final int length) throws IOException {
		room();
		tag(tag);
		buffer.putInt(length);
		return this;
	}

	/** The head of an element whose value follows; a length of -1 is undefined. */
	void head(final int tag, final String vr, final int length) throws IOException {
		room();
		tag(tag);
		buffer.put(vr.getBytes(StandardCharsets.ISO_8859_1));
		if (LONG_FORM.contains(vr)) buffer.putShort((short) 0).putInt(length);
		else {
			if (length > 0xffff)
				throw new IOException("a DICOM value of " + length + " bytes is too long for its type");
			buffer.putShort((short) length);
		}
	}

	void bytes(final byte[] value) throws IOException {
		for (int at = 0; at < value.length;) {
			if (!buffer.hasRemaining()) flush();
			final int n = Math.min(buffer.remaining(), value.length - at);
			buffer.put(value, at, n);
			at += n;
		}
	}

	private void tag(final int tag) {
		buffer.putShort((short) (tag >>> 16)).putShort((short) tag);
	}

	private void room() throws IOException {
		if (buffer.remaining() < LONGEST_HEAD) flush();
	}

	/** Writes over what is there already. */
	void patch(final long position, final byte[] value) throws IOException {
		flush();
		file.write(position, ByteBuffer.wrap(value));
	}

	void flush() throws IOException {
		final int length = buffer.position();
		file.write(flushed, buffer.flip());
		flushed += length;
		buffer.clear();
	}
}
