package org.coverslip.codec.jpeg;

import java.awt.image.ComponentSampleModel;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.io.IOException;
import java.util.Iterator;

import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.ImageInputStreamImpl;

import org.coverslip.codec.CodecException;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;

/**
 * JPEG through the Java runtime's own reader and writer, that is libjpeg 6b.
 * <p>
 * Each thread keeps one reader. Components are taken as they are ({@code readRaster}) and turned into RGB here:
 * measured on tiles of 256 x 256 pixels, that is two to three times as fast as {@code ImageIO.read}.
 */
final class ImageIoJpeg implements JpegBackend {

	/** One a thread. Readers of the runtime free their native memory when they are garbage. */
	private final ThreadLocal<Reader> readers = new ThreadLocal<>();

	@Override
	public String name() {
		return "Java " + Runtime.version().feature() + " (libjpeg 6b)";
	}

	@Override
	public PixelBlock decode(final byte[] stream, final JpegHeader header, final JpegColour colour,
		final int denominator)
		throws CodecException
	{
		Reader reader = readers.get();
		if (reader == null) {
			reader = new Reader();
			readers.set(reader);
		}
		final int n = header.components().size();
		final byte[] components;
		boolean sound = false;
		try {
			components = reader.read(stream, header);
			sound = true;
		}
		catch (final IOException | RuntimeException e) {
			throw e instanceof CodecException refusal ? refusal
				: new CodecException("the JPEG stream is damaged: " + reason(e), e);
		}
		finally {
			if (!sound) {
				readers.remove();
				reader.dispose();
			}
		}
		final byte[] samples = colour.toSamples(components);
		final int perPixel = colour.samples() == 0 ? n : colour.samples();
		final BlockShape shape = new BlockShape(header.width(), header.height(), perPixel, PixelType.UINT8);
		final PixelBlock block = new PixelBlock(shape, samples);
		return denominator == 1 ? block : BoxReduction.reduce(block, denominator);
	}

	private static String reason(final Exception e) {
		return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
	}

	@Override
	public byte[] encode(final PixelBlock block, final int quality, final JpegColour colour,
		final JpegSubsampling subsampling)
		throws IOException
	{
		return ImageIoJpegEncoding.encode(block, quality, colour, subsampling);
	}

	/** A reader and what it warned of. Belongs to one thread. */
	private static final class Reader implements IIOReadWarningListener {

		private final ImageReader reader;
		private String warning;

		Reader() {
			final Iterator<ImageReaderSpi> all = IIORegistry.getDefaultInstance()
				.getServiceProviders(ImageReaderSpi.class,
				spi -> spi instanceof ImageReaderSpi candidate
					&& candidate.getPluginClassName().equals("com.sun.imageio.plugins.jpeg.JPEGImageReader"),
				true);
			if (!all.hasNext())
				throw new IllegalStateException("this Java runtime has no JPEG reader (module java.desktop)");
			try {
				reader = all.next().createReaderInstance();
			}
			catch (final IOException e) {
				throw new IllegalStateException("this Java runtime's JPEG reader cannot be started", e);
			}
			reader.addIIOReadWarningListener(this);
		}

		byte[] read(final byte[] stream, final JpegHeader header) throws IOException {
			warning = null;
			final BytesInput input = new BytesInput(stream);
			reader.setInput(input, true, true);
			final Raster raster = reader.readRaster(0, null);
			input.release();
			if (warning != null) throw new CodecException("the JPEG stream is damaged: " + warning);
			final int n = header.components().size();
			if (raster.getWidth() != header.width() || raster.getHeight() != header.height()
				|| raster.getNumBands() != n)
				throw new CodecException("the JPEG stream gives another image than its head says");
			if (raster.getDataBuffer() instanceof DataBufferByte bytes && bytes.getOffset() == 0
				&& raster.getSampleModel() instanceof ComponentSampleModel model && isInterleaved(model, n)
				&& bytes.getData().length == header.width() * header.height() * n)
				return bytes.getData();
			return (byte[]) raster.getDataElements(0, 0, header.width(), header.height(), null);
		}

		private static boolean isInterleaved(final ComponentSampleModel model, final int n) {
			final int[] offsets = model.getBandOffsets();
			for (int i = 0; i < n; i++)
				if (offsets[i] != i) return false;
			return model.getPixelStride() == n && model.getScanlineStride() == n * model.getWidth();
		}

		void dispose() {
			reader.dispose();
		}

		@Override
		public void warningOccurred(final ImageReader source, final String message) {
			if (warning == null && !JpegWarning.isHarmless(message)) warning = message;
		}
	}

	/** An array as an image stream. */
	private static final class BytesInput extends ImageInputStreamImpl {

		private byte[] bytes;

		BytesInput(final byte[] bytes) {
			this.bytes = bytes;
		}

		/** Lets go of the array, which the reader would hold until its next image. */
		void release() {
			bytes = new byte[0];
		}

		@Override
		public int read() {
			bitOffset = 0;
			return streamPos < bytes.length ? bytes[(int) streamPos++] & 0xff : -1;
		}

		@Override
		public int read(final byte[] dst, final int offset, final int length) {
			bitOffset = 0;
			if (streamPos >= bytes.length) return -1;
			final int n = Math.min(length, bytes.length - (int) streamPos);
			System.arraycopy(bytes, (int) streamPos, dst, offset, n);
			streamPos += n;
			return n;
		}

		@Override
		public long length() {
			return bytes.length;
		}
	}
}
