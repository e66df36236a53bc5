// What geotiff.js finds in files: each image of the chain, and of the SubIFDs of the first, as rows, columns, samples.
import { createRequire } from 'module'
import npy from './npy.cjs'

const { fromFile } = createRequire(process.env.NODE_PATH + '/')('geotiff')

await npy.findings(process.argv[2], async (file, page) => {
	const tiff = await fromFile(file)
	for (let i = 0; i < await tiff.getImageCount(); i++) {
		const image = await tiff.getImage(i)
		const bits = image.getBitsPerSample(0)
		const colour = image.getSamplesPerPixel() >= 3 && bits === 8
		const samples = colour ? await image.readRGB({ interleave: true }) : await image.readRasters({ interleave: true })
		page(samples, [image.getHeight(), image.getWidth(), samples.length / image.getHeight() / image.getWidth()])
	}
	await tiff.close()
})
