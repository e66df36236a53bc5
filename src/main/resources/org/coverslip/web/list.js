// The list of slides: cards in folders, which are filled when they come into sight.

import { about } from './about.js';
import { afterQuiet, byId, element } from './page.js';
import * as server from './server.js';
import { followTheme } from './theme.js';
import { bytes, count, summary } from './words.js';

const AT_A_TIME = 3;

const cards = new Map(); // by the elements that show them
const waiting = [];
let busy = 0;

function icon() {
	const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
	svg.setAttribute('viewBox', '0 0 24 24');
	svg.setAttribute('aria-hidden', 'true');
	const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
	path.setAttribute('d', 'M12 11v6M12 7.5v.01M12 3a9 9 0 1 0 0 18a9 9 0 0 0 0-18');
	svg.append(path);
	return svg;
}

function card(slide) {
	const link = element('a', { href: server.slidePage(slide.id), class: 'name' }, slide.name);
	const thumb = element('div', { class: 'thumb waiting' });
	const size = element('p', { class: 'size' }, bytes(slide.bytes));
	const chips = element('div', { class: 'chips' });
	const more = element('button', { type: 'button', class: 'icon more', 'aria-label': `About ${slide.name}`, title: 'About this slide', hidden: true }, icon());
	const item = element('li', { class: 'card' }, thumb, element('div', { class: 'words' }, more, link, size, chips));
	const made = { slide, item, thumb, size, chips, more, text: `${slide.name} ${slide.folder}`.toLowerCase(), filled: false };
	more.addEventListener('click', () => tellAbout(made.about));
	cards.set(item, made);
	return item;
}

function chip(text) {
	return element('span', { class: 'chip' }, text);
}

async function fill(one) {
	try {
		const slide = await server.slide(one.slide.id);
		const scene = slide.scenes[0];
		one.about = slide;
		one.more.hidden = false;
		one.size.textContent = summary(scene);
		one.chips.append(chip(slide.format));
		if (slide.scenes.length > 1) one.chips.append(chip(`${slide.scenes.length} scenes`));
		if (scene.channels.length > 1) one.chips.append(chip(`${scene.channels.length} channels`));
		if (scene.sizeZ > 1) one.chips.append(chip(`${scene.sizeZ} z`));
		if (scene.sizeT > 1) one.chips.append(chip(`${scene.sizeT} t`));
		one.text += ` ${slide.format} ${slide.vendor ?? ''} ${Object.entries(slide.properties).flat().join(' ')}`.toLowerCase();
		const image = element('img', { alt: '', '.src': server.thumbnail(slide.id) });
		await image.decode().catch(async () => {
			throw new server.Problem(await server.problemOf(server.thumbnail(slide.id)) ?? 'There is no picture of this slide.');
		});
		one.thumb.replaceChildren(image);
	}
	catch (problem) {
		one.thumb.replaceChildren(element('p', { class: 'problem', title: problem.message }, problem.message));
		one.item.classList.add('broken');
	}
	one.thumb.classList.remove('waiting');
	document.documentElement.dataset.filled = String(Number(document.documentElement.dataset.filled ?? 0) + 1);
}

function next() {
	while (busy < AT_A_TIME && waiting.length > 0) {
		busy++;
		fill(waiting.shift()).finally(() => {
			busy--;
			next();
		});
	}
}

const sight = new IntersectionObserver(entries => {
	for (const entry of entries) {
		const one = cards.get(entry.target);
		if (entry.isIntersecting && !one.filled) {
			one.filled = true;
			waiting.push(one);
			sight.unobserve(entry.target);
		}
	}
	next();
}, { rootMargin: '200px' });

function tellAbout(slide) {
	byId('about-title').textContent = slide.name;
	byId('about-content').replaceChildren(...about(slide));
	byId('about').showModal();
}

const part = (found, all) => found === all ? count(all, 'slide') : `${found} of ${count(all, 'slide')}`;

function search() {
	const words = byId('search').value.toLowerCase().split(/\s+/).filter(word => word);
	let shown = 0;
	for (const one of cards.values()) {
		one.item.hidden = !words.every(word => one.text.includes(word));
		if (!one.item.hidden) shown++;
	}
	for (const folder of document.querySelectorAll('#slides > section')) {
		const found = folder.querySelectorAll('.card:not([hidden])').length;
		folder.hidden = found === 0;
		folder.querySelector('h2 span').textContent = part(found, Number(folder.dataset.slides));
	}
	byId('count').textContent = part(shown, cards.size);
	byId('empty').hidden = shown > 0;
	byId('empty').textContent = cards.size === 0 ? 'There are no slides in this folder.' : 'No slide has all these words.';
}

async function show() {
	const folders = new Map();
	for (const slide of await server.slides()) {
		if (!folders.has(slide.folder)) folders.set(slide.folder, []);
		folders.get(slide.folder).push(slide);
	}
	for (const [folder, slides] of folders) {
		const title = element('h2', { class: 'folder' }, folder || 'Opened', element('span', { class: 'muted' }));
		byId('slides').append(element('section', { 'data-slides': slides.length }, title, element('ul', { class: 'cards' }, ...slides.map(card))));
	}
	for (const one of cards.values())
		sight.observe(one.item);
	search();
	document.documentElement.dataset.state = 'ready';
}

followTheme(byId('theme'));
byId('search').addEventListener('input', afterQuiet(80, search));
byId('about-close').addEventListener('click', () => byId('about').close());
byId('about').addEventListener('click', event => {
	if (event.target === byId('about')) byId('about').close();
});
document.addEventListener('keydown', event => {
	if (event.key === '/' && event.target.tagName !== 'INPUT') {
		event.preventDefault();
		byId('search').focus();
	}
});
show().catch(problem => {
	byId('empty').hidden = false;
	byId('empty').textContent = problem.message;
});
