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
	#focus;

	/** Shows sliders for a scene; a stack begins in focus. */
	constructor(scene, z, t, changed) {
		this.#focus = scene.defaultZ;
		this.#z = new Slider('z', scene.sizeZ, z ?? scene.defaultZ, changed);
		this.#t = new Slider('t', scene.sizeT, t ?? 0, changed);
		byId('planes').hidden = scene.sizeZ < 2 && scene.sizeT < 2;
	}

	stepZ(by) {
		this.#z.step(by);
	}

	/** The numbers of the plane that is seen: {z, t}. */
	seen() {
		return { z: this.#z.value, t: this.#t.value };
	}

	/** As the server wants it; "" for the plane in focus of the first time. */
	query() {
		const parts = [];
		if (this.#z.value !== this.#focus) parts.push(`z=${this.#z.value}`);
		if (this.#t.value > 0) parts.push(`t=${this.#t.value}`);
		return parts.join('&');
	}
}
