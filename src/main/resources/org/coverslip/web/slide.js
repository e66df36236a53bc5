// The page of a slide.

import { about } from './about.js';
import { Annotations } from './annotations.js';
import { Channels } from './channels.js';
import { Colours } from './colours.js';
import { Download } from './download.js';
import { Drawing } from './drawing.js';
import { ImageJ } from './imagej.js';
import { Measuring } from './measuring.js';
import { afterQuiet, byId, element, isTyping } from './page.js';
import { Planes } from './planes.js';
import { RegionTool } from './region.js';
import { showScale } from './scalebar.js';
import * as server from './server.js';
import { followTheme } from './theme.js';
import { Turning } from './turning.js';
import { View } from './view.js';
import { digits, length, pixels, power, summary } from './words.js';

const id = location.pathname.split('/').at(-1);
const state = document.documentElement.dataset; // what tests and other scripts can ask for
const PATIENCE = 900;
let page = null;

/** One scene with all that belongs to it. */
class ScenePage {

	constructor(number, scene, levels, asked) {
		this.number = number;
		this.scene = scene;
		this.levels = levels;
		this.view = new View(byId('viewer'), id, number, scene);
		const changed = afterQuiet(90, () => {
			this.view.show(this.query());
			this.annotations.update();
			this.remember();
		});
		this.channels = new Channels(scene, changed);
		this.channels.restore(asked.get('c'));
		this.colours = new Colours(scene, changed, () => server.range(id, number).catch(problem => notice(problem.message)));
		this.colours.restore(asked.get('rgb'));
		const plane = name => asked.has(name) ? Number(asked.get(name)) : null;
		this.planes = new Planes(scene, plane('z'), plane('t'), changed);
		this.remember = afterQuiet(300, () => this.#remember());
		this.annotations = new Annotations(this.view, id, number, () => this.planes.query(), () => this.remember());
		this.region = new RegionTool(this.view, scene, () => {
			this.download?.update();
			this.imagej?.update();
			this.remember();
		});
		this.measuring = new Measuring(this.view, scene, () => this.remember());
		this.drawing = new Drawing(this.view, id, number, this.annotations, () => this.planes.seen());
		this.region.onDraw = () => {
			this.measuring.stop();
			this.drawing.stop();
		};
		this.measuring.onDraw = () => {
			this.region.draw(false);
			this.drawing.stop();
		};
		this.drawing.onDraw = () => {
			this.region.draw(false);
			this.measuring.stop();
		};
		this.turning = new Turning(this.view, () => {
			this.download.update();
			this.remember();
		});
		this.download = new Download(id, number, scene, () => this.region.region, () => this.query().slice(1), () => this.view.rotation() !== 0);
		this.view.onOpen = () => this.#opened(asked);
		this.view.onChange = () => {
			state.changes = String(Number(state.changes ?? 0) + 1);
		};
		this.view.onMove = () => this.#moved();
		this.waiting = setTimeout(() => notice('Reading the slide …'), PATIENCE);
		this.view.onTile = () => {
			clearTimeout(this.waiting);
			if (byId('notice').textContent.startsWith('Reading')) notice(null);
			state.tiles = String(Number(state.tiles ?? 0) + 1);
		};
		this.view.onFailure = afterQuiet(200, async address => {
			clearTimeout(this.waiting);
			notice(await server.problemOf(address));
		});
		this.view.show(this.query());
	}

	/** How the scene is looked at, as part of an address. */
	query() {
		const parts = [this.planes.query(), this.channels.query(), this.colours.query()].filter(part => part);
		return parts.length > 0 ? '?' + parts.join('&') : '';
	}

	#opened(asked) {
		state.slide = 'open';
		this.imagej = new ImageJ(id, this.number, this.scene, this.levels, this.view, () => this.region.region, () => this.planes.query());
		this.turning.to(Number(asked.get('turn')) || 0);
		const seen = asked.get('view')?.split(',').map(Number);
		if (seen?.length === 4 && seen.every(Number.isFinite)) this.view.fitFrame({ x: seen[0], y: seen[1], width: seen[2], height: seen[3] });
		this.measuring.restore(asked.get('measure'));
		this.annotations.begin(asked.get('annotations')).then(() => this.drawing.update());
		const box = asked.get('region')?.split(',').map(Number);
		if (box?.length === 4 && box.every(Number.isFinite)) this.region.set({ x: box[0], y: box[1], width: box[2], height: box[3] });
		this.#moved();
	}

	#moved() {
		if (state.slide !== 'open') return;
		const { objectivePower } = this.scene;
		const pitch = this.view.pitch();
		showScale(this.view.umPerScreenPixel(), this.view.containerWidth());
		this.measuring.place();
		this.drawing.place();
		this.imagej.update();
		state.pitch = String(pitch);
		state.view = this.#seen();
		this.zoom = objectivePower ? power(objectivePower / pitch) : `${digits(100 / pitch, 3)} %`;
		this.tell();
		this.remember();
	}

	#seen() {
		return Object.values(this.view.frame()).map(Math.round).join(',');
	}

	/** Where the pointer is. */
	tell(at = this.at) {
		this.at = at;
		const parts = [];
		if (at) {
			const { x, y } = this.view.toScene(at.x, at.y);
			const { pixelSizeX, pixelSizeY, width, height } = this.scene;
			if (x >= 0 && y >= 0 && x < width && y < height) {
				parts.push(`${pixels(Math.floor(x))}, ${pixels(Math.floor(y))} px`);
				if (pixelSizeX) parts.push(`${length(x * pixelSizeX)}, ${length(y * pixelSizeY)}`);
			}
		}
		byId('position').textContent = [...parts, this.zoom].join(' · ');
	}

	/** Keeps in the address what is looked at, so that it can be kept, or loaded again. */
	#remember() {
		if (state.slide !== 'open' || page !== this) return;
		const parts = [`view=${this.#seen()}`, this.query().slice(1)];
		if (this.turning.angle !== 0) parts.push(`turn=${Number(this.turning.angle.toFixed(1))}`);
		if (this.number > 0) parts.push(`scene=${this.number}`);
		if (this.region.region) parts.push(`region=${Object.values(this.region.region).join(',')}`);
		parts.push(this.measuring.query(), this.annotations.query());
		history.replaceState(null, '', '#' + parts.filter(part => part).join('&'));
	}

	destroy() {
		clearTimeout(this.waiting);
		this.download.stop();
		this.region.draw(false);
		this.measuring.stop();
		this.drawing.stop();
		this.view.destroy();
	}
}

function notice(sentence) {
	byId('notice').hidden = !sentence;
	byId('notice').textContent = sentence ?? '';
}

async function open(slide, number, asked) {
	page?.destroy();
	page = null;
	state.slide = 'loading';
	notice(null);
	byId('summary').textContent = summary(slide.scenes[number]);
	const scene = await server.scene(id, number);
	page = new ScenePage(number, scene, slide.scenes[number].levels, asked);
}

function showSlide(slide) {
	document.title = `${slide.name} · Coverslip`;
	byId('title').textContent = slide.name;
	byId('title').title = slide.name;
	byId('about-content').replaceChildren(...about(slide));
	byId('images').hidden = slide.associatedImages.length === 0;
	byId('image-list').replaceChildren(...slide.associatedImages.map((image, i) => element('a', { href: server.associated(id, i), target: '_blank' },
		element('img', { src: server.associated(id, i), alt: `${image.name}, ${image.width} × ${image.height} pixels`, loading: 'lazy' }), image.name)));
	const choice = byId('scene');
	byId('scene-choice').hidden = slide.scenes.length < 2;
	choice.replaceChildren(...slide.scenes.map((scene, i) => element('option', { value: i }, `${i}${scene.name ? `: ${scene.name}` : ''} (${pixels(scene.width)} × ${pixels(scene.height)})`)));
	choice.onchange = () => open(slide, Number(choice.value), new URLSearchParams()).catch(problem => notice(problem.message));
}

function showPanel(on) {
	document.body.classList.toggle('without-panel', !on);
	byId('panel-toggle').setAttribute('aria-expanded', on);
}

const KEYS = {
	'+': () => page.view.zoomBy(1.5), '=': () => page.view.zoomBy(1.5), '-': () => page.view.zoomBy(1 / 1.5),
	'0': () => page.view.home(), '1': () => page.view.fullSize(),
	'ArrowLeft': () => page.view.panBy(-0.2, 0), 'ArrowRight': () => page.view.panBy(0.2, 0),
	'ArrowUp': () => page.view.panBy(0, -0.2), 'ArrowDown': () => page.view.panBy(0, 0.2),
	',': () => page.planes.stepZ(-1), '.': () => page.planes.stepZ(1),
	'r': () => page.region.draw(!page.region.isDrawing), 'm': () => page.measuring.toggle('length'), 'a': () => page.measuring.toggle('area'),
	'd': () => page.drawing.toggle('polygon'), 'z': () => page.drawing.undo(),
	't': () => page.turning.by(90), 'T': () => page.turning.by(-90),
	'Escape': () => {
		page.region.draw(false);
		page.measuring.stop();
		page.drawing.stop();
	},
	'p': () => showPanel(document.body.classList.contains('without-panel'))
};

function listen() {
	followTheme(byId('theme'));
	byId('zoom-in').onclick = () => page?.view.zoomBy(1.5);
	byId('zoom-out').onclick = () => page?.view.zoomBy(1 / 1.5);
	byId('home').onclick = () => page?.view.home();
	byId('full-size').onclick = () => page?.view.fullSize();
	byId('panel-toggle').onclick = () => showPanel(document.body.classList.contains('without-panel'));
	document.addEventListener('keydown', event => {
		const inPanel = byId('panel').contains(event.target) && /^Arrow/.test(event.key);
		if (!page || isTyping(event) || inPanel || !KEYS[event.key]) return;
		event.preventDefault();
		KEYS[event.key]();
	});
	byId('stage').addEventListener('pointermove', event => {
		const frame = byId('viewer').getBoundingClientRect();
		const at = { x: event.clientX - frame.left, y: event.clientY - frame.top };
		page?.tell(at);
		page?.annotations.point(event.buttons === 0 && byId('viewer').contains(event.target) ? at : null);
	});
	byId('stage').addEventListener('pointerleave', () => {
		page?.tell(null);
		page?.annotations.point(null);
	});
	const phone = matchMedia('(max-width: 760px)');
	showPanel(!phone.matches);
}

async function start() {
	listen();
	const asked = new URLSearchParams(location.hash.slice(1));
	const slide = await server.slide(id);
	showSlide(slide);
	const number = Math.max(0, Math.min(slide.scenes.length - 1, Number(asked.get('scene')) || 0));
	byId('scene').value = number;
	await open(slide, number, asked);
}

start().catch(problem => {
	state.slide = 'failed';
	notice(problem.message);
});
