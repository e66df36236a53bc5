// The scale bar: a round length, at most a quarter of the picture wide.

import { byId } from './page.js';
import { length } from './words.js';

const WIDEST = 210;

/** Draws it for a scale; hides it if there is none. */
export function showScale(umPerScreenPixel, width) {
	const bar = byId('scale');
	bar.hidden = !umPerScreenPixel;
	if (bar.hidden) return;
	const longest = umPerScreenPixel * Math.min(WIDEST, width / 4);
	const unit = 10 ** Math.floor(Math.log10(longest));
	const factor = [5, 2, 1].find(candidate => candidate * unit <= longest) ?? 1;
	const um = Number((factor * unit).toPrecision(1));
	bar.querySelector('span').textContent = um >= 1000 ? `${um / 1000} mm` : length(um);
	bar.querySelector('i').style.width = `${um / umPerScreenPixel}px`;
}
