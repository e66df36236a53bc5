#!/bin/bash
# zarrita 0.7.5 (npm), the reader of Zarr in browsers and under several OME-Zarr viewers: an array of Zarr 3 whose shards have their index at
# the start ("index_location": "start" of the codec sharding_indexed, which the specification allows) opens without an error and reads without
# one, but what it reads is not the array: it takes the end of the shard for the index, whatever the description says.
#
# A good guess: what the description states is heeded, or refused when the array is opened. Seen: 0 0 0 0 0 0 0 0 instead of 0 1 2 3 4 5 6 7;
# with other sizes, an error of a codec. So shards are written with the index at the end, and who sees an empty picture in such a viewer may
# have a sound file.
# Needs node and npm; installs into a temporary folder. Ends with 0 if the behaviour is as told.
set -eu
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
npm install --silent --no-audit --no-fund zarrita@0.7.5

cat >read.mjs <<'EOF'
import * as zarr from "zarrita";

// CRC-32C (RFC 3720, appendix B.4), bit by bit
function crc32c(bytes) {
	let sum = ~0;
	for (const byte of bytes) {
		sum ^= byte;
		for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (0x82f63b78 & -(sum & 1));
	}
	return ~sum >>> 0;
}

// one shard of two chunks of four bytes, 0 to 7
function store(location) {
	const index = new DataView(new ArrayBuffer(36));
	const first = location === "start" ? 36 : 0;
	[first, 4, first + 4, 4].forEach((value, i) => index.setBigUint64(8 * i, BigInt(value), true));
	index.setUint32(32, crc32c(new Uint8Array(index.buffer, 0, 32)), true);
	const head = [...new Uint8Array(index.buffer)];
	const chunks = [0, 1, 2, 3, 4, 5, 6, 7];
	const little = { name: "bytes", configuration: { endian: "little" } };
	const files = new Map([
		["/zarr.json", new TextEncoder().encode(JSON.stringify({
			zarr_format: 3, node_type: "array", shape: [8], data_type: "uint8", fill_value: 0, attributes: {},
			chunk_grid: { name: "regular", configuration: { chunk_shape: [8] } },
			chunk_key_encoding: { name: "default", configuration: { separator: "/" } },
			codecs: [{ name: "sharding_indexed", configuration: { chunk_shape: [4], codecs: [{ name: "bytes" }],
				index_codecs: [little, { name: "crc32c" }], index_location: location } }],
		}))],
		["/c/0", new Uint8Array(location === "start" ? [...head, ...chunks] : [...chunks, ...head])],
	]);
	return {
		get: async (key) => files.get(key),
		getRange: async (key, range) => {
			const bytes = files.get(key);
			if (!bytes) return undefined;
			const start = range.suffixLength === undefined ? range.offset : bytes.length - range.suffixLength;
			return bytes.slice(start, range.suffixLength === undefined ? start + range.length : undefined);
		},
	};
}

async function read(location) {
	const array = await zarr.open(store(location), { kind: "array" });
	try {
		return [...(await zarr.get(array)).data].join(" ");
	} catch (error) {
		return error.message;
	}
}

const end = await read("end");
const start = await read("start");
console.log(`index at the end: ${end}; at the start: ${start}`);
process.exit(end === "0 1 2 3 4 5 6 7" && start !== end ? 0 : 1);
EOF
node read.mjs
