// Lengths and areas. Points are in pixels, which may be of different size across and down.

/** Along points, one after the other. */
export function lengthAlong(points, across, down) {
	let sum = 0;
	for (let i = 1; i < points.length; i++)
		sum += Math.hypot((points[i].x - points[i - 1].x) * across, (points[i].y - points[i - 1].y) * down);
	return sum;
}

/** Around points, and back to the first one. */
export const lengthAround = (points, across, down) => lengthAlong([...points, points[0]], across, down);

/** Within an outline that does not cross itself. */
export function areaWithin(points, across, down) {
	let twice = 0;
	points.forEach(({ x, y }, i) => {
		const next = points[(i + 1) % points.length];
		twice += (x - points[0].x) * (next.y - points[0].y) - (next.x - points[0].x) * (y - points[0].y);
	});
	return Math.abs(twice) / 2 * across * down;
}

/** On which side of a line a point lies: positive, negative, or 0. */
const side = (from, to, point) => (to.x - from.x) * (point.y - from.y) - (to.y - from.y) * (point.x - from.x);

function doCross(a, b, c, d) {
	return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
}

/** Whether two sides of an outline cross: what it encloses is not clear then. */
export function crossesItself(points) {
	const next = i => points[(i + 1) % points.length];
	for (let i = 0; i < points.length; i++)
		for (let k = i + 2; k < points.length; k++)
			if ((k + 1) % points.length !== i && doCross(points[i], next(i), points[k], next(k))) return true;
	return false;
}

/** The middle of the box around points. */
export function middle(points) {
	const half = values => (Math.min(...values) + Math.max(...values)) / 2;
	return { x: half(points.map(point => point.x)), y: half(points.map(point => point.y)) };
}
