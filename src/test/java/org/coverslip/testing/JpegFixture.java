package org.coverslip.testing;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.plugins.jpeg.JPEGImageWriteParam;
import javax.imageio.stream.MemoryCacheImageOutputStream;

import org.coverslip.pixel.PixelBlock;
import org.w3c.dom.NodeList;

/**
 * JPEG streams with what encoders may choose, written through the Java runtime.
 *
 * @param quality
 *            0 to 1
 * @param horizontal
 *            sampling factor of the first component in a row; that of the others is 1
 * @param vertical
 *            likewise in a column
 * @param restartInterval
 *            units between restart markers; 0 for none
 * @param optimised
 *            whether the Huffman tables are made for the picture
 * @param progressive
 *            whether in several scans
 */
public record JpegFixture(double quality, int horizontal, int vertical, int restartInterval, boolean optimised,
	boolean progressive)
{

	private static final String FORMAT = "javax_imageio_jpeg_image_1.0";

	/** Chroma as coarse as given, nothing else out of the ordinary. */
	public static JpegFixture sampled(final int horizontal, final int vertical) {
		return new JpegFixture(0.85, horizontal, vertical, 0, false, false);
	}

	public JpegFixture restarting(final int interval) {
		return new JpegFixture(quality, horizontal, vertical, interval, optimised, progressive);
	}

	public JpegFixture optimising() {
		return new JpegFixture(quality, horizontal, vertical, restartInterval, true, progressive);
	}

	public JpegFixture progressing() {
		return new JpegFixture(quality, horizontal, vertical, restartInterval, optimised, true);
	}

	public JpegFixture ofQuality(final double other) {
		return new JpegFixture(other, horizontal, vertical, restartInterval, optimised, progressive);
	}

	/** The stream of a block of 8-bit grey or RGB, as JFIF has it. */
	public byte[] encode(final PixelBlock block) throws IOException {
		final boolean grey = block.samples() == 1;
		final BufferedImage image = new BufferedImage(block.width(), block.height(),
			grey ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_INT_RGB);
		final int[] samples = new int[block.shape().length()];
		for (int i = 0; i < samples.length; i++)
			samples[i] = block.bytes()[i] & 0xff;
		image.getRaster().setPixels(0, 0, block.width(), block.height(), samples);
		final ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
		final ByteArrayOutputStream out = new ByteArrayOutputStream();
		try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
			writer.setOutput(stream);
			final JPEGImageWriteParam param = (JPEGImageWriteParam) writer.getDefaultWriteParam();
			param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
			param.setCompressionQuality((float) quality);
			param.setOptimizeHuffmanTables(optimised);
			if (progressive) param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
			final IIOMetadata metadata =
				writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(image), param);
			final IIOMetadataNode root = (IIOMetadataNode) metadata.getAsTree(FORMAT);
			adapt(root, grey);
			metadata.setFromTree(FORMAT, root);
			writer.write(null, new IIOImage(image, null, metadata), param);
		}
		finally {
			writer.dispose();
		}
		return out.toByteArray();
	}

	private void adapt(final IIOMetadataNode root, final boolean grey) {
		final NodeList components = root.getElementsByTagName("componentSpec");
		for (int i = 0; i < components.getLength(); i++) {
			final IIOMetadataNode component = (IIOMetadataNode) components.item(i);
			component.setAttribute("HsamplingFactor", Integer.toString(i == 0 && !grey ? horizontal : 1));
			component.setAttribute("VsamplingFactor", Integer.toString(i == 0 && !grey ? vertical : 1));
		}
		if (restartInterval == 0) return;
		final IIOMetadataNode interval = new IIOMetadataNode("dri");
		interval.setAttribute("interval", Integer.toString(restartInterval));
		root.getElementsByTagName("markerSequence").item(0).appendChild(interval);
	}
}
