// Turning the picture: by quarters, and to any angle.

import { byId } from './page.js';

export class Turning {

	#view;
	#changed;

	constructor(view, changed) {
		this.#view = view;
		this.#changed = changed;
		byId('turn-slider').oninput = event => this.to(Number(event.target.value));
		byId('turn-angle').onchange = event => this.to(event.target.valueAsNumber || 0);
		byId('turn-reset').onclick = () => this.to(0);
		byId('turn').onclick = event => this.by(event.shiftKey ? -90 : 90);
		this.#show();
	}

	/** Degrees to the right, from -180 to 180. */
	get angle() {
		const degrees = this.#view.rotation();
		return degrees > 180 ? degrees - 360 : degrees;
	}

	/** Turns it further. */
	by(degrees) {
		this.to(this.angle + degrees);
	}

	/** Turns it to an angle. */
	to(degrees) {
		this.#view.rotate(degrees);
		this.#show();
		this.#changed();
	}

	#show() {
		const angle = Number(this.angle.toFixed(1));
		byId('turn-slider').value = angle;
		byId('turn-angle').value = angle;
		byId('turn-reset').hidden = angle === 0;
	}
}
