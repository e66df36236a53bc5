package org.coverslip.codec.jpeg;

import java.io.File;
import java.io.IOException;
import java.lang.ref.Cleaner;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

import org.coverslip.codec.CodecException;
import org.coverslip.codec.CodecLibrary;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.NativeLong;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.NativeLongByReference;
import com.sun.jna.ptr.PointerByReference;

/**
 * JPEG through libjpeg-turbo's TurboJPEG interface of version 1.2 and later, by way of JNA.
 * <p>
 * Each thread keeps one handle and two buffers outside the Java heap; they are freed when the thread has gone. Streams
 * that TurboJPEG warns of, that have four components, or are very large go to the other back-end, which looks closer
 * and needs less memory.
 */
final class TurboJpeg implements JpegBackend {

	private static final int PIXELS_RGB = 0;
	private static final int PIXELS_GRAY = 6;
	private static final int SAMPLING_GRAY = 3;
	private static final int FLAG_NO_REALLOCATION = 1024;
	private static final int FLAG_ACCURATE_DCT = 4096;
	/** Above this many bytes of samples a second copy of the image outside the heap is not affordable. */
	private static final int LARGE = 128 << 20;
	/** Buffers up to this size are kept for the next image. */
	private static final int KEPT = 8 << 20;
	private static final Cleaner CLEANER = Cleaner.create();

	private final String name;
	private final JpegBackend closerLook;
	private final Messages messages;
	private final ThreadLocal<Worker> workers = ThreadLocal.withInitial(Worker::new);

	private TurboJpeg(final String name, final NativeLibrary library, final JpegBackend closerLook) {
		this.name = name;
		this.closerLook = closerLook;
		this.messages = Messages.of(library);
	}

	/**
	 * Looks for the library: installed in the system, or inside a jar on the class path as Bio-Formats' {@code
	 * turbojpeg} jar has it.
	 *
	 * @param closerLook
	 *            takes the streams that TurboJPEG does not
	 */
	static Optional<JpegBackend> find(final JpegBackend closerLook) {
		return load(closerLook, "turbojpeg", "libturbojpeg.so.0", "/opt/homebrew/lib/libturbojpeg.dylib",
			"/opt/libjpeg-turbo/lib64/libturbojpeg.so").or(() -> findInJar(closerLook));
	}

	private static Optional<JpegBackend> load(final JpegBackend closerLook, final String... namesOrPaths) {
		return CodecLibrary.find(Api.class, library -> Optional.of(proved(library, closerLook)), namesOrPaths);
	}

	private static Optional<JpegBackend> findInJar(final JpegBackend closerLook) {
		final String resource = "/META-INF/lib/" + platform() + "/" + System.mapLibraryName("turbojpeg")
			.replace("libturbojpeg.dll", "turbojpeg.dll");
		if (TurboJpeg.class.getResource(resource) == null) return Optional.empty();
		try {
			final File extracted = Native.extractFromResourcePath(resource, TurboJpeg.class.getClassLoader());
			return load(closerLook, extracted.getAbsolutePath());
		}
		catch (final IOException | LinkageError e) {
			return Optional.empty(); // no place to unpack it
		}
	}

	/** The folder's name in the jar: that of SciJava's native-lib-loader. */
	private static String platform() {
		final String system = Platform.isWindows() ? "windows" : Platform.isMac() ? "osx" : "linux";
		return system + "_" + (Platform.isARM() ? "arm" : "") + (Platform.is64Bit() ? "64" : "32");
	}

	/** An image there and back proves that the library is what it seems. */
	private static JpegBackend proved(final NativeLibrary library, final JpegBackend closerLook) throws IOException {
		final JpegBackend turbo =
			new TurboJpeg("libjpeg-turbo (" + CodecLibrary.place(library) + ")", library, closerLook);
		final PixelBlock probe = PixelBlock.zeros(new BlockShape(16, 16, 3, PixelType.UINT8));
		final byte[] stream = turbo.encode(probe, 90, JpegColour.YCBCR, JpegSubsampling.COLUMNS_AND_ROWS);
		turbo.decode(stream, JpegHeader.parse(stream), JpegColour.YCBCR, 1);
		return turbo;
	}

	@Override
	public String name() {
		return name;
	}

	@Override
	public PixelBlock decode(final byte[] stream, final JpegHeader header, final JpegColour colour,
		final int denominator)
		throws CodecException
	{
		final int n = header.components().size();
		final long full = (long) header.width() * header.height() * n;
		if (colour.components() == 0 || colour.components() == 4 || full > LARGE)
			return closerLook.decode(stream, header, colour, denominator);
		final int width = 1 + (header.width() - 1) / denominator;
		final int height = 1 + (header.height() - 1) / denominator;
		final PixelBlock block = PixelBlock.zeros(new BlockShape(width, height, n, PixelType.UINT8));
		final Worker worker = workers.get();
		final Optional<String> complaint = messages.watch(() -> worker.decompress(stream, block), worker.decompressor);
		if (complaint.isEmpty()) return block;
		if (JpegWarning.isHarmless(complaint.get()) || !messages.isCertain())
			return closerLook.decode(stream, header, colour, denominator);
		throw new CodecException("the JPEG stream is damaged: " + complaint.get());
	}

	@Override
	public byte[] encode(final PixelBlock block, final int quality, final JpegColour colour,
		final JpegSubsampling subsampling)
		throws IOException
	{
		// before version 3 the interface has no way to leave RGB as it is
		if (colour == JpegColour.RGB || block.shape().length() > LARGE)
			return closerLook.encode(block, quality, colour, subsampling);
		final Worker worker = workers.get();
		final int sampling = block.samples() == 1 ? SAMPLING_GRAY : subsampling.ordinal();
		final byte[] encoded = worker.compress(block, quality, sampling);
		if (encoded == null) throw new CodecException("libjpeg-turbo cannot encode a block of " + block.shape());
		return encoded;
	}

	/** One thread's handles and buffers. */
	private static final class Worker {

		private final Pointer decompressor = Api.tjInitDecompress();
		private final Pointer compressor = Api.tjInitCompress();
		private Memory in = new Memory(64 << 10);
		private Memory out = new Memory(256 << 10);

		Worker() {
			if (decompressor == null || compressor == null) throw new OutOfMemoryError("libjpeg-turbo gives no handle");
			final Pointer first = decompressor;
			final Pointer second = compressor;
			CLEANER.register(this, () -> {
				Api.tjDestroy(first);
				Api.tjDestroy(second);
			});
		}

		int decompress(final byte[] stream, final PixelBlock block) {
			final int length = block.shape().length();
			final Memory from = in(stream.length);
			final Memory to = out(length);
			from.write(0, stream, 0, stream.length);
			try {
				final int failed =
					Api.tjDecompress2(decompressor, from, new NativeLong(stream.length), to, block.width(),
					block.width() * block.samples(), block.height(), block.samples() == 1 ? PIXELS_GRAY : PIXELS_RGB,
					FLAG_ACCURATE_DCT);
				if (failed == 0) to.read(0, block.bytes(), 0, length);
				return failed;
			}
			finally {
				release(from, to);
			}
		}

		byte[] compress(final PixelBlock block, final int quality, final int sampling) {
			final int length = block.shape().length();
			final long most = Api.tjBufSize(block.width(), block.height(), sampling).longValue();
			final Memory from = in(length);
			final Memory to = out(most);
			from.write(0, block.bytes(), 0, length);
			try {
				final PointerByReference buffer = new PointerByReference(to);
				final NativeLongByReference size = new NativeLongByReference(new NativeLong(most));
				final int failed = Api.tjCompress2(compressor, from, block.width(), block.width() * block.samples(),
					block.height(), block.samples() == 1 ? PIXELS_GRAY : PIXELS_RGB, buffer, size, sampling, quality,
					FLAG_NO_REALLOCATION | FLAG_ACCURATE_DCT);
				return failed == 0 ? to.getByteArray(0, size.getValue().intValue()) : null;
			}
			finally {
				release(from, to);
			}
		}

		private Memory in(final long bytes) {
			if (bytes > KEPT) return new Memory(bytes);
			if (in.size() < bytes) in = grown(in, bytes);
			return in;
		}

		private Memory out(final long bytes) {
			if (bytes > KEPT) return new Memory(bytes);
			if (out.size() < bytes) out = grown(out, bytes);
			return out;
		}

		private static Memory grown(final Memory small, final long bytes) {
			final long size = Math.max(bytes, 2 * small.size());
			small.close();
			return new Memory(size);
		}

		private void release(final Memory from, final Memory to) {
			if (from != in) from.close();
			if (to != out) to.close();
		}
	}

	/** A call of the library that returns 0 where all is well. */
	@FunctionalInterface
	private interface Call {

		int run();
	}

	/** How the library tells what it found amiss. */
	private interface Messages {

		/** Makes the call, and gives what was said during it, if it failed or warned. */
		Optional<String> watch(Call call, Pointer handle);

		/** Whether what is said belongs to the call that was watched and is the worst that happened. */
		boolean isCertain();

		static Messages of(final NativeLibrary library) {
			try {
				return new OfHandle(library.getFunction("tjGetErrorStr2"));
			}
			catch (final UnsatisfiedLinkError e) {
				return new OfProcess(library.getFunction("tjGetErrorStr"));
			}
		}
	}

	/** Since 2.0: each handle has its message, and a warning makes a call fail. */
	private record OfHandle(Function errorOf) implements Messages {

		@Override
		public Optional<String> watch(final Call call, final Pointer handle) {
			return call.run() == 0 ? Optional.empty()
				: Optional.of(errorOf.invokeString(new Object[] { handle }, false));
		}

		@Override
		public boolean isCertain() {
			return true;
		}
	}

	/**
	 * Before 2.0, as in Bio-Formats' jar: the process has one message, and a warning is only told there. It is emptied
	 * when no call is under way, so that no call misses its own; a call may be given another's, and so is repeated
	 * elsewhere.
	 */
	private static final class OfProcess implements Messages {

		private final ReadWriteLock lock = new ReentrantReadWriteLock();
		private final Pointer text;

		OfProcess(final Function error) {
			text = error.invokePointer(new Object[0]);
			text.setByte(0, (byte) 0);
		}

		@Override
		public Optional<String> watch(final Call call, final Pointer handle) {
			final boolean failed;
			final String said;
			lock.readLock().lock();
			try {
				failed = call.run() != 0;
				said = text.getByte(0) == 0 ? null : text.getString(0);
			}
			finally {
				lock.readLock().unlock();
			}
			if (said == null) return failed ? Optional.of("libjpeg-turbo gives no reason") : Optional.empty();
			lock.writeLock().lock();
			try {
				text.setByte(0, (byte) 0);
			}
			finally {
				lock.writeLock().unlock();
			}
			return Optional.of(said);
		}

		@Override
		public boolean isCertain() {
			return false;
		}
	}

	/** The functions of turbojpeg.h, mapped directly. */
	private static final class Api {

		private Api() {}

		static native Pointer tjInitDecompress();

		static native Pointer tjInitCompress();

		static native int tjDestroy(Pointer handle);

		static native int tjDecompress2(Pointer handle, Pointer jpeg, NativeLong jpegSize, Pointer pixels, int width,
			int pitch,
			int height, int pixelFormat, int flags);

		static native NativeLong tjBufSize(int width, int height, int subsampling);

		static native int tjCompress2(Pointer handle, Pointer pixels, int width, int pitch, int height, int pixelFormat,
			PointerByReference jpeg, NativeLongByReference jpegSize, int subsampling, int quality, int flags);
	}
}
