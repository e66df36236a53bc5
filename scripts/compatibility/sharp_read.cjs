// What sharp finds in files: each page of the chain as rows, columns, samples.
const sharp = require(process.env.NODE_PATH + '/sharp')
const npy = require('./npy.cjs')

const TYPES = { uchar: Uint8Array, char: Int8Array, ushort: Uint16Array, short: Int16Array, uint: Uint32Array, int: Int32Array, float: Float32Array, double: Float64Array }

npy.findings(process.argv[2], async (file, page) => {
	const { pages = 1 } = await sharp(file).metadata()
	for (let i = 0; i < pages; i++) {
		const { depth, space } = await sharp(file, { page: i }).metadata()
		let image = sharp(file, { page: i })
		if (space === 'b-w' || space === 'grey16' || space === 'multiband') image = image.toColourspace(depth === 'uchar' ? 'b-w' : 'grey16')
		if (space === 'rgb16') image = image.toColourspace('rgb16')
		const { data, info } = await image.raw({ depth }).toBuffer({ resolveWithObject: true })
		const Type = TYPES[depth]
		page(new Type(data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength)), [info.height, info.width, info.channels])
	}
})
