// Measuring: lengths and areas, which stay on the picture and in a list.

import { Measure } from './measure.js';
import { OutlineTool } from './outline.js';
import { byId, element } from './page.js';
import { arrow, follow, isMain } from './pointer.js';

const KINDS = ['length', 'area'];
const HINTS = {
	length: 'Click points, or drag a line. Click the last one twice to end.',
	area: 'Click corners, or draw around. Click the last one twice to end.'
};
const STEP = 10;

export class Measuring {

	#view;
	#scene;
	#changed;
	#tool;
	#measures = [];
	#kind = null;
	#draft = null;

	constructor(view, scene, changed) {
		this.#view = view;
		this.#scene = scene;
		this.#changed = changed;
		this.#tool = new OutlineTool(view, (points, next) => this.#showDraft(next ? [...points, next] : points), points => this.#ended(points));
		for (const kind of KINDS)
			byId(`measure-${kind}`).onclick = byId(`panel-measure-${kind}`).onclick = () => this.toggle(kind);
		byId('measures-clear').onclick = () => this.#set([]);
		byId('measures').replaceChildren();
		this.#list();
	}

	/** Begins a measure, or gives up the one of this kind that was begun. */
	toggle(kind) {
		const begins = kind !== this.#kind;
		this.stop();
		if (!begins) return;
		this.onDraw?.();
		this.#kind = kind;
		this.#draft = new Measure(kind, [], this.#scene);
		byId('measures').append(this.#draft.element);
		this.#tool.begin(HINTS[kind], kind === 'area');
		this.#press();
	}

	/** Gives up a measure that was begun. */
	stop() {
		if (!this.#kind) return;
		this.#kind = null;
		this.#draft?.element.remove();
		this.#draft = null;
		this.#tool.stop();
		this.#press();
	}

	#press() {
		for (const kind of KINDS) {
			byId(`measure-${kind}`).setAttribute('aria-pressed', kind === this.#kind);
			byId(`panel-measure-${kind}`).textContent = kind === this.#kind ? 'Cancel' : kind === 'area' ? 'Area' : 'Length';
		}
	}

	/** Takes what {@link query} gave. */
	restore(text) {
		this.#set((text ?? '').split('_').map(one => Measure.of(one, this.#scene)).filter(one => one !== null));
	}

	/** As part of an address; "" for none. */
	query() {
		return this.#measures.length === 0 ? '' : `measure=${this.#measures.map(measure => measure.toAddress()).join('_')}`;
	}

	/** Draws all of it where it is now. */
	place() {
		for (const measure of this.#draft ? [...this.#measures, this.#draft] : this.#measures)
			measure.place(point => this.#view.toScreen(point));
		if (this.#kind) this.#tool.place();
	}

	#showDraft(points) {
		this.#draft.points = points;
		this.place();
	}

	#ended(points) {
		const measure = new Measure(this.#kind, points, this.#scene);
		this.stop();
		byId('viewer').focus({ preventScroll: true });
		if (measure.isComplete()) this.#set([...this.#measures, measure]);
	}

	#set(measures) {
		this.#measures.filter(measure => !measures.includes(measure)).forEach(measure => measure.element.remove());
		for (const measure of measures.filter(one => !this.#measures.includes(one))) {
			measure.addHandles((handle, i) => this.#listen(measure, handle, i));
			byId('measures').append(measure.element);
		}
		this.#measures = measures;
		this.#show();
	}

	#show() {
		this.#list();
		this.place();
		this.#changed();
	}

	#list() {
		byId('measures-clear').hidden = this.#measures.length === 0;
		byId('measures-hint').hidden = this.#measures.length > 0;
		byId('measure-list').replaceChildren(...this.#measures.map(measure => element('li', {}, element('span', {}, String(measure)),
			element('button', { type: 'button', class: 'plain', 'aria-label': `Remove ${measure}`, '.onclick': () => this.#remove(measure) }, 'Remove'))));
	}

	#remove(measure) {
		this.#set(this.#measures.filter(other => other !== measure));
		byId('viewer').focus({ preventScroll: true });
	}

	#listen(measure, handle, i) {
		const move = place => {
			measure.points = measure.points.map((point, k) => k === i ? place : point);
			this.#show();
		};
		handle.onpointerdown = event => {
			if (!isMain(event)) return;
			handle.focus({ preventScroll: true });
			follow(event, moved => move(this.#view.placeOf(moved)));
		};
		handle.onkeydown = event => {
			const step = arrow(event.key);
			if (event.key === 'Delete' || event.key === 'Backspace') this.#remove(measure);
			else if (step) {
				const at = this.#view.toScreen(measure.points[i]);
				const [right, down] = step.map(part => part * (event.shiftKey ? STEP : 1));
				move(this.#view.toScene(at.x + right, at.y + down));
			}
			else return;
			event.preventDefault();
			event.stopPropagation();
		};
	}
}
