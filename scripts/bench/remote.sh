#!/bin/sh
# Measures reading a region of a slide that is far away: 4096 x 4096 pixels of an SVS from a server on the loopback address that
# answers after 30 ms, opened and read, each time as if nothing of it was known. Coverslip against GDAL's /vsicurl/, by one call and
# tile by tile.
#
#     scripts/bench/remote.sh SLIDE.svs        after mvn package; needs python3-gdal
set -e
here=$(dirname "$0")
root=$here/../..
slide=$1
port=${PORT:-8417}
runs=${RUNS:-9}
python3 "$here/range_server.py" "$(dirname "$slide")" "$port" 30 >/dev/null &
server=$!
trap 'kill $server' EXIT
sleep 1
address=http://127.0.0.1:$port/$(basename "$slide")
best() {
	sort -n | head -1
}
ours=$(java -Xmx512m -cp "$root/target/test-classes:$root/target/classes:$root/target/lib/*" \
	org.coverslip.bench.RemoteReads "$address" 8192 8192 4096 "$runs" 2>/dev/null | best)
once=$(/usr/bin/python3 "$here/gdal_reads.py" "$address" 8192 8192 4096 "$runs" | best)
tiles=$(/usr/bin/python3 "$here/gdal_reads.py" "$address" 8192 8192 4096 "$runs" 256 | best)
echo "best of $runs runs: Coverslip $ours s; GDAL by one call $once s, tile by tile $tiles s"
