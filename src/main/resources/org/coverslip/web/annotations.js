// Annotations of the slide: the files beside it, and what is said of each object.

import { AnnotationFile } from './annotationfile.js';
import { afterQuiet, byId, element } from './page.js';
import * as server from './server.js';
import { area, digits, length } from './words.js';

const NEAR = 6;
const STILL = 120;

/** How large an object is, in words; "" for a point. */
function size(found) {
	if (found.area !== null) return area(found.area, 4);
	if (found.areaPx !== null) return `${digits(found.areaPx)} px²`;
	if (found.length !== null) return length(found.length, 4);
	return found.lengthPx !== null ? `${digits(found.lengthPx)} px` : '';
}

/** An object in one line. */
const line = found => [found.name, found.class ?? (found.name ? null : found.kind), size(found)].filter(part => part).join(' · ');

export class Annotations {

	#view;
	#slide;
	#number;
	#files = [];
	#changed;
	#asked = 0;
	#hovers = afterQuiet(STILL, () => this.#hover());
	#at = null;

	/** The functions tell the plane that is seen, as part of an address, and hear of changes. */
	constructor(view, slide, number, plane, changed) {
		this.#view = view;
		this.#slide = slide;
		this.#number = number;
		this.plane = plane;
		this.#changed = changed;
		this.#tell(null);
		this.#showDetails(null);
		byId('annotation-list').replaceChildren();
		view.onClick = at => this.#click(at);
		byId('annotation-pick').onclick = () => byId('annotation-picked').click();
		byId('annotation-picked').onchange = event => this.#pick(event.target);
	}

	/** The classes of all files that are shown: {name, color}. */
	get classes() {
		return this.#files.flatMap(file => file.classes).filter(one => one.name);
	}

	/** Whether what is drawn may be saved beside the slide. */
	maySave = false;

	/** Lists the files that are there now. */
	async list() {
		try {
			const { files, save } = await server.annotationFiles(this.#slide, this.#number);
			this.maySave = save;
			this.#add(files);
			this.#problem('');
		}
		catch (problem) {
			this.#problem(problem.message);
		}
	}

	#problem(sentence) {
		byId('annotation-problem').textContent = sentence;
		byId('annotation-problem').hidden = !sentence;
	}

	async #pick(input) {
		const [file] = input.files;
		if (!file) return;
		try {
			const { id } = await server.pickAnnotations(this.#slide, this.#number, file);
			await this.list();
			await this.#files.find(one => one.id === id)?.show(true);
		}
		catch (problem) {
			this.#problem(problem.message);
		}
		input.value = '';
	}

	/** Lists the files, and shows those of an address. */
	async begin(text) {
		await this.list();
		(text ?? '').split('_').forEach(part => this.#files.forEach(file => file.restore(part)));
	}

	#add(listed) {
		this.#files = listed.map(file => this.#files.find(known => known.id === file.id && known.name === file.name)
			?? new AnnotationFile(this.#view, this.#slide, this.#number, file, () => this.plane(), () => this.#changed()));
		byId('annotation-list').replaceChildren(...this.#files.map(file => file.element));
		byId('annotation-hint').hidden = this.#files.length > 0;
	}

	/** As part of an address; "" for none. */
	query() {
		const shown = this.#files.map(file => file.toAddress()).filter(part => part);
		return shown.length > 0 ? `annotations=${shown.join('_')}` : '';
	}

	/** Draws them again, since another plane is seen. */
	update() {
		this.#files.forEach(file => file.update());
	}

	/** Hears where the pointer is, in the picture; null if it is elsewhere. */
	point(at) {
		this.#at = at;
		this.#asked++;
		this.#tell(null);
		if (at) this.#hovers();
	}

	async #hover() {
		const at = this.#at;
		if (!at) return;
		const found = await this.#find(at);
		if (found && this.#at === at) this.#tell(found, at);
	}

	async #click(at) {
		const found = await this.#find(at);
		if (found !== undefined) this.#showDetails(found);
	}

	/** What is seen at a place, or null; undefined if something else was asked for meanwhile. */
	async #find(at) {
		const mine = ++this.#asked;
		for (const file of this.#files.filter(one => one.isShown).reverse())
			try {
				const found = await file.at(this.#view.toScene(at.x, at.y), NEAR * this.#view.pitch());
				if (mine !== this.#asked) return undefined;
				if (found) return found;
			}
			catch {
				return undefined; // the tiles tell what is wrong
			}
		return null;
	}

	#tell(found, at) {
		const sign = byId('annotation-sign');
		sign.hidden = !found;
		if (!found) return;
		sign.textContent = line(found);
		sign.style.left = `${at.x + 14}px`;
		sign.style.top = `${at.y + 14}px`;
	}

	#showDetails(found) {
		byId('annotation-details').hidden = !found;
		if (!found) return;
		const facts = [['Name', found.name], ['Class', found.class], ['Kind', `${found.kind}, ${found.shape}, no. ${found.number}`],
			['Area', found.area !== null || found.areaPx !== null ? size(found) : null],
			[found.areaPx === null ? 'Length' : 'Perimeter', found.length !== null ? length(found.length, 4) : found.lengthPx !== null ? `${digits(found.lengthPx)} px` : null],
			...Object.entries(found.measurements).map(([name, value]) => [name, value === null ? '–' : digits(value)]),
			...Object.entries(found.properties)];
		byId('annotation-details').replaceChildren(...facts.filter(([, value]) => value !== null).flatMap(([name, value]) => [element('dt', {}, name), element('dd', {}, value)]));
	}
}
