// Looks at one image in OME-Zarr: its description by the specification's strict schemas, each level by zarrita, all of it by ome-zarr.js.
// Called by zarr_variants.py with a JSON object: folder, version, levels, and out, the beginning of the names of the values' files.
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv/dist/2020.js";
import * as zarr from "zarrita";
import { FileSystemStore } from "@zarrita/storage";
import * as omezarr from "ome-zarr.js";

const { folder, version, levels, out } = JSON.parse(process.argv[2]);
const four = version === "0.4";
const json = name => JSON.parse(readFileSync(join(folder, name), "utf8"));

function validate(attributes, schema) {
	const ajv = new Ajv({ strict: false, allErrors: true });
	const schemas = join("schemas", version);
	for (const file of readdirSync(schemas)) ajv.addSchema(JSON.parse(readFileSync(join(schemas, file), "utf8")));
	const id = `https://ngff.openmicroscopy.org/${version}/schemas/${schema}.schema`;
	if (!ajv.validate(id, attributes)) throw new Error(`${schema}: ${ajv.errorsText()}`);
}

const attributes = four ? json(".zattrs") : json("zarr.json").attributes;
const ome = four ? attributes : attributes.ome;
validate(attributes, "strict_image");
if (ome["image-label"]) validate(attributes, "label");
else if (!ome.omero) throw new Error("no omero");
if (ome.multiscales[0].datasets.length !== levels) throw new Error(`${ome.multiscales[0].datasets.length} levels`);

const store = new FileSystemStore(folder);
const open = four ? zarr.open.v2 : zarr.open.v3;
const group = await open(store, { kind: "group" });
for (let i = 0; i < levels; i++) {
	const array = await open(group.resolve(ome.multiscales[0].datasets[i].path), { kind: "array" });
	const names = ome.multiscales[0].axes.map(axis => axis.name);
	if (!four && JSON.stringify(array.dimensionNames ?? json(`${i}/zarr.json`).dimension_names) !== JSON.stringify(names))
		throw new Error("dimension_names are not the axes");
	const { data } = await zarr.get(array);
	writeFileSync(`${out}${i}`, Buffer.from(data.buffer, data.byteOffset, data.byteLength));
}

if (!ome["image-label"]) {
	const { multiscale, omero } = await omezarr.getMultiscaleWithArray(store, -1);
	const names = multiscale.axes.map(axis => axis.name);
	const coarsest = await open(group.resolve(multiscale.datasets.at(-1).path), { kind: "array" });
	const active = omero.channels.map((channel, i) => i).filter(i => omero.channels[i].active);
	const slices = omezarr.getSlices(active, coarsest.shape, names, { z: omero.rdefs.defaultZ, t: omero.rdefs.defaultT });
	const planes = await Promise.all(slices.map(slice => zarr.get(coarsest, slice)));
	const shown = active.map(i => omero.channels[i]);
	const windows = shown.map(({ window }) => [window.start, window.end]);
	const colors = shown.map(({ color }) => [0, 2, 4].map(at => parseInt(color.slice(at, at + 2), 16)));
	const rgba = omezarr.renderTo8bitArray(planes, windows, colors);
	const size = coarsest.shape.at(-1) * coarsest.shape.at(-2);
	if (rgba.length !== 4 * size) throw new Error("ome-zarr.js renders another size");
	if (attributes.coverslip.rgb) for (let i = 0; i < 3 * size; i++)
		if (rgba[4 * (i / 3 | 0) + i % 3] !== planes[i % 3].data[i / 3 | 0]) throw new Error("ome-zarr.js renders other colours");
}
