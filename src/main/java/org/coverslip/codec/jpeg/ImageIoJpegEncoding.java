package org.coverslip.codec.jpeg;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;

import javax.imageio.IIOImage;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.plugins.jpeg.JPEGHuffmanTable;
import javax.imageio.plugins.jpeg.JPEGQTable;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageWriterSpi;
import javax.imageio.stream.MemoryCacheImageOutputStream;

import org.coverslip.pixel.PixelBlock;

/** Writes a JPEG through the Java runtime, with the tables of libjpeg and without any marker for applications. */
final class ImageIoJpegEncoding {

	private static final String FORMAT = "javax_imageio_jpeg_image_1.0";

	private ImageIoJpegEncoding() {}

	static byte[] encode(final PixelBlock block, final int quality, final JpegColour colour,
		final JpegSubsampling subsampling)
		throws IOException
	{
		final int n = block.samples();
		// as an image, not as a raster: only so the runtime turns RGB into YCbCr, and has the chroma tables used for
		// chroma
		final ImageTypeSpecifier type = n == 1
			? ImageTypeSpecifier.createFromBufferedImageType(BufferedImage.TYPE_BYTE_GRAY)
			: ImageTypeSpecifier.createInterleaved(ColorSpace.getInstance(ColorSpace.CS_sRGB), new int[] { 0, 1, 2 },
				DataBuffer.TYPE_BYTE, false, false);
		final WritableRaster raster = Raster.createWritableRaster(type.getSampleModel(block.width(), block.height()),
			new DataBufferByte(block.bytes(), block.bytes().length), null);
		final BufferedImage image = new BufferedImage(type.getColorModel(), raster, false, null);
		final ImageWriter writer = writer();
		try {
			final ByteArrayOutputStream out = new ByteArrayOutputStream(block.shape().length() / 6 + 1024);
			final MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(out);
			writer.setOutput(stream);
			final ImageWriteParam param = writer.getDefaultWriteParam();
			writer.write(null, new IIOImage(image, null, metadata(writer, param, block, quality, colour, subsampling)),
				param);
			stream.flush();
			return out.toByteArray();
		}
		finally {
			writer.dispose();
		}
	}

	private static ImageWriter writer() throws IOException {
		final Iterator<ImageWriterSpi> all = IIORegistry.getDefaultInstance().getServiceProviders(ImageWriterSpi.class,
			spi -> spi instanceof ImageWriterSpi candidate
				&& candidate.getPluginClassName().equals("com.sun.imageio.plugins.jpeg.JPEGImageWriter"),
			true);
		if (!all.hasNext())
			throw new IllegalStateException("this Java runtime has no JPEG writer (module java.desktop)");
		return all.next().createWriterInstance();
	}

	/** The frame, its tables and its scan, in the words of the runtime's own description of JPEG metadata. */
	private static IIOMetadata metadata(final ImageWriter writer, final ImageWriteParam param, final PixelBlock block,
		final int quality, final JpegColour colour, final JpegSubsampling subsampling) throws IOException
	{
		final int components = block.samples();
		final boolean chroma = colour == JpegColour.YCBCR;
		final IIOMetadataNode root = new IIOMetadataNode(FORMAT);
		root.appendChild(new IIOMetadataNode("JPEGvariety"));
		final IIOMetadataNode sequence = new IIOMetadataNode("markerSequence");
		root.appendChild(sequence);
		// this tells the runtime whether to convert
		if (components == 3)
			attributes(child(sequence, "app14Adobe"), "version", 100, "flags0", 0, "flags1", 0, "transform",
				colour.adobeTransform());
		final IIOMetadataNode quantization = child(sequence, "dqt");
		quantizationTable(quantization, 0, scaled(JPEGQTable.K1Luminance, quality));
		if (chroma) quantizationTable(quantization, 1, scaled(JPEGQTable.K2Chrominance, quality));
		final IIOMetadataNode frame = child(sequence, "sof");
		attributes(frame, "process", 0, "samplePrecision", 8, "numLines", block.height(), "samplesPerLine",
			block.width(),
			"numFrameComponents", components);
		for (int i = 0; i < components; i++)
			attributes(child(frame, "componentSpec"), "componentId", id(colour, i), //
				"HsamplingFactor", i == 0 && chroma ? subsampling.horizontal() : 1, //
				"VsamplingFactor", i == 0 && chroma ? subsampling.vertical() : 1, "QtableSelector",
				chroma ? Math.min(i, 1) : 0);
		final IIOMetadataNode huffman = child(sequence, "dht");
		huffmanTable(huffman, 0, 0, JPEGHuffmanTable.StdDCLuminance);
		huffmanTable(huffman, 1, 0, JPEGHuffmanTable.StdACLuminance);
		if (chroma) {
			huffmanTable(huffman, 0, 1, JPEGHuffmanTable.StdDCChrominance);
			huffmanTable(huffman, 1, 1, JPEGHuffmanTable.StdACChrominance);
		}
		final IIOMetadataNode scan = child(sequence, "sos");
		attributes(scan, "numScanComponents", components, "startSpectralSelection", 0, "endSpectralSelection", 63,
			"approxHigh", 0,
			"approxLow", 0);
		for (int i = 0; i < components; i++)
			attributes(child(scan, "scanComponentSpec"), "componentSelector", id(colour, i), "dcHuffTable",
				chroma ? Math.min(i, 1) : 0, "acHuffTable", chroma ? Math.min(i, 1) : 0);
		// the starting point must be consistent, or it is refused; all of it is replaced
		final IIOMetadata metadata = writer
			.getDefaultImageMetadata(ImageTypeSpecifier.createFromBufferedImageType(BufferedImage.TYPE_BYTE_GRAY),
			param);
		metadata.setFromTree(FORMAT, root);
		return metadata;
	}

	/** As libjpeg numbers components: by letters, or from 1. */
	private static int id(final JpegColour colour, final int component) {
		return colour == JpegColour.RGB ? "RGB".charAt(component) : component + 1;
	}

	private static IIOMetadataNode child(final IIOMetadataNode parent, final String name) {
		final IIOMetadataNode node = new IIOMetadataNode(name);
		parent.appendChild(node);
		return node;
	}

	private static void attributes(final IIOMetadataNode node, final Object... namesAndValues) {
		for (int i = 0; i < namesAndValues.length; i += 2)
			node.setAttribute((String) namesAndValues[i], namesAndValues[i + 1].toString());
	}

	private static void quantizationTable(final IIOMetadataNode parent, final int id, final JPEGQTable table) {
		final IIOMetadataNode node = child(parent, "dqtable");
		attributes(node, "elementPrecision", 0, "qtableId", id);
		node.setUserObject(table);
	}

	private static void huffmanTable(final IIOMetadataNode parent, final int tableClass, final int id,
		final JPEGHuffmanTable table) {
		final IIOMetadataNode node = child(parent, "dhtable");
		attributes(node, "class", tableClass, "htableId", id);
		node.setUserObject(table);
	}

	/**
	 * libjpeg's tables for a quality (jcparam.c): the standard's examples times 50 / quality below 50, and 2 - quality
	 * / 50 from there.
	 */
	private static JPEGQTable scaled(final JPEGQTable standard, final int quality) {
		final int percent = quality < 50 ? 5000 / quality : 200 - 2 * quality;
		final int[] table = standard.getTable();
		for (int i = 0; i < table.length; i++)
			table[i] = Math.max(1, Math.min(255, (table[i] * percent + 50) / 100));
		return new JPEGQTable(table);
	}
}
