// One measure: a length along points, or an area within them, and how it is drawn over the picture.

import * as geometry from './geometry.js';
import { svg } from './page.js';
import { area, digits, length } from './words.js';

const DIGITS = 4;
const LABEL_ABOVE = 12;
/** An outline of more points was drawn by hand: its points are not to be moved one by one. */
const MOST_HANDLES = 30;

export class Measure {

	#kind;
	#points;
	#size;
	#lines;
	#label;
	#handles = [];

	/** The kind is "length" or "area", points are in pixels of level 0, the scene has the size of a pixel. */
	constructor(kind, points, scene) {
		this.#kind = kind;
		this.#points = points;
		this.#size = scene.pixelSizeX ? { x: scene.pixelSizeX, y: scene.pixelSizeY } : null;
		const shape = () => svg(kind === 'area' ? 'polygon' : 'polyline');
		this.#lines = [shape(), shape()];
		this.#lines[0].classList.add('casing');
		this.#label = svg('text', { 'text-anchor': 'middle' });
		this.element = svg('g', { class: 'measure' }, ...this.#lines, this.#label);
		this.#changed();
	}

	get kind() {
		return this.#kind;
	}

	get points() {
		return this.#points;
	}

	set points(points) {
		this.#points = points;
		this.#changed();
	}

	/** Whether it has points enough. */
	isComplete() {
		return this.#points.length >= (this.#kind === 'area' ? 3 : 2);
	}

	/** What it measures, in words. */
	toString() {
		const { x, y } = this.#size ?? { x: 1, y: 1 };
		const long = value => this.#size ? length(value, DIGITS) : `${digits(value, DIGITS)} px`;
		if (this.#kind === 'length') return long(geometry.lengthAlong(this.#points, x, y));
		if (geometry.crossesItself(this.#points)) return 'crosses itself';
		const within = geometry.areaWithin(this.#points, x, y);
		const wide = this.#size ? area(within, DIGITS) : `${digits(within, DIGITS)} px²`;
		return `${wide}, ${long(geometry.lengthAround(this.#points, x, y))} around`;
	}

	/** As it stands in the page's address. */
	toAddress() {
		return `${this.#kind}:${this.#points.map(({ x, y }) => `${Number(x.toFixed(2))},${Number(y.toFixed(2))}`).join(',')}`;
	}

	/** What {@link toAddress} gave, or null. */
	static of(text, scene) {
		const [kind, numbers] = text.split(':');
		const values = (numbers ?? '').split(',').map(Number);
		const points = values.filter((_, i) => i % 2 === 1).map((y, i) => ({ x: values[2 * i], y }));
		const isSound = /^(length|area)$/.test(kind) && values.length === 2 * points.length && values.every(Number.isFinite);
		const measure = isSound ? new Measure(kind, points, scene) : null;
		return measure?.isComplete() ? measure : null;
	}

	#changed() {
		this.#label.textContent = this.isComplete() ? String(this) : '';
		this.#handles.forEach((handle, i) => handle.setAttribute('aria-label', `Point ${i + 1} of ${this}. Arrow keys move it, delete removes the measure.`));
	}

	/** Puts handles on the points; the function is called with each one's element and number. */
	addHandles(listen) {
		if (this.#points.length > MOST_HANDLES) return;
		this.#handles = this.#points.map((_, i) => {
			const handle = svg('circle', { r: 6, tabindex: 0, role: 'button' });
			listen(handle, i);
			return handle;
		});
		this.element.append(...this.#handles);
		this.#changed();
	}

	/** Puts it where its points are on the screen. */
	place(toScreen) {
		const places = this.#points.map(toScreen);
		const path = places.map(({ x, y }) => `${x},${y}`).join(' ');
		this.#lines.forEach(line => line.setAttribute('points', path));
		this.#handles.forEach((handle, i) => {
			handle.setAttribute('cx', places[i].x);
			handle.setAttribute('cy', places[i].y);
		});
		if (places.length === 0) return;
		const at = this.#kind === 'area' ? geometry.middle(places) : places.reduce((a, b) => b.y < a.y ? b : a);
		this.#label.setAttribute('x', at.x);
		this.#label.setAttribute('y', this.#kind === 'area' ? at.y : at.y - LABEL_ABOVE);
	}
}
