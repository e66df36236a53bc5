// Channels of fluorescence: on or off, their colours and ranges.

import { byId, element } from './page.js';
import { neat, Range } from './range.js';

class ChannelRow {

	#channel;
	#changed;
	#range;
	#slots = {};

	constructor(channel, changed) {
		this.#channel = channel;
		this.#changed = changed;
		const span = channel.max - channel.min;
		this.#range = new Range(channel.name, Math.max(channel.least ?? -Infinity, channel.min - span * 0.5),
			Math.min(channel.greatest ?? Infinity, channel.max + span * 1.5), changed);
		this.reset(null);
	}

	reset(choice) {
		this.on = choice ? choice.on : this.#channel.on;
		this.color = choice?.color ?? this.#channel.color;
		this.#range.set(choice?.min ?? neat(this.#channel.min), choice?.max ?? neat(this.#channel.max));
		if (this.#slots.on) this.#show();
	}

	element(index) {
		const { name } = this.#channel;
		const slots = this.#slots;
		slots.on = element('input', { type: 'checkbox', id: `channel-${index}` });
		slots.color = element('input', { type: 'color', 'aria-label': `Colour of ${name}`, title: 'Colour' });
		slots.row = element('li', { class: 'channel' }, slots.color,
			element('label', { class: 'name', for: `channel-${index}` }, element('span', {}, name)), slots.on, this.#range.element);
		slots.on.addEventListener('change', () => this.#set({ on: slots.on.checked }));
		slots.color.addEventListener('input', () => this.#set({ color: slots.color.value }));
		this.#show();
		return slots.row;
	}

	#set(values) {
		Object.assign(this, values);
		this.#show();
		this.#changed();
	}

	#show() {
		const { on, color, row } = this.#slots;
		on.checked = this.on;
		color.value = this.color;
		this.#range.color = this.color;
		row.classList.toggle('off', !this.on);
	}

	isChanged() {
		const { on, color, min, max } = this.#channel;
		return this.on !== on || this.color !== color || this.#range.min !== neat(min) || this.#range.max !== neat(max);
	}

	/** As the server wants it. */
	toString() {
		return `${this.color.slice(1)}:${this.#range.min}:${this.#range.max}`;
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
		return 'c=' + this.#rows.map((row, i) => row.on ? `${i}:${row}` : null).filter(part => part !== null).join(',');
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
