/** Programs that {@code scripts/bench.sh} runs and measures; they are not tests. */
package org.coverslip.bench;
