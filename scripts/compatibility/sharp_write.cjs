// Has sharp write a file: arguments are raw samples, the target, and a JSON of width, height, channels, output, options.
const fs = require('fs')
const sharp = require(process.env.NODE_PATH + '/sharp')

const [, , samples, target, words] = process.argv
const { width, height, channels, output, options } = JSON.parse(words)
sharp(fs.readFileSync(samples), { raw: { width, height, channels } })[output](options).toFile(target).catch(problem => {
	console.error(problem.message)
	process.exit(1)
})
