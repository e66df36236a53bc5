package org.coverslip.deidentify.tiff;

import java.util.List;
import java.util.stream.Stream;

import org.coverslip.deidentify.Deidentifier;

/** All kinds of TIFF that can be de-identified. */
public final class TiffDeidentifiers {

	private TiffDeidentifiers() {}

	/** One for each kind. */
	public static List<Deidentifier> all() {
		return Stream.<TiffDialect> of(new AperioDialect(), new NdpiDialect(), new QptiffDialect(), new ScnDialect(),
			new PhilipsDialect(), new OmeDialect(), new VentanaDialect(), new PlainDialect())
			.<Deidentifier> map(TiffDeidentifier::new).toList();
	}
}
