package org.coverslip.app;

/** Is told what a macro without a screen would show its user. From any thread. */
interface MacroWitness {

	/** A text that ImageJ shows, after which it goes on. */
	void print(String text);

	/** A problem, at the line that the macro is at; whether it goes on depends. */
	void report(String problem);

	/** Likewise, of another line. */
	void report(String problem, int line);

	/** Nothing can go on: ends the macro and ImageJ at once. */
	void stop();
}
