// What is known of a slide: facts, levels and all properties.

import { element } from './page.js';
import { bytes, digits, pixels, power } from './words.js';

function facts(pairs) {
	const list = element('dl', { class: 'facts' });
	for (const [name, value] of pairs)
		if (value !== null && value !== undefined && value !== '') list.append(element('dt', {}, name), element('dd', {}, String(value)));
	return list;
}

function sceneFacts(scene) {
	const size = scene.pixelSizeX;
	return facts([
		['Size', `${pixels(scene.width)} × ${pixels(scene.height)} px`],
		['Pixel size', size && (size === scene.pixelSizeY ? `${digits(size)} µm` : `${digits(size)} × ${digits(scene.pixelSizeY)} µm`)],
		['Objective', scene.objectivePower && power(scene.objectivePower)],
		['Samples', (scene.rgb ? 'RGB ' : '') + scene.pixelType],
		['Channels', scene.channels.length > 1 && scene.channels.map((channel, i) => channel.name || `Channel ${i + 1}`).join(', ') || null],
		['Focal planes', scene.sizeZ > 1 ? scene.sizeZ : null],
		['Times', scene.sizeT > 1 ? scene.sizeT : null],
		...scene.levels.map((level, i) => [`Level ${i}`, `${pixels(level.width)} × ${pixels(level.height)}, 1/${digits(level.downsample)}, ${level.compression}`])
	]);
}

function properties(slide) {
	const names = Object.keys(slide.properties);
	const list = element('dl', { class: 'facts' });
	const find = element('input', { type: 'search', placeholder: 'Search properties', 'aria-label': 'Search properties' });
	const show = () => {
		const wanted = find.value.toLowerCase();
		list.replaceChildren(...names.filter(name => `${name} ${slide.properties[name]}`.toLowerCase().includes(wanted))
			.flatMap(name => [element('dt', {}, name), element('dd', {}, slide.properties[name])]));
	};
	find.addEventListener('input', show);
	show();
	return element('details', { class: 'properties' }, element('summary', {}, `All properties (${names.length})`), find, list);
}

/** Elements that tell all of a slide. */
export function about(slide) {
	const parts = [facts([['File', slide.name], ['Folder', slide.folder], ['Format', slide.format], ['Vendor', slide.vendor],
		['File size', bytes(slide.bytes)]])];
	slide.scenes.forEach((scene, i) => {
		const several = slide.scenes.length > 1;
		parts.push(element('h3', { class: 'facts-title' }, several ? `Scene ${i}${scene.name ? `: ${scene.name}` : ''}` : 'Image'), sceneFacts(scene));
	});
	if (slide.associatedImages.length > 0) parts.push(element('h3', { class: 'facts-title' }, 'Associated images'),
		facts(slide.associatedImages.map(image => [image.name, `${image.width} × ${image.height}`])));
	if (Object.keys(slide.properties).length > 0) parts.push(properties(slide));
	return parts;
}
