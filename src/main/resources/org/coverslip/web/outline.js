// The tool that sets points, one after the other, by mouse, finger or keys.

import { byId } from './page.js';
import { arrow, isMain } from './pointer.js';

const SAME_PLACE = 8;
const LEAST_DRAGGED = 4;
const STEP = 10;

const far = (a, b) => Math.hypot(a.x - b.x, a.y - b.y);

export class OutlineTool {

	#view;
	#points = [];
	#next = null;
	#pressed = null;
	#isFreehand = false;
	#most = Infinity;

	/** The functions hear of the points and the one that would come next, in pixels of level 0, and of the end. */
	constructor(view, onPoints, onEnd) {
		this.#view = view;
		this.onPoints = onPoints;
		this.onEnd = onEnd;
	}

	/** Begins to set points; with freehand, dragging draws many; it ends by itself with so many. */
	begin(hint, isFreehand, most = Infinity) {
		this.#listen(byId('outline-sheet'));
		byId('outline-done').onclick = () => this.#end();
		byId('outline-cancel').onclick = () => this.onEnd([]);
		this.#points = [];
		this.#next = null;
		this.#isFreehand = isFreehand;
		this.#most = most;
		byId('outline-hint').textContent = hint;
		this.#show(true);
		byId('outline-sheet').focus({ preventScroll: true });
	}

	/** Sets no more points; nobody is told. */
	stop() {
		this.#pressed = null;
		this.#show(false);
	}

	#show(on) {
		byId('outline-sheet').hidden = !on;
		byId('outline-bar').hidden = !on;
		byId('outline-cross').hidden = true;
	}

	#end() {
		this.onEnd(this.#points);
	}

	#add(point) {
		this.#points.push(point);
		if (this.#points.length >= this.#most) this.#end();
		else this.#tell();
	}

	#tell() {
		this.onPoints(this.#points, this.#next);
	}

	/** Whether a place is one of a point, as seen on the screen. */
	#isAt(place, point) {
		return point !== undefined && far(this.#view.toScreen(place), this.#view.toScreen(point)) < SAME_PLACE;
	}

	/** A point is set; one that is set twice, or the first one again, ends it. */
	#set(place) {
		const points = this.#points;
		if (this.#isAt(place, points.at(-1)) || points.length > 2 && this.#isAt(place, points[0])) this.#end();
		else this.#add(place);
	}

	#listen(sheet) {
		sheet.onpointerdown = event => {
			if (!isMain(event)) return;
			event.preventDefault();
			sheet.focus({ preventScroll: true });
			sheet.setPointerCapture(event.pointerId);
			byId('outline-cross').hidden = true;
			this.#pressed = { place: this.#view.placeOf(event), dragged: false };
		};
		sheet.onpointermove = event => event.isPrimary && this.#moved(this.#view.placeOf(event));
		sheet.onpointerup = event => event.isPrimary && this.#released(this.#view.placeOf(event));
		sheet.onpointercancel = () => {
			this.#pressed = null;
		};
		sheet.onwheel = event => {
			event.preventDefault();
			this.#view.zoomAt(event, 1.2 ** -Math.sign(event.deltaY));
		};
		sheet.onkeydown = event => this.#key(event);
	}

	#moved(place) {
		const pressed = this.#pressed;
		this.#next = place;
		if (pressed && !pressed.dragged && this.#points.length === 0
			&& far(this.#view.toScreen(pressed.place), this.#view.toScreen(place)) >= LEAST_DRAGGED) {
			pressed.dragged = true;
			this.#points.push(pressed.place);
		}
		if (pressed?.dragged && this.#isFreehand && !this.#isNear(place)) this.#points.push(place);
		this.#tell();
	}

	#isNear(place) {
		return far(this.#view.toScreen(this.#points.at(-1)), this.#view.toScreen(place)) < LEAST_DRAGGED;
	}

	#released(place) {
		const pressed = this.#pressed;
		this.#pressed = null;
		if (!pressed) return;
		if (!pressed.dragged) this.#set(pressed.place);
		else {
			if (!this.#isNear(place)) this.#points.push(place);
			this.#end();
		}
	}

	/** Arrow keys move a cross, the space bar sets a point at it. */
	#key(event) {
		const step = arrow(event.key);
		if (step) this.#moveCross(step.map(part => part * (event.shiftKey ? 1 : STEP)));
		else if (event.key === ' ') this.#set(this.#cross());
		else if (event.key === 'Enter') this.#end();
		else if (event.key === 'Backspace') {
			this.#points.pop();
			this.#tell();
		}
		else if (event.key === 'Escape') this.onEnd([]);
		else return;
		event.preventDefault();
		event.stopPropagation();
	}

	#cross() {
		return this.#next ??= this.#view.middle();
	}

	#moveCross([right, down]) {
		const at = this.#view.toScreen(this.#cross());
		const to = { x: at.x + right, y: at.y + down };
		this.#next = this.#view.toScene(to.x, to.y);
		this.#view.panToward(to);
		byId('outline-cross').hidden = false;
		this.place();
		this.#tell();
	}

	/** Draws the cross where it is now. */
	place() {
		if (!this.#next) return;
		const { x, y } = this.#view.toScreen(this.#next);
		byId('outline-cross').style.transform = `translate(${x}px, ${y}px)`;
	}
}
