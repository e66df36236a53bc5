// Focal planes and times.

import { byId } from './page.js';

class Slider {

	#input;
	#output;
	#size;

	constructor(name, size, value, changed) {
		this.#input = byId(name);
		this.#size = size;
		const box = byId(`plane-${name}`);
		this.#output = box.querySelector('output');
		box.hidden = size < 2;
		this.#input.max = size - 1;
		this.#input.value = value;
		this.#tell();
		this.#input.oninput = () => {
			this.#tell();
			changed();
		};
	}

	get value() {
		return Number(this.#input.value);
	}

	step(by) {
		if (this.#size < 2) return;
		this.#input.value = this.value + by;
		this.#input.oninput();
	}

	#tell() {
		this.#output.textContent = `${this.value + 1} of ${this.#size}`;
	}
}

export class Planes {

	#z;
	#t;

	/** Shows sliders for a scene; a stack begins in its middle. */
	constructor(scene, z, t, changed) {
		this.#z = new Slider('z', scene.sizeZ, z ?? Math.floor(scene.sizeZ / 2), changed);
		this.#t = new Slider('t', scene.sizeT, t ?? 0, changed);
		byId('planes').hidden = scene.sizeZ < 2 && scene.sizeT < 2;
	}

	stepZ(by) {
		this.#z.step(by);
	}

	/** As the server wants it; "" for the first of both. */
	query() {
		const parts = [];
		if (this.#z.value > 0) parts.push(`z=${this.#z.value}`);
		if (this.#t.value > 0) parts.push(`t=${this.#t.value}`);
		return parts.join('&');
	}
}
