// Channels of fluorescence: on or off, their colours and ranges.

import { byId, element } from './page.js';
import { digits } from './words.js';

const STEPS = 1000;

const neat = value => Number(digits(value, 6));

class ChannelRow {

	#channel;
	#low;
	#high;
	#changed;
	#slots = {};

	constructor(channel, changed) {
		this.#channel = channel;
		this.#changed = changed;
		const span = channel.max - channel.min;
		this.#low = Math.max(channel.least ?? -Infinity, channel.min - span * 0.5);
		this.#high = Math.min(channel.greatest ?? Infinity, channel.max + span * 1.5);
		this.reset(null);
	}

	reset(choice) {
		this.on = choice ? choice.on : this.#channel.on;
		this.color = choice?.color ?? this.#channel.color;
		this.min = choice?.min ?? neat(this.#channel.min);
		this.max = choice?.max ?? neat(this.#channel.max);
		if (this.#slots.on) this.#show();
	}

	element(index) {
		const { name } = this.#channel;
		const slots = this.#slots;
		slots.on = element('input', { type: 'checkbox', id: `channel-${index}` });
		slots.color = element('input', { type: 'color', 'aria-label': `Colour of ${name}`, title: 'Colour' });
		slots.min = element('input', { type: 'number', step: 'any', 'aria-label': `${name}: shown black` });
		slots.max = element('input', { type: 'number', step: 'any', 'aria-label': `${name}: shown in full colour` });
		slots.from = element('input', { type: 'range', min: 0, max: STEPS, 'aria-label': `${name}: shown black` });
		slots.to = element('input', { type: 'range', min: 0, max: STEPS, 'aria-label': `${name}: shown in full colour` });
		slots.span = element('div', { class: 'span' }, slots.from, slots.to);
		slots.row = element('li', { class: 'channel' }, slots.color,
			element('label', { class: 'name', for: `channel-${index}` }, element('span', {}, name)), slots.on,
			element('div', { class: 'range' }, slots.min, slots.span, slots.max));
		this.#listen();
		this.#show();
		return slots.row;
	}

	#listen() {
		const { on, color, min, max, from, to } = this.#slots;
		on.addEventListener('change', () => this.#set({ on: on.checked }));
		color.addEventListener('input', () => this.#set({ color: color.value }));
		min.addEventListener('change', () => Number.isFinite(min.valueAsNumber) && this.#setRange(min.valueAsNumber, this.max, true));
		max.addEventListener('change', () => Number.isFinite(max.valueAsNumber) && this.#setRange(this.min, max.valueAsNumber, false));
		from.addEventListener('input', () => this.#setRange(this.#value(from), this.max, true));
		to.addEventListener('input', () => this.#setRange(this.min, this.#value(to), false));
	}

	#value(slider) {
		return neat(this.#low + (this.#high - this.#low) * slider.value / STEPS);
	}

	/** The end that was moved stays before the other. */
	#setRange(min, max, minMoved) {
		const least = (this.#high - this.#low) / STEPS;
		if (max - min >= least) this.#set({ min, max });
		else if (minMoved) this.#set({ min: neat(max - least), max });
		else this.#set({ min, max: neat(min + least) });
	}

	#set(values) {
		Object.assign(this, values);
		this.#show();
		this.#changed();
	}

	#show() {
		const { on, color, min, max, from, to, span, row } = this.#slots;
		on.checked = this.on;
		color.value = this.color;
		min.value = this.min;
		max.value = this.max;
		const place = value => Math.max(0, Math.min(1, (value - this.#low) / (this.#high - this.#low)));
		from.value = place(this.min) * STEPS;
		to.value = place(this.max) * STEPS;
		span.style.setProperty('--from', `${place(this.min) * 100}%`);
		span.style.setProperty('--to', `${place(this.max) * 100}%`);
		span.style.setProperty('--colour', this.color);
		row.classList.toggle('off', !this.on);
	}

	isChanged() {
		return this.on !== this.#channel.on || this.color !== this.#channel.color || this.min !== neat(this.#channel.min) || this.max !== neat(this.#channel.max);
	}
}

export class Channels {

	#rows;

	/** Shows the channels of a scene; nothing where its colours are its own. */
	constructor(scene, changed) {
		this.#rows = scene.channels.map(channel => new ChannelRow(channel, changed));
		byId('channels').hidden = this.#rows.length === 0;
		byId('channel-list').replaceChildren(...this.#rows.map((row, i) => row.element(i)));
		byId('channels-reset').onclick = () => {
			this.#rows.forEach(row => row.reset(null));
			changed();
		};
	}

	/** As the server wants it; "" while all are as they were. */
	query() {
		if (!this.#rows.some(row => row.isChanged())) return '';
		return 'c=' + this.#rows.map((row, i) => row.on ? `${i}:${row.color.slice(1)}:${row.min}:${row.max}` : null)
			.filter(part => part !== null).join(',');
	}

	/** Takes what {@link query} gave. */
	restore(text) {
		if (text === null) return;
		const parts = new Map(text.split(',').filter(part => part).map(part => {
			const [number, color, min, max] = part.split(':');
			return [Number(number), { on: true, color: `#${color}`, min: Number(min), max: Number(max) }];
		}));
		this.#rows.forEach((row, i) => row.reset(parts.get(i) ?? { on: false }));
	}
}
