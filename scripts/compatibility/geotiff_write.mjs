// Has geotiff.js write a file: arguments are raw samples, the target, and a JSON of width, height, samples, dtype.
import fs from 'fs'
import { createRequire } from 'module'

const { writeArrayBuffer } = createRequire(process.env.NODE_PATH + '/')('geotiff')

const [, , samples, target, words] = process.argv
const { width, height, samples: count, dtype } = JSON.parse(words)
const bytes = fs.readFileSync(samples)
const buffer = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)
const Type = { uint8: Uint8Array, uint16: Uint16Array, float32: Float32Array }[dtype]
const bits = 8 * Type.BYTES_PER_ELEMENT
fs.writeFileSync(target, Buffer.from(writeArrayBuffer(new Type(buffer), {
	width, height, SamplesPerPixel: [count], BitsPerSample: Array(count).fill(bits), PhotometricInterpretation: count === 3 ? 2 : 1,
	SampleFormat: Array(count).fill(dtype === 'float32' ? 3 : 1)
})))
