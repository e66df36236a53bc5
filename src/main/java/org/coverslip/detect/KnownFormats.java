package org.coverslip.detect;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;

import org.coverslip.format.SlideFormat;
import org.coverslip.format.akoya.QptiffFormat;
import org.coverslip.format.aperio.AfiFormat;
import org.coverslip.format.aperio.AperioFormat;
import org.coverslip.format.argos.ArgosFormat;
import org.coverslip.format.dicom.DicomFormat;
import org.coverslip.format.generic.GenericTiffFormat;
import org.coverslip.format.generic.StripedTiffFormat;
import org.coverslip.format.hamamatsu.HamamatsuNdpiFormat;
import org.coverslip.format.hamamatsu.HamamatsuNdpisFormat;
import org.coverslip.format.hamamatsu.HamamatsuVmsFormat;
import org.coverslip.format.hamamatsu.HamamatsuVmuFormat;
import org.coverslip.format.huron.HuronFormat;
import org.coverslip.format.leica.LeicaFormat;
import org.coverslip.format.lif.LifFormat;
import org.coverslip.format.metamorph.StkFormat;
import org.coverslip.format.mirax.MiraxFormat;
import org.coverslip.format.motic.MoticFormat;
import org.coverslip.format.olympus.OlympusFormat;
import org.coverslip.format.ome.OmeTiffFormat;
import org.coverslip.format.philips.PhilipsFormat;
import org.coverslip.format.plain.PlainImageFormat;
import org.coverslip.format.sakura.SakuraFormat;
import org.coverslip.format.trestle.TrestleFormat;
import org.coverslip.format.ventana.VentanaFormat;
import org.coverslip.format.zarr.OmeZarrFormat;
import org.coverslip.format.zeiss.LsmFormat;
import org.coverslip.format.zeiss.ZeissFormat;

/**
 * All formats, in the order in which they are asked: our own, then those that {@link ServiceLoader} finds, such as
 * Bio-Formats where it is installed.
 */
final class KnownFormats {

	private static final List<SlideFormat> OWN = List.of( //
		new MiraxFormat(), // its own file is a JPEG, and may be anything
		new OmeZarrFormat(), // a folder
		new DicomFormat(), //
		new OlympusFormat(), // a TIFF whose first page is not the slide
		new HamamatsuNdpiFormat(), //
		new HamamatsuNdpisFormat(), //
		new HamamatsuVmsFormat(), //
		new HamamatsuVmuFormat(), //
		new SakuraFormat(), //
		new TrestleFormat(), //
		new AperioFormat(), //
		new LeicaFormat(), //
		new VentanaFormat(), //
		new HuronFormat(), //
		new ArgosFormat(), //
		new MoticFormat(), //
		new PhilipsFormat(), //
		new AfiFormat(), //
		new QptiffFormat(), //
		new ZeissFormat(), //
		new LsmFormat(), //
		new StkFormat(), //
		new LifFormat(), //
		new OmeTiffFormat(), // also takes striped TIFFs
		new GenericTiffFormat(), // after all vendors: it takes each tiled TIFF
		new StripedTiffFormat(), // takes each other TIFF
		new PlainImageFormat());

	private static final List<SlideFormat> ALL = withInstalled();

	private KnownFormats() {}

	/** Passes over a format whose library is not installed. */
	private static List<SlideFormat> withInstalled() {
		final List<SlideFormat> all = new ArrayList<>(OWN);
		final Iterator<SlideFormat> installed =
			ServiceLoader.load(SlideFormat.class, KnownFormats.class.getClassLoader()).iterator();
		boolean more = true;
		while (more)
			try {
				more = installed.hasNext();
				if (more) all.add(installed.next());
			}
			catch (final ServiceConfigurationError | LinkageError e) {
				more = true; // the loader goes on with the one after it
			}
		return List.copyOf(all);
	}

	/** Our own formats alone. */
	static List<SlideFormat> own() {
		return OWN;
	}

	/** The endings of names of slides, but of plain pictures and of DICOM, whose files have any names. */
	static Set<String> slideEndings() {
		return OWN.stream().filter(format -> !(format instanceof PlainImageFormat || format instanceof DicomFormat))
			.map(SlideFormat::endings).flatMap(Set::stream).collect(Collectors.toUnmodifiableSet());
	}

	static Set<String> pictureEndings() {
		return new PlainImageFormat().endings();
	}

	static Set<String> dicomEndings() {
		return new DicomFormat().endings();
	}

	static List<SlideFormat> all() {
		return ALL;
	}
}
