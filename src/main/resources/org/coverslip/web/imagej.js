// "Open this in ImageJ": the region, or what is seen, as an image of the program that the server runs in.

import { byId, element } from './page.js';
import * as server from './server.js';
import { digits, pixels } from './words.js';

const SEEN = 'seen';

export class ImageJ {

	#id;
	#number;
	#scene;
	#levels;
	#view;
	#box;
	#plane;

	/** The functions say what is wanted just now: the region that was drawn, and the focal plane and time. */
	constructor(id, number, scene, levels, view, box, plane) {
		this.#id = id;
		this.#number = number;
		this.#scene = scene;
		this.#levels = levels;
		this.#view = view;
		this.#box = box;
		this.#plane = plane;
		byId('imagej').hidden = !scene.windows;
		if (!scene.windows) return;
		byId('imagej-open').onclick = () => this.#open();
		byId('imagej-level').replaceChildren(element('option', { value: SEEN }), ...levels.map((level, i) => element('option', { value: i })));
		this.#tell('');
		this.update();
	}

	/** What is opened: the box, or else what is seen of the scene, in whole pixels of level 0. */
	#region() {
		const box = this.#box();
		if (box) return box;
		const { x, y, width, height } = this.#view.visible();
		const left = Math.max(0, Math.floor(x));
		const top = Math.max(0, Math.floor(y));
		return { x: left, y: top, width: Math.min(this.#scene.width, Math.ceil(x + width)) - left, height: Math.min(this.#scene.height, Math.ceil(y + height)) - top };
	}

	/** The coarsest level that is as fine as the screen. */
	#levelSeen() {
		const pitch = this.#view.pitch() * 1.001;
		return Math.max(0, this.#levels.findLastIndex(level => level.downsample <= pitch));
	}

	/** Tells what would be opened. */
	update() {
		if (!this.#scene.windows) return;
		const region = this.#region();
		const box = this.#box() !== null;
		const told = box ? 'Opens the region.' : 'Opens what is seen.';
		byId('imagej-about').textContent = this.#view.rotation() % 90 !== 0 && !box
			? 'Opens the upright box around what is seen: images in ImageJ are not turned.' : this.#view.rotation() !== 0 ? `${told} It is not turned in ImageJ.` : told;
		const size = level => [region.width, region.height].map(side => pixels(Math.max(1, Math.round(side / this.#levels[level].downsample)))).join(' × ');
		const options = byId('imagej-level').options;
		options[0].textContent = `As seen: ${size(this.#levelSeen())} px`;
		this.#levels.forEach((level, i) => {
			options[i + 1].textContent = `Level ${i}, 1/${digits(level.downsample)}: ${size(i)} px`;
		});
	}

	async #open() {
		const { x, y, width, height } = this.#region();
		if (width < 1 || height < 1) {
			this.#tell('Nothing of the slide is seen.', true);
			return;
		}
		const chosen = byId('imagej-level').value;
		const level = chosen === SEEN ? this.#levelSeen() : chosen;
		byId('imagej-open').disabled = true;
		this.#tell('ImageJ reads the slide …');
		try {
			const query = [`x=${x}`, `y=${y}`, `width=${width}`, `height=${height}`, `level=${level}`, this.#plane()].filter(part => part).join('&');
			const { title } = await server.openWindow(this.#id, this.#number, `?${query}`);
			this.#tell(`ImageJ shows “${title}”.`);
		}
		catch (problem) {
			this.#tell(problem.message, true);
		}
		byId('imagej-open').disabled = false;
	}

	#tell(sentence, isProblem = false) {
		byId('imagej-told').textContent = sentence;
		byId('imagej-told').hidden = !sentence;
		byId('imagej-told').className = isProblem ? 'problem' : 'muted';
	}
}
