package org.coverslip.command;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import ij.gui.Roi;

/** Names of regions that files can have, each of its own. */
final class RoiNames {

	private static final int LONGEST = 100;

	/** Windows keeps these for devices, whatever their endings. */
	private static final String DEVICE = "(?i)(con|prn|aux|nul|com\\d|lpt\\d)(\\..*)?";

	private RoiNames() {}

	/** Copies of regions, each with the name that {@link #of} gives it. */
	static List<Roi> applied(final List<Roi> rois) {
		final List<String> names = of(rois);
		final List<Roi> named = new ArrayList<>();
		for (int i = 0; i < names.size(); i++) {
			final Roi copy = (Roi) rois.get(i).clone();
			copy.setName(names.get(i));
			named.add(copy);
		}
		return named;
	}

	/**
	 * A name for each region, in their order: its own, without what names of files cannot contain; of one without a
	 * name, its number from 1; of several with one name, all but the first with numbers. Names that differ in case
	 * alone count as one.
	 */
	static List<String> of(final List<Roi> rois) {
		final Set<String> taken = new HashSet<>();
		final List<String> names = new ArrayList<>();
		for (int i = 0; i < rois.size(); i++) {
			final String base = cleaned(rois.get(i).getName(), i + 1);
			String name = base;
			for (int n = 2; !taken.add(name.toLowerCase(Locale.ROOT)); n++)
				name = base + "-" + n;
			names.add(name);
		}
		return names;
	}

	private static String cleaned(final String name, final int number) {
		String clean = name == null ? "" : name.replaceAll("[\\\\/:*?\"<>|{}\\p{Cntrl}]", "_").strip();
		if (clean.length() > LONGEST) clean = clean.substring(0, LONGEST);
		clean = clean.replaceAll("[. ]+$", "").replaceFirst("^\\.", "_");
		if (clean.isEmpty()) return "region " + number;
		return clean.matches(DEVICE) ? "_" + clean : clean;
	}
}
