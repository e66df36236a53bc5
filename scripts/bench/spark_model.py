#!/usr/bin/env python3
"""How much a cluster does with so many workers, and what binds it: a model, fed with the times of a run.

spark_model.py RESULTS [--slides 10000] [--storage MB/s] [--svg FILE]

RESULTS is a folder with a manifest.jsonl. Its slides are repeated up to the number that is asked for. A worker is a core. The model is
deterministic: pieces are given out, the biggest first, to whoever is free first; a slide that took longer than twice the length of a piece is
divided, its parts put together at the storage's speed; the driver hands out one piece after the other; all share the storage.
"""
import argparse, heapq, json, os

START = 5.0          # seconds until executors are there; measured with scripts/bench-spark.sh
HAND_OUT = 0.004     # seconds of the driver for each task
TASK = 0.03          # seconds of an executor for each task, besides its work
PIECE = 30.0         # seconds of a part of a slide that is divided


def pieces(seconds, workers):
	"""Lengths of all pieces, biggest first, small ones together; and the length of the longest assembly."""
	piece = max(PIECE / 15, min(PIECE, sum(seconds) / (8 * workers)))
	parts = []
	for s in seconds:
		n = max(1, int(s // piece)) if s > 2 * piece else 1
		parts += [s / n] * n
	parts.sort(reverse=True)
	least, batches, batch = sum(parts) / (32 * workers), [], 0.0
	for p in parts:
		if batch and batch + p > least:
			batches.append(batch)
			batch = 0.0
		batch += p
	return batches + [batch]


def time(seconds, moved, workers, storage):
	"""Seconds of a run, and what binds it."""
	batches = pieces(seconds, workers)
	free = [0.0] * workers
	for number, length in enumerate(batches):
		begin = max(heapq.heappop(free), number * HAND_OUT)
		heapq.heappush(free, begin + TASK + length)
	bounds = {
		'work': (sum(batches) + TASK * len(batches)) / workers,
		'storage': sum(moved) / storage,
		'driver': HAND_OUT * len(batches),
		'last piece': max(free),
	}
	# the schedule has work, driver and last piece in it; what of them is the largest by itself is what binds
	total = max(max(free), bounds['storage'])
	binds = 'storage' if bounds['storage'] >= max(free) else max(('work', 'driver'), key=lambda name: bounds[name])
	if binds == 'work' and total > 1.3 * bounds['work']:
		binds = 'last piece'
	return START + total, 'start of executors' if START > total else binds


def main():
	parser = argparse.ArgumentParser()
	parser.add_argument('results')
	parser.add_argument('--slides', type=int, default=10000)
	parser.add_argument('--storage', type=float, default=2000.0)
	parser.add_argument('--svg')
	args = parser.parse_args()
	last = {}
	with open(os.path.join(args.results, 'manifest.jsonl')) as lines:
		for line in lines:
			entry = json.loads(line)
			if entry['status'] == 'done':
				last[entry['input']] = entry
	if not last:
		raise SystemExit(args.results + ' has no slide that was done')
	measured = [last[key] for key in sorted(last)]
	chosen = [measured[i % len(measured)] for i in range(args.slides)]
	seconds = [entry['seconds'] for entry in chosen]
	# read once; written, read and written again where a slide is divided: an upper limit for the others
	moved = [4 * entry['size'] / 1e6 for entry in chosen]
	points, before = [], None
	print('workers  hours    slides/h  per worker  bound by')
	for workers in (1, 2, 5, 10, 20, 50, 100, 200, 300, 500, 700, 1000):
		total, binds = time(seconds, moved, workers, args.storage)
		rate = 3600 * args.slides / total
		points.append((workers, rate))
		print('%7d  %7.2f  %8.0f  %10.1f  %s' % (workers, total / 3600, rate, rate / workers, binds))
		if binds != 'work' and before is None:
			before = '%s, from about %d workers on' % (binds, workers)
	print('binds first: ' + (before or 'nothing but work, up to 1000 workers'))
	if args.svg:
		top = max(rate for _, rate in points)
		way = ' '.join('%.1f,%.1f' % (40 + workers * 0.56, 360 - 320 * rate / top) for workers, rate in points)
		with open(args.svg, 'w') as out:
			out.write('<svg xmlns="http://www.w3.org/2000/svg" width="640" height="400" font-family="sans-serif" font-size="12">'
				'<path d="M40 40V360H600" fill="none" stroke="#000"/><polyline points="%s" fill="none" stroke="#06c" '
				'stroke-width="2"/><text x="40" y="30">slides per hour, at most %.0f</text><text x="520" y="380">1000 workers'
				'</text></svg>\n' % (way, top))


if __name__ == '__main__':
	main()
