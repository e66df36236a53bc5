"""Makes Markdown tables of measurements: table.py MEASUREMENTS

MEASUREMENTS has tab-separated lines "read TASK who Mpx/s" and "write TASK who seconds kilobytes", one for each run. The
tables show medians.
"""
import statistics
import sys
from collections import defaultdict


def medians(rows):
    runs = defaultdict(list)
    for task, who, *numbers in rows:
        runs[task, who].append([float(number) for number in numbers])
    return {key: [statistics.median(column) for column in zip(*values)] for key, values in runs.items()}


def tasks(table):
    return dict.fromkeys(task for task, _ in table)


def pairs(table):
    """Labels with our task and theirs: libvips cannot keep tiles, which is compared with both of its ways to a pyramid."""
    for task in tasks(table):
        if (task, "vips") in table:
            yield task, task, task
        else:
            yield task + " (libvips: to JPEG)", task, "whole slide to JPEG, quality 80"
            yield task + " (libvips: to LZW, without loss too)", task, "whole slide to LZW"


with open(sys.argv[1]) as lines:
    rows = [line.rstrip("\n").split("\t") for line in lines]
reads = medians(row[1:] for row in rows if row[0] == "read")
writes = medians(row[1:] for row in rows if row[0] == "write")

print("| random regions of level 0 | Coverslip | OpenSlide | ratio |")
print("|---|--:|--:|--:|")
for task in tasks(reads):
    ours, theirs = reads[task, "coverslip"][0], reads[task, "openslide"][0]
    print("| %s | %.0f Mpx/s | %.0f Mpx/s | %.1fx |" % (task, ours, theirs, ours / theirs))
if writes:
    print()
    print("| task | Coverslip | libvips | ratio | memory: Coverslip | libvips |")
    print("|---|--:|--:|--:|--:|--:|")
for label, our_task, their_task in pairs(writes):
    ours, theirs = writes[our_task, "coverslip"], writes[their_task, "vips"]
    print("| %s | %.1f s | %.1f s | %.1fx | %.0f MB | %.0f MB |"
          % (label, ours[0], theirs[0], theirs[0] / ours[0], ours[1] / 1024, theirs[1] / 1024))
