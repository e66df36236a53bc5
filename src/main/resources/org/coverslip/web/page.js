// Elements of the page.

/** The element of an id, which must be there. */
export const byId = id => document.getElementById(id);

/** A new element with attributes, or properties where the name begins with a dot, and children. */
export function element(name, attributes = {}, ...children) {
	const made = document.createElement(name);
	for (const [key, value] of Object.entries(attributes)) {
		if (key.startsWith('.')) made[key.slice(1)] = value;
		else if (value === true) made.setAttribute(key, '');
		else if (value !== false && value !== null && value !== undefined) made.setAttribute(key, value);
	}
	made.append(...children.filter(child => child !== null && child !== undefined));
	return made;
}

/** A new element of a drawing. */
export function svg(name, attributes = {}, ...children) {
	const made = document.createElementNS('http://www.w3.org/2000/svg', name);
	for (const [key, value] of Object.entries(attributes))
		made.setAttribute(key, value);
	made.append(...children);
	return made;
}

/** Has the browser save text as a file. */
export function saveAs(name, text, type) {
	const address = URL.createObjectURL(new Blob([text], { type }));
	element('a', { href: address, download: name }).click();
	setTimeout(() => URL.revokeObjectURL(address), 60000);
}

/** Calls a function when there was no other call for so many milliseconds. */
export function afterQuiet(milliseconds, call) {
	let timer = 0;
	return (...values) => {
		clearTimeout(timer);
		timer = setTimeout(() => call(...values), milliseconds);
	};
}

/** Whether a key belongs to a field that is being filled in. */
export const isTyping = event => /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName) || event.ctrlKey || event.metaKey || event.altKey;
