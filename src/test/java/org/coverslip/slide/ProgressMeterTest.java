package org.coverslip.slide;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

import org.junit.Test;

public class ProgressMeterTest {

	private final List<Long> told = new ArrayList<>();
	private boolean canceled;
	private final ProgressListener listener = new ProgressListener() {

		@Override
		public void progress(final long done, final long total) {
			assertEquals(10, total);
			told.add(done);
		}

		@Override
		public boolean isCanceled() {
			return canceled;
		}
	};

	@Test
	public void theListenerIsToldTheFirstNowAndThenAndTheLast() {
		final ProgressMeter meter = new ProgressMeter(listener, 10);
		meter.add(2);
		assertEquals("at once", List.of(2L), told);
		final long begin = System.nanoTime();
		int calls = 1;
		while (System.nanoTime() - begin < 50_000_000 && calls < 1_000_000) {
			meter.add(calls % 1000 == 0 ? 1 : 0);
			calls++;
		}
		assertTrue("not each time: " + told.size() + " of " + calls, told.size() < 12);
		for (int i = 1; i < told.size(); i++)
			assertTrue("only forwards, and never too far: " + told, told.get(i) > told.get(i - 1) && told.get(i) <= 10);
		meter.finish();
		meter.finish();
		assertEquals(10, told.get(told.size() - 1).longValue());
		assertEquals("each number once", told.size(), told.stream().distinct().count());
	}

	@Test
	public void noWorkIsToldToo() {
		new ProgressMeter(listener, 10).finish();
		assertEquals(List.of(10L), told);
	}

	@Test
	public void cancelingThrows() {
		final ProgressMeter meter = new ProgressMeter(listener, 10);
		meter.checkCanceled();
		canceled = true;
		assertThrows(CancellationException.class, meter::checkCanceled);
	}
}
