// One object that was drawn: its points in pixels of level 0, and how it looks over the picture.

import { svg } from './page.js';

/** What is drawn how: the words of buttons, points that are needed, and points after which it is complete. */
export const KINDS = {
	polygon: { name: 'Polygon', least: 3, most: Infinity, hint: 'Click corners, or draw around. Click the last one twice to end.' },
	rectangle: { name: 'Rectangle', least: 2, most: 2, hint: 'Drag a box, or click two corners.' },
	ellipse: { name: 'Ellipse', least: 2, most: 2, hint: 'Drag the box around it, or click two corners.' },
	line: { name: 'Line', least: 2, most: Infinity, hint: 'Click points, or drag a line. Click the last one twice to end.' },
	point: { name: 'Point', least: 1, most: 1, hint: 'Click a place.' }
};

const MOST_HANDLES = 60;
const POINT = 6;
const CORNERS = 64;
const isBox = kind => kind === 'rectangle' || kind === 'ellipse';

/** Whether a kind has points enough, and a size. */
export function isComplete(kind, points) {
	if (points.length < KINDS[kind].least) return false;
	const distinct = axis => new Set(points.map(point => point[axis])).size > 1;
	return kind === 'point' || (kind === 'line' ? distinct('x') || distinct('y') : distinct('x') && distinct('y'));
}

/** The outline of a kind, in the coordinates of its points. */
export function outline(kind, points) {
	if (!isBox(kind) || points.length < 2) return points;
	const [a, b] = points;
	if (kind === 'rectangle') return [a, { x: b.x, y: a.y }, b, { x: a.x, y: b.y }];
	return Array.from({ length: CORNERS }, (_, i) => ({
		x: (a.x + b.x + (b.x - a.x) * Math.cos(2 * Math.PI * i / CORNERS)) / 2,
		y: (a.y + b.y + (b.y - a.y) * Math.sin(2 * Math.PI * i / CORNERS)) / 2
	}));
}

const pair = ({ x, y }) => [Number(x.toFixed(2)), Number(y.toFixed(2))];
const closed = points => [...points, points[0]].map(pair);

/** An object {kind, points, name, className, color, z, t} as a feature of GeoJSON, in pixels of level 0. */
export function feature({ kind, points, name, className, color, z, t }) {
	const ring = () => closed(outline(kind === 'ellipse' ? 'rectangle' : kind, points));
	const geometry = kind === 'point' ? { type: 'Point', coordinates: pair(points[0]) }
		: kind === 'line' ? { type: 'LineString', coordinates: points.map(pair) } : { type: 'Polygon', coordinates: [ring()] };
	if (kind === 'ellipse') geometry.isEllipse = true;
	if (z > 0 || t > 0) geometry.plane = { c: -1, z, t };
	const properties = { objectType: 'annotation' };
	if (name) properties.name = name;
	if (className) properties.classification = { name: className, color: [1, 3, 5].map(at => parseInt(color.slice(at, at + 2), 16)) };
	return { type: 'Feature', geometry, properties };
}

/** An object over the picture. */
export class Shape {

	#points;
	#kind;
	#body;
	#handles = [];

	constructor({ kind, points, color }) {
		this.#kind = kind;
		this.#points = points;
		const name = kind === 'point' ? 'circle' : kind === 'line' ? 'polyline' : 'polygon';
		this.#body = svg(name, kind === 'point' ? { r: POINT } : {});
		this.element = svg('g', { class: `drawn ${kind}` }, this.#body);
		this.element.style.setProperty('--colour', color);
	}

	/** Other points, of an object that is being drawn. */
	set points(points) {
		this.#points = points;
	}

	/** Puts handles on the points, or none on too many; the function is called with each one's element and number. */
	addHandles(listen) {
		if (this.#points.length > MOST_HANDLES) return;
		this.#handles = this.#points.map((_, i) => {
			const handle = svg('circle', { r: 6, class: 'handle', tabindex: 0, role: 'button', 'aria-label': `Point ${i + 1}. Arrow keys move it, delete removes the object.` });
			listen(handle, i);
			return handle;
		});
		this.element.append(...this.#handles);
		this.element.classList.add('chosen');
	}

	/** Puts it where its points are on the screen. */
	place(toScreen) {
		const places = outline(this.#kind, this.#points).map(toScreen);
		const put = (circle, { x, y }) => {
			circle.setAttribute('cx', x);
			circle.setAttribute('cy', y);
		};
		if (this.#kind !== 'point') this.#body.setAttribute('points', places.map(({ x, y }) => `${x},${y}`).join(' '));
		else if (places.length > 0) put(this.#body, places[0]);
		this.#handles.forEach((handle, i) => put(handle, toScreen(this.#points[i])));
	}
}
