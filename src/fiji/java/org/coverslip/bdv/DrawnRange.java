package org.coverslip.bdv;

import bdv.tools.brightness.ConverterSetup;
import bdv.tools.brightness.MinMaxGroup;
import bdv.util.BdvHandle;

/**
 * Has the brightness dialog (key S) show the range that is drawn. The dialog has ranges of its own, which by itself
 * follow neither a program nor the panel at the window's side. For the event dispatch thread.
 */
final class DrawnRange {

	private final BdvHandle handle;
	private boolean following;

	private DrawnRange(final BdvHandle handle) {
		this.handle = handle;
	}

	/** Makes the dialog show a setup's range, now and whenever it changes. */
	static void followedByDialog(final BdvHandle handle, final ConverterSetup setup) {
		final DrawnRange range = new DrawnRange(handle);
		setup.setupChangeListeners().add(range::follow);
		range.follow(setup);
	}

	@SuppressWarnings("deprecation") // no other way to the dialog's ranges is open to programs
	private void follow(final ConverterSetup setup) {
		final double min = setup.getDisplayRangeMin();
		final double max = setup.getDisplayRangeMax();
		final MinMaxGroup group = following || handle.getSetupAssignments() == null ? null
			: handle.getSetupAssignments().getMinMaxGroup(setup);
		if (group == null || isShown(group, min, max)) return;
		following = true; // the group sets its setups' ranges itself, first with one new end
		try {
			if (min < group.getRangeMin() || max > group.getRangeMax())
				group.setRange(Math.min(min, group.getRangeMin()), Math.max(max, group.getRangeMax()));
			group.getMinBoundedValue().setCurrentValue(min);
			group.getMaxBoundedValue().setCurrentValue(max);
		}
		finally {
			following = false;
		}
	}

	private static boolean isShown(final MinMaxGroup group, final double min, final double max) {
		return group.getMinBoundedValue().getCurrentValue() == min
			&& group.getMaxBoundedValue().getCurrentValue() == max;
	}
}
