# Measures Deep Zoom and the cutting into tiles: a part of scripts/bench.sh, which reads it. Everything that is cut stays until all is
# measured, since some file systems are slow to give the numbers of files away again that were deleted a moment ago.

cut=$(mktemp -d "$dir/tiles-XXXXXX")
trap 'rm -rf "$cut"' EXIT
kind=tile
number=0

# cut_by TASK WHO COMMAND...: as timed, with a new name as the last argument. What was written before is on the disk then.
cut_by() {
	number=$((number + 1))
	sync
	timed "$1" "$2" "${@:3}" "$cut/$number"
}

# The two slides of published times: a plain JPEG of 30000 x 21952, and an SVS of 32671 x 47076, each into tiles of 256.
job_jpeg=$dir/job-30000x21952.jpg job_svs=$dir/job-32671x47076.svs
if [ ! -f "$job_jpeg" ]; then
	echo "drawing $job_jpeg" >&2
	bench_java ReferenceSlide "$dir/job.tif" 30000 21952
	vips copy "$dir/job.tif" "$dir/job.part.jpg[Q=80]"
	rm "$dir/job.tif"
	mv "$dir/job.part.jpg" "$job_jpeg"
fi
if [ ! -f "$job_svs" ]; then
	echo "drawing $job_svs" >&2
	bench_java ReferenceSlide "$dir/job.part.svs" 32671 47076
	mv "$dir/job.part.svs" "$job_svs"
fi

heap=$JAVA_OPTS
for _ in $(seq "$runs"); do
	export JAVA_OPTS="$heap -Xmx256m"
	task="Deep Zoom, 254 + 1, quality 80"
	cut_by "$task" coverslip scripts/coverslip deepzoom --quality 80 "$slide"
	cut_by "$task" "vips dzsave" vips dzsave --suffix ".jpg[Q=80]" "$slide"
	task="Deep Zoom in one SZI file, 254 + 1, quality 80"
	cut_by "$task" coverslip scripts/coverslip deepzoom --container szi --quality 80 "$slide"
	cut_by "$task" "vips dzsave" vips dzsave --container szi --suffix ".jpg[Q=80]" "$slide"
	task="Deep Zoom, 256 + 0, quality 80"
	cut_by "$task" coverslip scripts/coverslip deepzoom --tileSize 256 --overlap 0 --quality 80 "$slide"
	cut_by "$task" "openslide-python, $(nproc) processes" "$python" scripts/bench/openslide_deepzoom.py 256 0 80 "$(nproc)" "$slide"
	task="JPEG of 30000 x 21952 to Deep Zoom, 256 + 0, quality 80"
	cut_by "$task" coverslip scripts/coverslip deepzoom --tileSize 256 --overlap 0 --quality 80 "$job_jpeg"
	cut_by "$task" "vips dzsave" vips dzsave --tile-size 256 --overlap 0 --suffix ".jpg[Q=80]" "$job_jpeg"
	task="SVS of 32671 x 47076 to Deep Zoom, 256 + 0, quality 80"
	cut_by "$task" coverslip scripts/coverslip deepzoom --tileSize 256 --overlap 0 --quality 80 "$job_svs"
	cut_by "$task" "vips dzsave" vips dzsave --tile-size 256 --overlap 0 --suffix ".jpg[Q=80]" "$job_svs"
	cut_by "$task" "openslide-python, $(nproc) processes" "$python" scripts/bench/openslide_deepzoom.py 256 0 80 "$(nproc)" "$job_svs"
	export JAVA_OPTS=$heap
	task="3000 x 3000 pieces as JPEG of quality 90"
	cut_by "$task" coverslip scripts/coverslip tiles --format jpg "$slide"
	cut_by "$task" "vips dzsave" vips dzsave --depth one --tile-size 3000 --overlap 0 --suffix ".jpg[Q=90]" "$slide"
	echo "measured tiles" >&2
done
