#!/bin/bash
# Tests coverslip spark on a cluster of Apache Spark on this machine: a master and two workers, each in a Java of its own, with and
# without speculation. After: mvn -q -DskipTests -Pspark package
#   scripts/spark-cluster.sh [SLIDES]     a folder of slides; without one, slides are made
# Results must be those of coverslip folder, to the byte, with nothing left beside them. Exit status 0 if all are.
set -u
root=$(cd "$(dirname "$0")/.." && pwd)
if [ ! -d "$root/target/spark/jars" ]; then
	echo "spark-cluster: not built yet; run 'mvn -q -DskipTests -Pspark package' in $root" >&2
	exit 1
fi
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
work=$(mktemp -d "${TMPDIR:-/tmp}/coverslip-spark.XXXXXX")
export SPARK_HOME=$root/target/spark SPARK_SCALA_VERSION=2.13 SPARK_LOCAL_IP=127.0.0.1 SOURCE_DATE_EPOCH=1700000000
export SPARK_WORKER_DIR=$work/worker SPARK_LOCAL_DIRS=$work/local
port=$((20000 + $$ % 20000))
master=spark://127.0.0.1:$port
declare -A workers
failed=0

start_worker() { # NAME
	"$java" -Xmx128m -cp "$SPARK_HOME/jars/*" org.apache.spark.deploy.worker.Worker --host 127.0.0.1 --cores 1 --memory 1g \
		--webui-port 0 "$master" >"$work/worker-$1.log" 2>&1 &
	workers[$1]=$!
}

stop() {
	for process in "${workers[@]}" "$master_process"; do
		kill "$process" 2>/dev/null
	done
	wait 2>/dev/null
	rm -rf "$work"
}
trap stop EXIT

"$java" -Xmx256m -cp "$SPARK_HOME/jars/*" org.apache.spark.deploy.master.Master --host 127.0.0.1 --port $port --webui-port 0 \
	>"$work/master.log" 2>&1 &
master_process=$!
for _ in $(seq 120); do
	(: <"/dev/tcp/127.0.0.1/$port") 2>/dev/null && break
	sleep 0.5
done
start_worker a
start_worker b

slides=${1:-}
if [ -z "$slides" ]; then
	slides=$work/slides
	mkdir "$slides"
	"$java" -cp "$root/target/test-classes:$root/target/classes:$root/target/lib/*" org.coverslip.app.MadeSlides "$slides" 5 900 1 6200 ||
		exit 1
fi
options="compression=jpeg quality=80"

on_cluster() { # RESULTS [OPTION OF SPARK...]
	local results=$1
	shift
	JAVA_OPTS="-Xmx512m -Dspark.executor.memory=512m -Dspark.executor.cores=1 -Dspark.cores.max=2 $*" \
		"$root/scripts/coverslip" spark "$slides" "$results" --options "$options" --master "$master"
}

equal() { # WHAT RESULTS
	if diff -rq -x manifest.jsonl "$work/expected" "$2" && [ -z "$(find "$2" -name '.*' ! -name .coverslip-folder)" ]; then
		echo "ok: $1"
	else
		echo "FAILED: $1"
		failed=1
	fi
}

JAVA_OPTS=-Xmx512m "$root/scripts/coverslip" folder "$slides" "$work/expected" --options "$options" >/dev/null || exit 1

on_cluster "$work/plain" >/dev/null
equal "two workers leave what one process leaves" "$work/plain"
[ "$(grep -c '"status": "done"' "$work/plain/manifest.jsonl")" = "$(find "$slides" -type f | wc -l)" ] || {
	echo "FAILED: a line of the manifest for each slide"
	failed=1
}

on_cluster "$work/speculation" -Dspark.speculation=true -Dspark.speculation.interval=50ms -Dspark.speculation.multiplier=1.01 \
	-Dspark.speculation.quantile=0.1 >/dev/null
equal "speculation" "$work/speculation"

exit $failed
