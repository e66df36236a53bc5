// Drawing objects on the slide: kept in this tab, saved beside the slide or downloaded when the user asks for it.

import { OutlineTool } from './outline.js';
import { byId, element, saveAs } from './page.js';
import { arrow, follow, isMain } from './pointer.js';
import * as server from './server.js';
import { feature, isComplete, KINDS, Shape } from './shape.js';
import { count } from './words.js';

const STEP = 10;
const MOST_UNDONE = 100;
/** Classes that QuPath has at first, with its colours. */
const CLASSES = [['Tumor', '#c80000'], ['Stroma', '#96c896'], ['Immune cells', '#a05aa0'], ['Necrosis', '#323232'], ['Other', '#ffc800']];

const newId = () => [...crypto.getRandomValues(new Uint8Array(8))].map(byte => byte.toString(16).padStart(2, '0')).join('');

export class Drawing {

	#view;
	#slide;
	#number;
	#annotations;
	#plane;
	#tool;
	#id = newId();
	#objects = [];
	#before = [];
	#shapes = [];
	#chosen = -1;
	#kind = null;
	#draft = null;

	/** The annotations know the classes and are listed anew when a file was saved; the function tells the plane: {z, t}. */
	constructor(view, slide, number, annotations, plane) {
		this.#view = view;
		this.#slide = slide;
		this.#number = number;
		this.#annotations = annotations;
		this.#plane = plane;
		this.#tool = new OutlineTool(view, (points, next) => this.#showDraft(next ? [...points, next] : points), points => this.#ended(points));
		byId('drawing-kinds').replaceChildren(...Object.entries(KINDS).map(([kind, { name }]) => element('button', { type: 'button', id: `draw-${kind}`, 'aria-pressed': 'false', '.onclick': () => this.toggle(kind) }, name)));
		byId('drawing-undo').onclick = () => this.undo();
		byId('drawing-save').onclick = () => this.#save();
		byId('drawing-download').onclick = () => this.#download();
		byId('drawing-name').onchange = () => this.#rename();
		byId('drawing-class').onchange = () => this.#reclass();
		byId('drawing-class').onfocus = () => this.#listClasses();
		byId('drawing-color').onchange = () => this.#change(byId('drawing-class').value.trim() ? { color: byId('drawing-color').value } : {});
		byId('drawn').replaceChildren();
		this.#tell('');
		this.#listClasses();
		this.#restore();
		this.#show();
	}

	/** Begins an object, or gives up the one of this kind that was begun. */
	toggle(kind) {
		const begins = kind !== this.#kind;
		this.stop();
		if (!begins) return;
		this.onDraw?.();
		this.#choose(-1);
		this.#kind = kind;
		this.#draft = new Shape({ kind, points: [], color: this.#color() });
		byId('drawn').append(this.#draft.element);
		this.#tool.begin(KINDS[kind].hint, kind === 'polygon', KINDS[kind].most);
		this.#press();
	}

	/** Gives up an object that was begun. */
	stop() {
		if (!this.#kind) return;
		this.#kind = null;
		this.#draft.element.remove();
		this.#draft = null;
		this.#tool.stop();
		this.#press();
	}

	/** Takes the last change back. */
	undo() {
		if (this.#before.length === 0) return;
		this.#objects = this.#before.pop();
		this.#chosen = -1;
		this.#show();
	}

	/** Draws all of it where it is now. */
	place() {
		for (const shape of this.#draft ? [...this.#shapes, this.#draft] : this.#shapes)
			shape.place(point => this.#view.toScreen(point));
		if (this.#kind) this.#tool.place();
	}

	#press() {
		for (const kind of Object.keys(KINDS)) byId(`draw-${kind}`).setAttribute('aria-pressed', kind === this.#kind);
	}

	#showDraft(points) {
		this.#draft.points = KINDS[this.#kind].most === 2 ? [points[0], points.at(-1)].filter(point => point) : points;
		this.place();
	}

	#ended(points) {
		const kind = this.#kind;
		const most = KINDS[kind].most;
		const kept = points.length > most ? most === 1 ? [points[0]] : [points[0], points.at(-1)] : [...points];
		this.stop();
		byId('viewer').focus({ preventScroll: true });
		if (!isComplete(kind, kept)) return;
		this.#chosen = this.#objects.length;
		this.#set([...this.#objects, { kind, points: kept, name: '', className: byId('drawing-class').value.trim(), color: this.#color(), ...this.#plane() }]);
	}

	#color() {
		return byId('drawing-class').value.trim() ? byId('drawing-color').value : '#ff0000';
	}

	#set(objects) {
		this.#before.push(this.#objects);
		if (this.#before.length > MOST_UNDONE) this.#before.shift();
		this.#objects = objects;
		this.#show();
	}

	#change(change) {
		if (this.#chosen >= 0) this.#set(this.#objects.map((object, i) => i === this.#chosen ? { ...object, ...change } : object));
	}

	#rename() {
		this.#change({ name: byId('drawing-name').value.trim() });
	}

	#reclass() {
		const className = byId('drawing-class').value.trim();
		const known = this.#known().find(([name]) => name === className);
		if (known) byId('drawing-color').value = known[1];
		this.#change({ className, color: this.#color() });
	}

	/** Classes and colours: those that are shown, those that were drawn, and a few. */
	#known() {
		return [...this.#annotations.classes.map(({ name, color }) => [name, color]), ...this.#objects.filter(one => one.className).map(one => [one.className, one.color]), ...CLASSES];
	}

	#listClasses() {
		byId('drawing-classes').replaceChildren(...[...new Set(this.#known().map(([name]) => name))].slice(0, 200).map(value => element('option', { value })));
	}

	#choose(i) {
		this.#chosen = i;
		this.#show();
	}

	#show() {
		this.#shapes.forEach(shape => shape.element.remove());
		this.#shapes = this.#objects.map(object => new Shape(object));
		byId('drawn').append(...this.#shapes.map(shape => shape.element));
		const chosen = this.#objects[this.#chosen];
		if (chosen) this.#shapes[this.#chosen].addHandles((handle, i) => this.#listen(handle, i));
		byId('drawing-of').hidden = !chosen;
		byId('drawing-name').value = chosen?.name ?? '';
		if (chosen) {
			byId('drawing-class').value = chosen.className;
			if (chosen.className) byId('drawing-color').value = chosen.color;
		}
		this.#list();
		this.place();
		this.#keep();
	}

	#list() {
		const some = this.#objects.length > 0;
		byId('drawing-undo').hidden = this.#before.length === 0;
		byId('drawing-hint').hidden = some;
		byId('drawing-ends').hidden = !some;
		byId('drawing-list').replaceChildren(...this.#objects.map((object, i) => element('li', {},
			element('button', { type: 'button', class: 'plain', 'aria-pressed': i === this.#chosen, '.onclick': () => this.#choose(i === this.#chosen ? -1 : i) },
				element('i', { '.style': `background: ${object.color}` }), [object.name, object.className].filter(part => part).join(' · ') || KINDS[object.kind].name),
			element('button', { type: 'button', class: 'plain', 'aria-label': `Remove object ${i + 1}`, '.onclick': () => this.#remove(i) }, 'Remove'))));
	}

	#remove(i) {
		this.#chosen = -1;
		this.#set(this.#objects.filter((_, k) => k !== i));
		byId('viewer').focus({ preventScroll: true });
	}

	#listen(handle, i) {
		const moved = place => ({ points: this.#objects[this.#chosen].points.map((point, k) => k === i ? place : point) });
		handle.onpointerdown = event => {
			if (!isMain(event)) return;
			const before = this.#objects;
			const shape = this.#shapes[this.#chosen];
			let points = null;
			follow(event, move => {
				({ points } = moved(this.#view.placeOf(move)));
				shape.points = points;
				this.place();
			});
			addEventListener('pointerup', () => {
				if (points && this.#objects === before) this.#change({ points });
			}, { once: true });
		};
		handle.onkeydown = event => {
			const step = arrow(event.key);
			if (event.key === 'Delete' || event.key === 'Backspace') this.#remove(this.#chosen);
			else if (step) {
				const at = this.#view.toScreen(this.#objects[this.#chosen].points[i]);
				const [right, down] = step.map(part => part * (event.shiftKey ? STEP : 1));
				this.#change(moved(this.#view.toScene(at.x + right, at.y + down)));
				byId('drawn').querySelectorAll('.handle')[i]?.focus({ preventScroll: true });
			}
			else return;
			event.preventDefault();
			event.stopPropagation();
		};
	}

	#features() {
		return JSON.stringify({ type: 'FeatureCollection', features: this.#objects.map(feature) });
	}

	async #save() {
		await this.#do('Saving …', async () => {
			const { name, count: many, remarks } = await server.saveDrawn(this.#slide, this.#number, this.#id, this.#features());
			await this.#annotations.list();
			return [`Saved ${count(many, 'object')} as ${name}.`, ...remarks.map(remark => `${remark}.`)].join(' ');
		});
	}

	async #download() {
		await this.#do('Writing …', async () => {
			const text = await server.drawnFile(this.#slide, this.#number, this.#features());
			saveAs(`${byId('title').textContent.replace(/\.[^.]*$/, '')}.geojson`, text, 'application/geo+json');
			return '';
		});
	}

	async #do(meanwhile, work) {
		this.#tell(meanwhile);
		try {
			this.#tell(await work());
		}
		catch (problem) {
			this.#tell(problem.message, true);
		}
	}

	#tell(sentence, isProblem = false) {
		byId('drawing-told').textContent = sentence;
		byId('drawing-told').hidden = !sentence;
		byId('drawing-told').className = isProblem ? 'problem' : 'muted';
	}

	/** Says whether saving is possible. */
	update() {
		byId('drawing-save').disabled = !this.#annotations.maySave;
		byId('drawing-save').title = this.#annotations.maySave ? 'Saves a file beside the slide' : 'This server was not started with save=true';
		byId('drawing-readonly').hidden = this.#annotations.maySave;
	}

	/** In this tab, what is drawn stays when the page is loaded again. */
	#keep() {
		try {
			sessionStorage.setItem(this.#key(), JSON.stringify({ id: this.#id, objects: this.#objects }));
		}
		catch {
			// a browser without storage, or with none left
		}
	}

	#restore() {
		try {
			const { id, objects } = JSON.parse(sessionStorage.getItem(this.#key())) ?? {};
			if (!/^[0-9a-f]{16}$/.test(id) || !objects.every(object => KINDS[object.kind] && isComplete(object.kind, object.points))) return;
			this.#id = id;
			this.#objects = objects;
		}
		catch {
			// nothing was kept
		}
	}

	#key() {
		return `drawn/${this.#slide}/${this.#number}`;
	}
}
