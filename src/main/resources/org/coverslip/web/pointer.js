// Pointers: mouse, pen and finger.

/** Follows the pointer that was pressed until it is let go, wherever it goes; the slide does not move meanwhile. */
export function follow(event, moved) {
	event.stopPropagation(); // else the slide would move instead
	event.preventDefault();
	const listening = new AbortController();
	const options = { signal: listening.signal, capture: true };
	addEventListener('pointermove', move => {
		move.stopPropagation();
		moved(move);
	}, options);
	for (const end of ['pointerup', 'pointercancel', 'blur'])
		addEventListener(end, () => listening.abort(), options);
}

/** Whether an event is of the main button, or of the first finger. */
export const isMain = event => event.button === 0 && event.isPrimary;

/** The direction of an arrow key, to the right and down; null for other keys. */
export const arrow = key => ({ ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] })[key] ?? null;
