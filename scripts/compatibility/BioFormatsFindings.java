import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import loci.formats.FormatTools;
import loci.formats.ImageReader;

/**
 * What Bio-Formats finds in files that standard input lists: for each plane of each resolution of each series an array of rows,
 * columns, samples. Run from its source with Bio-Formats on the class path; argument: the folder for arrays.
 */
public final class BioFormatsFindings {

	private static int arrays;

	public static void main(final String[] args) throws Exception {
		final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
		final BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
		for (String file = lines.readLine(); file != null; file = lines.readLine()) {
			try (ImageReader reader = new ImageReader()) {
				reader.setFlattenedResolutions(false);
				reader.setGroupFiles(false);
				reader.setId(file);
				for (int series = 0; series < reader.getSeriesCount(); series++) {
					reader.setSeries(series);
					for (int resolution = 0; resolution < reader.getResolutionCount(); resolution++) {
						reader.setResolution(resolution);
						for (int t = 0; t < reader.getSizeT(); t++)
							for (int z = 0; z < reader.getSizeZ(); z++)
								for (int c = 0; c < reader.getEffectiveSizeC(); c++)
									out.println(file + "\tpage\t" + save(reader, reader.getIndex(z, c, t), Path.of(args[0])));
					}
				}
			}
			catch (final Exception | LinkageError e) {
				out.println(file + "\terror\t" + (e.getMessage() == null ? e.toString() : e.getMessage()).replaceAll("\\s+", " "));
			}
		}
	}

	private static Path save(final ImageReader reader, final int plane, final Path folder) throws Exception {
		final int samples = reader.getRGBChannelCount();
		final int size = FormatTools.getBytesPerPixel(reader.getPixelType());
		final int pixels = reader.getSizeX() * reader.getSizeY();
		final byte[] bytes = reader.openBytes(plane);
		final byte[] interleaved = reader.isInterleaved() || samples == 1 ? bytes : new byte[bytes.length];
		if (interleaved != bytes)
			for (int pixel = 0; pixel < pixels; pixel++)
				for (int sample = 0; sample < samples; sample++)
					System.arraycopy(bytes, (sample * pixels + pixel) * size, interleaved, (pixel * samples + sample) * size, size);
		final String kind = FormatTools.isFloatingPoint(reader.getPixelType()) ? "f" : FormatTools.isSigned(reader.getPixelType()) ? "i" : "u";
		final String header = "{'descr': '" + (reader.isLittleEndian() ? "<" : ">") + kind + size + "', 'fortran_order': False, 'shape': ("
			+ reader.getSizeY() + ", " + reader.getSizeX() + ", " + samples + "), }";
		final int padding = (64 - (11 + header.length()) % 64) % 64;
		final ByteBuffer file = ByteBuffer.allocate(11 + header.length() + padding + interleaved.length).order(ByteOrder.LITTLE_ENDIAN);
		file.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII)).put((byte) 1).put((byte) 0);
		file.putShort((short) (header.length() + padding + 1));
		file.put((header + " ".repeat(padding) + "\n").getBytes(StandardCharsets.US_ASCII)).put(interleaved);
		return Files.write(folder.resolve(arrays++ + ".npy"), file.array());
	}
}
