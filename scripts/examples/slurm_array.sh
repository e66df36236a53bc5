#!/bin/bash
# Converts all slides of a folder by an array of 8 jobs of SLURM, each of which does its share:
#   sbatch slurm_array.sh /data/slides /data/results
# An array that was killed, or some of its jobs, may be started again: what is there is passed over.
#SBATCH --job-name=coverslip
#SBATCH --array=1-8
#SBATCH --cpus-per-task=4
#SBATCH --mem=8G
set -eu
slides=$1
results=$2
# Java sees the cores of the job alone where SLURM confines jobs; where it does not, it must be told.
export JAVA_OPTS="-Xmx6g -XX:ActiveProcessorCount=${SLURM_CPUS_PER_TASK:-1}"
exec "${COVERSLIP:-coverslip}" folder "$slides" "$results" --task convert --options "compression=jpeg quality=85" \
	--shard "$SLURM_ARRAY_TASK_ID/$SLURM_ARRAY_TASK_COUNT"
