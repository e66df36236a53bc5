// One file of annotations: its check box, its classes, and its tiles over the slide.

import { element } from './page.js';
import * as server from './server.js';
import { bytes, count, pixels } from './words.js';

/** Of more classes a legend would be no help. */
const MOST_CLASSES = 60;

export class AnnotationFile {

	#view;
	#slide;
	#number;
	#file;
	#plane;
	#changed;
	#hidden = new Set();
	#content = null;
	#on = false;
	#box;
	#about;
	#legend;

	/** The file is as the server lists it; the functions tell the plane that is seen, and hear of changes. */
	constructor(view, slide, number, file, plane, changed) {
		this.#view = view;
		this.#slide = slide;
		this.#number = number;
		this.#file = file;
		this.#plane = plane;
		this.#changed = changed;
		this.#box = element('input', { type: 'checkbox', '.onchange': () => this.show(this.#box.checked) });
		this.#about = element('span', { class: 'muted' }, bytes(file.bytes));
		this.#legend = element('ul', { class: 'legend', hidden: true });
		this.element = element('li', { 'data-name': file.name }, element('label', {}, this.#box, element('span', { title: file.name }, file.name)), this.#about, this.#legend);
	}

	get id() {
		return this.#file.id;
	}

	get name() {
		return this.#file.name;
	}

	/** Whether it is seen. */
	get isShown() {
		return this.#on && this.#content !== null;
	}

	/** The classes that it has, as far as it was read. */
	get classes() {
		return this.#content?.classes ?? [];
	}

	/** As part of an address; "" if it is not shown. */
	toAddress() {
		return this.#on ? [this.id, ...this.#hidden].join('.') : '';
	}

	/** Takes what {@link toAddress} gave. */
	restore(text) {
		const [id, ...hidden] = text.split('.');
		if (id !== this.id) return;
		this.#hidden = new Set(hidden.map(Number).filter(Number.isInteger));
		this.show(true);
	}

	/** Shows it, or shows it no more. */
	async show(on) {
		this.#on = on;
		this.#box.checked = on;
		if (on && !this.#content) await this.#read();
		this.#draw();
		this.#changed();
	}

	async #read() {
		this.#about.className = 'muted';
		this.#about.textContent = 'Reading …';
		try {
			const content = await server.annotationFile(this.#slide, this.#number, this.id);
			if (content.problem) throw new server.Problem(content.problem);
			this.#content = content;
			const { count: many, format, remarks } = this.#content;
			this.#about.textContent = [pixels(many) + (many === 1 ? ' object' : ' objects'), format, ...remarks.length > 0 ? [count(remarks.length, 'remark')] : []].join(' · ');
			this.#about.title = remarks.join('\n');
		}
		catch (problem) {
			this.#about.className = 'problem';
			this.#about.textContent = problem.message;
			this.#on = false;
			this.#box.checked = false;
		}
	}

	/** Draws it again, since another plane is seen. */
	update() {
		if (this.isShown) this.#draw();
	}

	#draw() {
		this.#list();
		const query = this.isShown ? this.#query(`v=${this.#content.version}`) : null;
		this.#view.overlay(this.id, query === null ? null : (level, x, y) => server.annotationTile(this.#slide, this.#number, this.id, level, x, y, query));
	}

	#query(...parts) {
		return '?' + [...parts, this.#hidden.size > 0 ? `hide=${[...this.#hidden].join(',')}` : '', this.#plane()].filter(part => part).join('&');
	}

	/** What lies at a place of the scene, or near it; null for nothing. */
	async at({ x, y }, near) {
		const found = await server.annotationAt(this.#slide, this.#number, this.id, this.#query(`x=${x}`, `y=${y}`, `near=${near}`));
		return found.number ? found : null;
	}

	#list() {
		this.#legend.hidden = !this.isShown;
		if (!this.isShown) return;
		const classes = this.#content.classes;
		const lines = classes.slice(0, MOST_CLASSES).map((one, i) => element('li', {},
			element('label', {}, element('input', { type: 'checkbox', '.checked': !this.#hidden.has(i), '.onchange': event => this.#hide(i, !event.target.checked) }),
				element('i', { '.style': `background: ${one.color}` }), element('span', { title: one.name ?? '' }, one.name ?? 'without a class')),
			element('span', { class: 'muted' }, pixels(one.count))));
		const more = classes.length > MOST_CLASSES ? [element('li', { class: 'muted' }, `and ${classes.length - MOST_CLASSES} classes more`)] : [];
		const all = classes.length > 2 ? [element('li', {}, element('button', { type: 'button', class: 'plain', '.onclick': () => this.#hideAll(this.#hidden.size === 0) }, this.#hidden.size === 0 ? 'Hide all' : 'Show all'))] : [];
		this.#legend.replaceChildren(...lines, ...more, ...all);
	}

	#hide(i, isHidden) {
		if (isHidden) this.#hidden.add(i);
		else this.#hidden.delete(i);
		this.#draw();
		this.#changed();
	}

	#hideAll(areHidden) {
		this.#hidden = new Set(areHidden ? this.#content.classes.keys() : []);
		this.#draw();
		this.#changed();
	}
}
