package org.coverslip.format.olympus;

import static org.coverslip.format.olympus.VsiTagNumber.*;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The microscope with which a stack was taken. Immutable.
 *
 * @param magnification
 *            of the objective, &gt; 0
 * @param aperture
 *            numerical aperture of the objective
 * @param refractiveIndex
 *            of the medium between the objective and the glass
 * @param workingDistance
 *            in micrometres
 * @param objective
 *            its name
 * @param camera
 *            its name
 * @param stand
 *            name of the microscope itself
 */
record VsiOptics(OptionalDouble magnification, OptionalDouble aperture, OptionalDouble refractiveIndex,
	OptionalDouble workingDistance, Optional<String> objective, Optional<String> camera, Optional<String> stand)
{

	/** Takes this from the devices that a tag lists; of several objectives, from the first with a magnification. */
	static VsiOptics of(final VsiTag properties) {
		final Optional<VsiTag> devices = properties.child(DEVICES);
		final Optional<VsiTag> objective = devices.flatMap(all -> all.below(DEVICE_PROPERTIES)
			.filter(tag -> isPositive(tag.child(MAGNIFICATION).map(VsiTag::real).orElse(OptionalDouble.empty())))
			.findFirst());
		return new VsiOptics(real(objective, MAGNIFICATION), real(objective, NUMERICAL_APERTURE),
			real(objective, REFRACTIVE_INDEX),
			objective.flatMap(tag -> tag.child(WORKING_DISTANCE)).map(VsiTag::micrometres)
			.orElse(OptionalDouble.empty()),
			objective.flatMap(tag -> tag.child(OBJECTIVE_NAME)).flatMap(VsiTag::text), device(devices, CAMERA),
			device(devices, STAND));
	}

	private static OptionalDouble real(final Optional<VsiTag> objective, final int tag) {
		final OptionalDouble found = objective.flatMap(o -> o.child(tag)).map(VsiTag::real)
			.orElse(OptionalDouble.empty());
		return isPositive(found) ? found : OptionalDouble.empty();
	}

	private static boolean isPositive(final OptionalDouble number) {
		return number.isPresent() && number.getAsDouble() > 0;
	}

	private static Optional<String> device(final Optional<VsiTag> devices, final int subtype) {
		return devices.flatMap(all -> all.children().stream()
			.filter(device -> device.child(DEVICE_SUBTYPE).map(VsiTag::integer).filter(n -> n.orElse(-1) == subtype)
			.isPresent())
			.flatMap(device -> device.child(DEVICE_NAME).flatMap(VsiTag::text).stream()).findFirst());
	}
}
