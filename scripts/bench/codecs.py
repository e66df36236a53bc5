"""Makes a Markdown table of JMH's results for TileCodecBenchmark: codecs.py CSV"""
import csv
import sys

scores = {}
with open(sys.argv[1], newline="") as lines:
    for row in csv.DictReader(lines):
        scores.setdefault(row["Param: codec"], {})[row["Benchmark"].rsplit(".", 1)[1]] = float(row["Score"])

print("| one tile of 256 x 256, one thread | decode | encode |")
print("|---|--:|--:|")
for codec, score in scores.items():
    print("| %s | %.0f Mpx/s | %.0f Mpx/s |" % (codec, score["decode"], score["encode"]))
