// Writes an array as NumPy keeps it. Source: NumPy's documentation of numpy.lib.format, version 1.0.
const fs = require('fs')

const KINDS = { Uint8Array: 'u1', Uint8ClampedArray: 'u1', Int8Array: 'i1', Uint16Array: 'u2', Int16Array: 'i2', Uint32Array: 'u4', Int32Array: 'i4', Float32Array: 'f4', Float64Array: 'f8' }

exports.write = (path, array, shape) => {
	const head = `{'descr': '<${KINDS[array.constructor.name]}', 'fortran_order': False, 'shape': (${shape.join(', ')},), }`
	const padding = (64 - (11 + head.length) % 64) % 64
	const start = Buffer.alloc(10)
	start.write('\x93NUMPY\x01\x00', 'latin1')
	start.writeUInt16LE(head.length + padding + 1, 8)
	fs.writeFileSync(path, Buffer.concat([start, Buffer.from(head + ' '.repeat(padding) + '\n'), Buffer.from(array.buffer, array.byteOffset, array.byteLength)]))
	return path
}

// Reads the files that standard input lists, one after another, with look(path, page), and prints what it finds.
exports.findings = async (folder, look) => {
	let arrays = 0
	for (const file of fs.readFileSync(0, 'utf8').split('\n').filter(line => line)) {
		try {
			await look(file, (array, shape) => console.log(`${file}\tpage\t${exports.write(`${folder}/${arrays++}.npy`, array, shape)}`))
		}
		catch (problem) {
			console.log(`${file}\terror\t${String(problem && problem.message || problem).replace(/\s+/g, ' ')}`)
		}
	}
}
