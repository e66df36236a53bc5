package org.coverslip.codec.jpeg2000;

import java.io.EOFException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

import jj2000.j2k.io.EndianType;
import jj2000.j2k.io.RandomAccessIO;

/**
 * A codestream in memory, as JJ2000 reads it.
 * <p>
 * Where the bytes end it throws an {@link UncheckedIOException}: of an {@link EOFException} JJ2000 prints the stack
 * trace, or goes on without the rest of the image.
 */
final class Jj2000Input implements RandomAccessIO {

	private final ByteBuffer bytes;

	Jj2000Input(final byte[] bytes) {
		this.bytes = ByteBuffer.wrap(bytes);
	}

	private ByteBuffer need(final int n) {
		if (n < 0 || bytes.remaining() < n)
			throw new UncheckedIOException(
				new EOFException("it ends after " + bytes.limit() + " bytes, within its data"));
		return bytes;
	}

	@Override
	public int getPos() {
		return bytes.position();
	}

	@Override
	public int length() {
		return bytes.limit();
	}

	@Override
	public void seek(final int position) {
		bytes.position(0);
		need(position).position(position);
	}

	@Override
	public int read() {
		return readUnsignedByte();
	}

	@Override
	public void readFully(final byte[] to, final int offset, final int n) {
		need(n).get(to, offset, n);
	}

	@Override
	public int skipBytes(final int n) {
		need(n).position(bytes.position() + n);
		return n;
	}

	@Override
	public byte readByte() {
		return need(1).get();
	}

	@Override
	public int readUnsignedByte() {
		return need(1).get() & 0xff;
	}

	@Override
	public short readShort() {
		return need(2).getShort();
	}

	@Override
	public int readUnsignedShort() {
		return need(2).getShort() & 0xffff;
	}

	@Override
	public int readInt() {
		return need(4).getInt();
	}

	@Override
	public long readUnsignedInt() {
		return need(4).getInt() & 0xffffffffL;
	}

	@Override
	public long readLong() {
		return need(8).getLong();
	}

	@Override
	public float readFloat() {
		return need(4).getFloat();
	}

	@Override
	public double readDouble() {
		return need(8).getDouble();
	}

	@Override
	public int getByteOrdering() {
		return EndianType.BIG_ENDIAN;
	}

	@Override
	public void close() {
		// there is nothing to close
	}

	@Override
	public void flush() {
		// there is nothing to write
	}

	@Override
	public void write(final int b) {
		throw readOnly();
	}

	@Override
	public void writeByte(final int v) {
		throw readOnly();
	}

	@Override
	public void writeShort(final int v) {
		throw readOnly();
	}

	@Override
	public void writeInt(final int v) {
		throw readOnly();
	}

	@Override
	public void writeLong(final long v) {
		throw readOnly();
	}

	@Override
	public void writeFloat(final float v) {
		throw readOnly();
	}

	@Override
	public void writeDouble(final double v) {
		throw readOnly();
	}

	private static UnsupportedOperationException readOnly() {
		return new UnsupportedOperationException("a codestream that is read is not written");
	}
}
