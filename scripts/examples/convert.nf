#!/usr/bin/env nextflow
// Converts slides by Nextflow, a process for each:
//   nextflow run convert.nf --slides '/data/slides/*.svs' --results /data/results [-resume]
// A process writes in its own work folder and fails as a whole; -resume does only what is missing.

params.slides = 'slides/*.svs'
params.results = 'results'
params.options = '--compression jpeg --quality 85'

process CONVERT {
	cpus 4
	memory '8 GB'
	errorStrategy { task.attempt < 3 ? 'retry' : 'ignore' }
	maxRetries 2
	publishDir params.results, mode: 'move'

	input:
	path slide

	output:
	path "${slide.baseName}.tif"

	script:
	"""
	JAVA_OPTS="-Xmx6g -XX:ActiveProcessorCount=${task.cpus}" coverslip convert '${slide}' '${slide.baseName}.tif' ${params.options}
	"""
}

workflow {
	CONVERT(Channel.fromPath(params.slides))
}
