#!/bin/bash
# Tests coverslip spark on a cluster of Apache Spark on this machine: a master and two workers, each in a Java of its own. A worker is
# killed in the middle of a run, then a driver, and executors run out of memory. After: mvn -q -DskipTests -Pspark package
#   scripts/spark-cluster.sh [SLIDES]     a folder of slides; without one, slides are made
# Results must be those of coverslip folder, to the byte, with nothing left beside them. Exit status 0 if all are.
# A minute and a half on two cores. JAVA_HOME chooses the Java of all processes.
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
master_process=
driver=
failed=0

start_worker() { # NAME
	"$java" -Xmx128m -cp "$SPARK_HOME/jars/*" org.apache.spark.deploy.worker.Worker --host 127.0.0.1 --cores 1 --memory 1g \
		--webui-port 0 "$master" >>"$work/worker-$1.log" 2>&1 &
	workers[$1]=$!
}

stop() {
	for process in $driver "${workers[@]}" $master_process; do
		kill "$process" 2>/dev/null
	done
	wait 2>/dev/null
	rm -rf "$work"
}
trap stop EXIT

"$java" -Xmx256m -cp "$SPARK_HOME/jars/*" org.apache.spark.deploy.master.Master --host 127.0.0.1 --port $port --webui-port 0 \
	>"$work/master.log" 2>&1 &
master_process=$!

slides=${1:-}
if [ -z "$slides" ]; then
	slides=$work/slides
	mkdir "$slides"
	"$java" -cp "$root/target/test-classes:$root/target/classes:$root/target/lib/*" org.coverslip.app.MadeSlides "$slides" 5 900 1 6200 ||
		exit 1
fi
count=$(find "$slides" -type f | wc -l)
options="compression=jpeg quality=80"

for _ in $(seq 120); do
	(: <"/dev/tcp/127.0.0.1/$port") 2>/dev/null && break
	sleep 0.5
done
start_worker a
start_worker b

# With exec, so that a process that is started with & is the driver's.
on_cluster() { # TASK OPTIONS RESULTS [OPTION OF SPARK...]
	local task=$1 options=$2 results=$3
	shift 3
	export JAVA_OPTS="-Xmx512m -Dspark.executor.memory=512m -Dspark.executor.cores=1 -Dspark.cores.max=2 $*"
	exec "$root/scripts/coverslip" spark "$slides" "$results" --task "$task" --options "$options" --master "$master" \
		>>"$work/driver.log" 2>&1
}

# What bin/spark-submit of an installed Spark does: its launcher says what command it is.
submit() { # RESULTS
	local command
	{
		read -r
		mapfile -d '' -t command
	} < <("$java" -cp "$SPARK_HOME/jars/*" org.apache.spark.launcher.Main org.apache.spark.deploy.SparkSubmit \
		--master "$master" --driver-memory 512m --conf spark.executor.memory=512m --conf spark.executor.cores=1 \
		--class org.coverslip.app.Coverslip --jars "$(echo "$root"/target/lib/*.jar | tr ' ' ,)" \
		"$(find "$root/target" -maxdepth 1 -name 'coverslip-*.jar' ! -name '*-core.jar' ! -name '*-sources.jar' ! -name '*-tests.jar')" \
		spark "$slides" "$1" --options "$options")
	"${command[@]}" >>"$work/driver.log" 2>&1
}

check() { # WHAT COMMAND...
	local what=$1
	shift
	if "$@"; then
		echo "ok: $what"
	else
		echo "FAILED: $what"
		tail -n 20 "$work/driver.log"
		failed=1
	fi
}

clean() { # RESULTS
	[ -z "$(find "$1" -name '.*' ! -name .coverslip-folder)" ]
}

equal() { # RESULTS
	diff -rq -x manifest.jsonl "$work/expected" "$1" && clean "$1" && [ "$(lines "$1" done)" = "$count" ]
}

lines() { # RESULTS STATUS
	grep -c "\"status\": \"$2\"" "$1/manifest.jsonl" 2>/dev/null
}

# Waits until executors are at work, and says whether the run is still going on then.
await_middle() { # RESULTS PROCESS
	for _ in $(seq 600); do
		[ "$(find "$1/.coverslip-spark/begun" -type f 2>/dev/null | wc -l)" -lt 2 ] || break
		sleep 0.1
	done
	kill -0 "$2" && [ "$(lines "$1" done)" != "$count" ]
}

JAVA_OPTS=-Xmx512m "$root/scripts/coverslip" folder "$slides" "$work/expected" --options "$options" >/dev/null || exit 1

(on_cluster convert "$options" "$work/plain")
check "two workers leave what one process leaves" equal "$work/plain"

(on_cluster convert "$options" "$work/lost" -Dspark.speculation=true -Dspark.speculation.interval=50ms \
	-Dspark.speculation.multiplier=1.01 -Dspark.speculation.quantile=0.1) &
driver=$!
check "a worker was killed in the middle" await_middle "$work/lost" $driver
kill -9 ${workers[a]} $(pgrep -P ${workers[a]})
wait $driver ${workers[a]} 2>/dev/null
check "a worker killed, speculation" equal "$work/lost"
start_worker a

(on_cluster convert "$options" "$work/restarted") &
driver=$!
check "a driver was killed in the middle" await_middle "$work/restarted" $driver
kill -9 $driver
wait $driver 2>/dev/null
driver=
submit "$work/restarted"
check "a driver killed, the rest done by spark-submit" equal "$work/restarted"

# Each tile is a whole slide, and executors have memory for the small ones alone. The two settings of Spark let it begin with so little.
if [ $# = 0 ]; then
	tiles="width=9000 height=9000"
	JAVA_OPTS=-Xmx1g "$root/scripts/coverslip" folder "$slides" "$work/tiles" --task tiles --options "$tiles" >/dev/null || exit 1
	rm -r "$work/tiles/slide6"
	(on_cluster tiles "$tiles" "$work/memory" -Dspark.testing.memory=600000000 -Dspark.network.maxRemoteBlockSizeFetchToMem=32m \
		-Dspark.executor.extraJavaOptions=-XX:MaxHeapSize=100m)
	status=$?
	one_failed() {
		[ $status = 1 ] && [ "$(lines "$work/memory" done)" = 5 ] &&
			[ "$(grep '"status": "failed"' "$work/memory/manifest.jsonl" | grep -c 'slide6.tif was begun 3 times')" = 1 ] &&
			grep -q OutOfMemoryError "$SPARK_WORKER_DIR"/*/*/stderr &&
			diff -rq -x manifest.jsonl "$work/tiles" "$work/memory" && clean "$work/memory"
	}
	check "executors out of memory: the slide fails, the others are there" one_failed
fi

exit $failed
