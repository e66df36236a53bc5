// The region as a file: asks for it, shows how far it is, and fetches it.

import { byId, element } from './page.js';
import * as server from './server.js';
import { pixels } from './words.js';

const SCALES = [1, 2, 4, 8, 16, 32, 64, 128];

export class Download {

	#id;
	#number;
	#scene;
	#region;
	#look;
	#isTurned;
	#abort = null;

	/** The functions say what is wanted just now: the region, the query of how the scene is looked at, and whether it is turned. */
	constructor(id, number, scene, region, look, isTurned) {
		this.#id = id;
		this.#number = number;
		this.#scene = scene;
		this.#region = region;
		this.#look = look;
		this.#isTurned = isTurned;
		const form = byId('region-form');
		form.onchange = () => this.update();
		form.onsubmit = event => {
			event.preventDefault();
			this.#start();
		};
		byId('region-cancel').onclick = () => this.stop();
		byId('region-compression').querySelector('[value="jpeg"]').disabled = !scene.jpeg;
		if (!scene.jpeg) byId('region-compression').value = 'lzw';
		this.#end();
		this.update();
	}

	get #format() {
		return byId('region-form').elements.format.value;
	}

	/** Suits the choices to the region. */
	update() {
		const region = this.#region();
		const png = this.#format === 'png';
		byId('tif-options').hidden = png;
		byId('png-options').hidden = !png;
		byId('region-about').textContent = png ? `The picture as it is seen: colours and plane${this.#isTurned() ? ', but not turned' : ''}.`
			: this.#scene.colour ? 'Full resolution, with all levels.' : 'The measured values, full resolution, all channels and planes.';
		if (!region || !png) return;
		const chosen = Number(byId('region-scale').value) || 1;
		const scales = SCALES.filter(scale => scale === 1 || Math.max(region.width, region.height) / scale >= 1);
		const size = scale => [region.width, region.height].map(side => Math.max(1, Math.round(side / scale)));
		const fits = scale => size(scale)[0] * size(scale)[1] <= this.#scene.pngPixels;
		const wanted = fits(chosen) ? chosen : scales.find(fits) ?? scales.at(-1);
		byId('region-scale').replaceChildren(...scales.map(scale => element('option', { value: scale, disabled: !fits(scale), '.selected': scale === wanted },
			`${scale === 1 ? 'Full' : `1/${scale}`}: ${size(scale).map(pixels).join(' × ')} px${fits(scale) ? '' : ', too large'}`)));
	}

	#query() {
		const { x, y, width, height } = this.#region();
		const parts = [`format=${this.#format}`, `x=${x}`, `y=${y}`, `width=${width}`, `height=${height}`];
		if (this.#format === 'png') parts.push(`downsample=${byId('region-scale').value}`, this.#look());
		else parts.push(`compression=${byId('region-compression').value}`);
		return '?' + parts.filter(part => part).join('&');
	}

	async #start() {
		this.stop();
		const mine = new AbortController();
		this.#abort = mine;
		byId('region-problem').hidden = true;
		byId('region-progress').hidden = false;
		byId('region-download').disabled = true;
		const bar = byId('region-progress').querySelector('progress');
		bar.value = 0;
		try {
			await server.region(this.#id, this.#number, this.#query(), mine.signal, line => {
				if (line.problem) throw new server.Problem(line.problem);
				if (line.file) this.#fetch(line);
				else bar.value = line.done / line.total;
			});
		}
		catch (problem) {
			if (problem.name !== 'AbortError') {
				byId('region-problem').textContent = problem.message;
				byId('region-problem').hidden = false;
			}
		}
		if (this.#abort === mine) this.#end();
	}

	#fetch(line) {
		element('a', { href: server.file(line.file), download: line.name }).click();
		document.documentElement.dataset.file = line.name;
	}

	#end() {
		this.#abort = null;
		byId('region-progress').hidden = true;
		byId('region-download').disabled = false;
	}

	/** Gives up what is being made; the server stops when it notices. */
	stop() {
		this.#abort?.abort();
		this.#end();
	}
}
