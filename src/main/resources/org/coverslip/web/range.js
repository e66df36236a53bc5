// A range of values, from the one that is shown black to the one that is shown in full: two numbers, and a slider with two thumbs.

import { element } from './page.js';
import { digits } from './words.js';

const STEPS = 1000;

export const neat = value => Number(digits(value, 6));

export class Range {

	min;
	max;
	#low;
	#high;
	#changed;
	#slots = {};

	/** The slider reaches from low to high, numbers may go beyond; the name is of what is shown. */
	constructor(name, low, high, changed) {
		this.#low = low;
		this.#high = high;
		this.#changed = changed;
		const slots = this.#slots;
		const black = `${name}: shown black`;
		const full = `${name}: shown in full`;
		slots.min = element('input', { type: 'number', step: 'any', 'aria-label': black });
		slots.max = element('input', { type: 'number', step: 'any', 'aria-label': full });
		slots.from = element('input', { type: 'range', min: 0, max: STEPS, 'aria-label': black });
		slots.to = element('input', { type: 'range', min: 0, max: STEPS, 'aria-label': full });
		slots.span = element('div', { class: 'span' }, slots.from, slots.to);
		this.element = element('div', { class: 'range' }, slots.min, slots.span, slots.max);
		this.#listen();
	}

	#listen() {
		const { min, max, from, to } = this.#slots;
		min.addEventListener('change', () => Number.isFinite(min.valueAsNumber) && this.#move(min.valueAsNumber, this.max, true));
		max.addEventListener('change', () => Number.isFinite(max.valueAsNumber) && this.#move(this.min, max.valueAsNumber, false));
		from.addEventListener('input', () => this.#move(this.#value(from), this.max, true));
		to.addEventListener('input', () => this.#move(this.min, this.#value(to), false));
	}

	#value(slider) {
		return neat(this.#low + (this.#high - this.#low) * slider.value / STEPS);
	}

	/** The end that was moved stays before the other. */
	#move(min, max, minMoved) {
		const least = (this.#high - this.#low) / STEPS;
		if (max - min >= least) this.set(min, max);
		else if (minMoved) this.set(neat(max - least), max);
		else this.set(min, neat(min + least));
		this.#changed();
	}

	/** Shows a range, and tells nobody. */
	set(min, max) {
		this.min = min;
		this.max = max;
		const slots = this.#slots;
		const place = value => Math.max(0, Math.min(1, (value - this.#low) / (this.#high - this.#low)));
		slots.min.value = min;
		slots.max.value = max;
		slots.from.value = place(min) * STEPS;
		slots.to.value = place(max) * STEPS;
		slots.span.style.setProperty('--from', `${place(min) * 100}%`);
		slots.span.style.setProperty('--to', `${place(max) * 100}%`);
	}

	/** The colour that the slider runs to. */
	set color(color) {
		this.#slots.span.style.setProperty('--colour', color);
	}
}
