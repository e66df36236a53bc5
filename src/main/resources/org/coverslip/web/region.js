// The region: a box that is drawn, moved and changed by mouse, finger, keys or numbers. Whole pixels of level 0, inside of the scene.

import { byId, element } from './page.js';
import { arrow, follow, isMain } from './pointer.js';
import { area, length, pixels } from './words.js';

const FIELDS = ['x', 'y', 'width', 'height'];
const LEAST_DRAWN = 4;

export class RegionTool {

	#view;
	#scene;
	#changed;
	#region = null;
	#box;
	#drawing = false;

	constructor(view, scene, changed) {
		this.#view = view;
		this.#scene = scene;
		this.#changed = changed;
		this.#box = element('div', { class: 'box', tabindex: 0, role: 'group',
			'aria-label': 'The region. Arrow keys move it, with shift they change its size, delete removes it.' },
			...['nw', 'ne', 'sw', 'se'].map(edge => element('i', { 'data-edge': edge })));
		for (const name of FIELDS) {
			const field = byId(`region-${name}`);
			field.value = '';
			field.oninput = () => this.#typed();
			field.onchange = () => this.#show();
		}
		byId('region-draw').onclick = byId('draw').onclick = () => this.draw(!this.#drawing);
		byId('region-view').onclick = () => this.set(view.visible());
		byId('region-clear').onclick = () => this.set(null);
		this.#listenToSheet();
		this.#listenToBox();
		this.#show();
	}

	get region() {
		return this.#region;
	}

	/** Begins or ends drawing. */
	draw(on) {
		this.#drawing = on;
		if (on) this.onDraw?.();
		byId('sheet').hidden = !on;
		byId('draw').setAttribute('aria-pressed', on);
		byId('region-draw').textContent = on ? 'Cancel' : 'Draw';
	}

	get isDrawing() {
		return this.#drawing;
	}

	/** Takes a region, rounded and cut off at the scene's edges; null for none. */
	set(region) {
		this.#region = region && this.#inside(region);
		this.#show();
		this.#changed(this.#region);
	}

	#inside({ x, y, width, height }) {
		const left = Math.max(0, Math.min(this.#scene.width - 1, Math.round(x)));
		const top = Math.max(0, Math.min(this.#scene.height - 1, Math.round(y)));
		const right = Math.max(left + 1, Math.min(this.#scene.width, Math.round(x + width)));
		const bottom = Math.max(top + 1, Math.min(this.#scene.height, Math.round(y + height)));
		return { x: left, y: top, width: right - left, height: bottom - top };
	}

	/** Moves without changing the size. */
	#moved({ x, y, width, height }, right, down) {
		return {
			x: Math.max(0, Math.min(this.#scene.width - width, Math.round(x + right))),
			y: Math.max(0, Math.min(this.#scene.height - height, Math.round(y + down))), width, height
		};
	}

	#typed() {
		const values = FIELDS.map(name => byId(`region-${name}`).valueAsNumber);
		if (!values.every(Number.isFinite) || values[2] < 1 || values[3] < 1) return;
		const [x, y, width, height] = values;
		this.#region = this.#inside({ x, y, width, height });
		this.#showBox();
		this.#tell();
		this.#changed(this.#region);
	}

	#show() {
		for (const name of FIELDS)
			byId(`region-${name}`).value = this.#region ? this.#region[name] : '';
		this.#showBox();
		this.#tell();
	}

	#showBox() {
		const viewer = this.#view.viewer;
		if (!this.#region) {
			viewer.removeOverlay(this.#box);
			return;
		}
		const location = this.#view.toRect(this.#region);
		if (viewer.getOverlayById(this.#box)) viewer.updateOverlay(this.#box, location);
		else viewer.addOverlay({ element: this.#box, location });
	}

	#tell() {
		const region = this.#region;
		byId('region-hint').hidden = region !== null;
		byId('region-clear').hidden = region === null;
		byId('region-form').hidden = region === null;
		if (!region) {
			byId('region-size').textContent = '';
			return;
		}
		const { pixelSizeX, pixelSizeY } = this.#scene;
		let text = `${pixels(region.width)} × ${pixels(region.height)} px`;
		if (pixelSizeX) text += ` · ${length(region.width * pixelSizeX)} × ${length(region.height * pixelSizeY)} · `
			+ `${area(region.width * pixelSizeX * region.height * pixelSizeY)}, at (${length(region.x * pixelSizeX)}, ${length(region.y * pixelSizeY)})`;
		byId('region-size').textContent = text;
	}

	#listenToSheet() {
		const sheet = byId('sheet');
		let from = null;
		let start = null;
		const between = (a, b) => ({ x: Math.min(a.x, b.x), y: Math.min(a.y, b.y), width: Math.abs(a.x - b.x), height: Math.abs(a.y - b.y) });
		sheet.onpointerdown = event => {
			if (!isMain(event)) return;
			sheet.setPointerCapture(event.pointerId);
			from = this.#view.placeOf(event);
			start = event;
		};
		sheet.onpointermove = event => {
			if (from && event.isPrimary) this.set(between(from, this.#view.placeOf(event)));
		};
		sheet.onpointerup = event => {
			if (!from || !event.isPrimary) return;
			const drawn = Math.hypot(event.clientX - start.clientX, event.clientY - start.clientY) >= LEAST_DRAWN;
			if (drawn) this.set(between(from, this.#view.placeOf(event)));
			from = null;
			if (!drawn) return;
			this.draw(false);
			this.#box.focus({ preventScroll: true });
		};
		sheet.onpointercancel = () => {
			from = null;
		};
	}

	#listenToBox() {
		const box = this.#box;
		box.onpointerdown = event => {
			if (!isMain(event)) return;
			box.focus({ preventScroll: true });
			this.#follow(event, this.#region, event.target.dataset.edge ?? '');
		};
		box.onkeydown = event => this.#key(event);
	}

	/** Moves the box, or a corner of it, with the pointer. */
	#follow(event, before, edge) {
		const from = this.#view.placeOf(event);
		follow(event, moved => {
			const to = this.#view.placeOf(moved);
			this.set(edge === '' ? this.#moved(before, to.x - from.x, to.y - from.y) : this.#dragged(before, edge, to.x - from.x, to.y - from.y));
		});
	}

	/** The box with one corner moved, which may go past the one across. */
	#dragged({ x, y, width, height }, edge, right, down) {
		const xs = edge.includes('w') ? [x + right, x + width] : [x, x + width + right];
		const ys = edge.includes('n') ? [y + down, y + height] : [y, y + height + down];
		return { x: Math.min(...xs), y: Math.min(...ys), width: Math.abs(xs[1] - xs[0]), height: Math.abs(ys[1] - ys[0]) };
	}

	/** The length of a step of the keys, in pixels of level 0. */
	#step() {
		return Math.max(1, Math.round(this.#view.pitch() * 8));
	}

	/** Moved by a step, in the direction that is seen. */
	#stepped(right, down) {
		const { x, y } = this.#view.toSceneStep(right, down);
		return this.#moved(this.#region, x * this.#step(), y * this.#step());
	}

	/** Wider or higher by a step, as it is seen: of a picture that is turned by a quarter, the other way round. */
	#grown(right, down) {
		const { x, y, width, height } = this.#region;
		const along = this.#view.toSceneStep(1, 0);
		const [wider, higher] = Math.abs(along.x) >= Math.abs(along.y) ? [right, down] : [down, right];
		return { x, y, width: Math.max(1, width + wider * this.#step()), height: Math.max(1, height + higher * this.#step()) };
	}

	#key(event) {
		if (event.key === 'Delete' || event.key === 'Backspace') {
			this.set(null);
			byId('viewer').focus();
		}
		else {
			const pressed = arrow(event.key);
			if (!pressed) return;
			this.set(event.shiftKey ? this.#grown(...pressed) : this.#stepped(...pressed));
		}
		event.preventDefault();
		event.stopPropagation();
	}
}
