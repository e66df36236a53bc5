// Brightness of a slide that has colours of its own: the range of values that is shown, and gamma.

import { byId } from './page.js';
import { neat, Range } from './range.js';

/** The gamma slider goes by its logarithm, so that darker and brighter take as much room. */
const GAMMA_SIDE = 5;

export class Colours {

	#scene;
	#range;
	#gamma = 1;
	#changed;

	/** Shows the controls; nothing where a scene has channels instead. Auto finds a good range, or nothing. */
	constructor(scene, changed, auto) {
		this.#scene = scene.colours;
		this.#changed = changed;
		byId('colours').hidden = !this.#scene;
		if (!this.#scene) return;
		const { least, greatest } = this.#scene;
		this.#range = new Range('Colours', least, greatest, changed);
		this.#range.color = '#868e96';
		byId('colour-range').replaceChildren(this.#range.element);
		this.#set(least, greatest, 1);
		byId('colours-reset').onclick = () => this.#change(least, greatest, 1);
		byId('colours-auto').onclick = async () => {
			const found = await auto();
			if (found) this.#change(neat(found.min), neat(found.max), this.#gamma);
		};
		byId('gamma-slider').oninput = event => this.#change(this.#range.min, this.#range.max, Number((GAMMA_SIDE ** event.target.value).toFixed(2)));
		byId('gamma').onchange = event => event.target.valueAsNumber > 0 && this.#change(this.#range.min, this.#range.max, event.target.valueAsNumber);
	}

	#change(min, max, gamma) {
		this.#set(min, max, gamma);
		this.#changed();
	}

	#set(min, max, gamma) {
		this.#range.set(min, max);
		this.#gamma = Math.max(0.1, Math.min(10, gamma));
		byId('gamma').value = this.#gamma;
		byId('gamma-slider').value = Math.log(this.#gamma) / Math.log(GAMMA_SIDE);
	}

	/** As the server wants it; "" while the colours are the slide's. */
	query() {
		if (!this.#scene) return '';
		const { min, max } = this.#range;
		const { least, greatest } = this.#scene;
		return min === least && max === greatest && this.#gamma === 1 ? '' : `rgb=${min}:${max}:${this.#gamma}`;
	}

	/** Takes what {@link query} gave. */
	restore(text) {
		const [min, max, gamma] = (text ?? '').split(':').map(Number);
		if (this.#scene && max > min && gamma > 0) this.#set(min, max, gamma);
	}
}
