// What the pages ask of the server. All addresses lie below the token with which this page's own begins.

const base = location.pathname.split('/').slice(0, 2).join('/') + '/';

/** An answer that is not what was asked for; the message is the server's sentence. */
export class Problem extends Error {}

async function answer(path, options) {
	let response;
	try {
		response = await fetch(base + path, options);
	}
	catch (failure) {
		if (failure.name === 'AbortError') throw failure;
		throw new Problem('The slide server does not answer; it may have been stopped.');
	}
	if (response.ok) return response;
	let sentence = `The slide server answers with error ${response.status}.`;
	try {
		sentence = (await response.json()).problem ?? sentence;
	}
	catch {
		// an answer of something else than this server
	}
	throw new Problem(sentence);
}

const json = async path => (await answer(path)).json();

export const slides = async () => (await json('api/slides')).slides;
export const slide = id => json(`api/slides/${id}`);
export const scene = (id, number) => json(`api/slides/${id}/scenes/${number}`);

/** The values between which the colours of a scene lie: {min, max}. */
export const range = (id, number) => json(`api/slides/${id}/scenes/${number}/range`);

/** Opens a region in the program that the server runs in; tells the window's title. */
export const openWindow = async (id, number, query) => (await answer(`api/slides/${id}/scenes/${number}/window${query}`, { method: 'POST' })).json();

/** The files of annotations beside a slide, and whether what is drawn may be saved there: {files, save}. */
export const annotationFiles = (id, number) => json(`api/slides/${id}/scenes/${number}/annotations`);

/** Shows a file of the user's own; tells it as it is listed. */
export const pickAnnotations = async (id, number, file) => (await answer(`api/slides/${id}/scenes/${number}/annotations/picked?name=${encodeURIComponent(file.name)}`, { method: 'POST', body: file })).json();

/** What was drawn, as a file of QuPath's. */
export const drawnFile = async (id, number, features) => (await answer(`api/slides/${id}/scenes/${number}/annotations/geojson`, { method: 'POST', body: features })).text();

/** Saves what was drawn beside the slide; tells the file's name. */
export const saveDrawn = async (id, number, drawing, features) => (await answer(`api/slides/${id}/scenes/${number}/annotations/save?drawing=${drawing}`, { method: 'POST', body: features })).json();

/** What is in a file of annotations. */
export const annotationFile = (id, number, file) => json(`api/slides/${id}/scenes/${number}/annotations/${file}`);

/** What lies at a place; an empty object for nothing. */
export const annotationAt = (id, number, file, query) => json(`api/slides/${id}/scenes/${number}/annotations/${file}/at${query}`);

/** The address of a tile of annotations. */
export const annotationTile = (id, number, file, level, x, y, query) => `${base}api/slides/${id}/scenes/${number}/annotations/${file}/tiles/${level}/${x}_${y}.png${query}`;

export const slidePage = id => `${base}slide/${id}`;
export const thumbnail = id => `${base}api/slides/${id}/thumbnail`;
export const associated = (id, number) => `${base}api/slides/${id}/associated/${number}`;
export const file = key => `${base}api/files/${key}`;

/** The address of a tile; the query says how the scene is looked at. */
export const tile = (id, number, level, x, y, query) => `${base}api/slides/${id}/scenes/${number}/tiles/${level}/${x}_${y}.jpg${query}`;

/** Why an address gives nothing. */
export async function problemOf(address) {
	try {
		const response = await fetch(address);
		return response.ok ? null : (await response.json()).problem;
	}
	catch {
		return 'The slide server does not answer; it may have been stopped.';
	}
}

/** Has a file made of a region; tells each line of the answer as an object. */
export async function region(id, number, query, signal, tell) {
	const response = await answer(`api/slides/${id}/scenes/${number}/region${query}`, { signal });
	const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
	let rest = '';
	for (let part = await reader.read(); !part.done; part = await reader.read()) {
		const lines = (rest + part.value).split('\n');
		rest = lines.pop();
		lines.forEach(line => tell(JSON.parse(line)));
	}
}
