// Prints pixels of TIFFs as geotiff.js reads them: node read-geotiff.mjs FILE ...
import { readFileSync } from 'fs';
import { fromArrayBuffer } from 'geotiff';

for (const file of process.argv.slice(2)) {
	let line = file;
	try {
		const bytes = readFileSync(file);
		const tiff = await fromArrayBuffer(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
		const rgb = await (await tiff.getImage()).readRGB({ interleave: true });
		for (let bar = 0; bar < 16; bar++)
			for (const y of [100, 400]) {
				const at = 3 * (y * 512 + bar * 32 + 16);
				line += ' ' + [0, 1, 2].map(k => Math.max(0, Math.min(255, Math.round(rgb[at + k]))).toString(16).padStart(2, '0')).join('');
			}
	}
	catch (e) {
		line += ' refused';
	}
	console.log(line);
}
