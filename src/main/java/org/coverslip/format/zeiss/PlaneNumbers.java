package org.coverslip.format.zeiss;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

import org.coverslip.format.OpenSlideProperties;
import org.coverslip.slide.Plane;

/**
 * Maps the planes of a scene to planes of a CZI. Numbers that the file does not use are skipped, so a part cut out of a
 * recording begins with 0. Immutable.
 * <p>
 * Coverslip's z is the focus Z, or where phases, illuminations, rotations, views or blocks are used, all existing
 * combinations: first all focal planes of the first phase, then those of the second, and so on.
 *
 * @param channels
 *            numbers C, in ascending order
 * @param times
 *            numbers T, likewise
 * @param depths
 *            the planes listed as z, in that order, each with C and T 0
 */
record PlaneNumbers(List<Integer> channels, List<Integer> times, List<CziPlane> depths) {

	/** The planes of a whole recording. */
	static PlaneNumbers of(final List<SubBlock> blocks) {
		final SortedSet<Integer> channels = new TreeSet<>();
		final SortedSet<Integer> times = new TreeSet<>();
		final SortedSet<CziPlane> depths = new TreeSet<>(CziPlane.BY_Z);
		CziPlane last = null;
		for (final SubBlock block : blocks) {
			if (block.plane() == last) continue;
			last = block.plane();
			channels.add(last.c());
			times.add(last.t());
			depths.add(last.onlyZ());
		}
		return new PlaneNumbers(List.copyOf(channels), List.copyOf(times), List.copyOf(depths));
	}

	/** The same with only some of the channels. */
	PlaneNumbers withChannels(final Collection<Integer> some) {
		return new PlaneNumbers(List.copyOf(some), times, depths);
	}

	/** The plane of the file for a plane of the scene. */
	CziPlane plane(final Plane plane) {
		final CziPlane d = depths.get(plane.z());
		return new CziPlane(channels.get(plane.channel()), times.get(plane.t()), d.z(), d.h(), d.i(), d.r(), d.v(),
			d.b());
	}

	/** Whether neighbouring z are neighbouring focal planes, and nothing else is listed as z. */
	private boolean onlyFocus() {
		return focalPlanes() == depths.size();
	}

	/** How many z, from the first on, are focal planes of the first phase, illumination, rotation, view and block. */
	private int focalPlanes() {
		final CziPlane first = depths.get(0);
		return (int) depths.stream()
			.filter(d -> d.h() == first.h() && d.i() == first.i() && d.r() == first.r() && d.v() == first.v()
			&& d.b() == first.b()).count();
	}

	/** The number of the z to show: the middle one of the first phase, illumination, rotation, view and block. */
	int inFocus() {
		return focalPlanes() / 2;
	}

	/** Adds properties that say what each z is, if it is not the focus alone: {@code zeiss.z[3] = "H=1 Z=0"}. */
	void addTo(final OpenSlideProperties properties) {
		if (onlyFocus()) return;
		final CziPlane first = depths.get(0);
		for (int z = 0; z < depths.size(); z++) {
			final CziPlane d = depths.get(z);
			final List<String> parts = new ArrayList<>();
			add(parts, "B", d.b(), depths.stream().anyMatch(other -> other.b() != first.b()));
			add(parts, "V", d.v(), depths.stream().anyMatch(other -> other.v() != first.v()));
			add(parts, "R", d.r(), depths.stream().anyMatch(other -> other.r() != first.r()));
			add(parts, "I", d.i(), depths.stream().anyMatch(other -> other.i() != first.i()));
			add(parts, "H", d.h(), depths.stream().anyMatch(other -> other.h() != first.h()));
			add(parts, "Z", d.z(), depths.stream().anyMatch(other -> other.z() != first.z()));
			properties.put("zeiss.z[" + z + "]", String.join(" ", parts));
		}
	}

	private static void add(final List<String> parts, final String name, final int value, final boolean used) {
		if (used) parts.add(name + "=" + value);
	}
}
