"""Reads OME-Zarr 0.4 with the zarr module, for tests in another language.

    zarr_oracle.py probe
    zarr_oracle.py description FOLDER      the attributes, with the shape, chunks and type of each level as "arrays", in JSON
    zarr_oracle.py values FOLDER LEVEL     all values of a level as numbers of 64 bits, low bytes first
"""
import json
import sys

import zarr

if sys.argv[1] == "probe":
    sys.exit(0)
group = zarr.open_group(sys.argv[2], mode="r")
paths = [dataset["path"] for dataset in group.attrs["multiscales"][0]["datasets"]]
if sys.argv[1] == "description":
    described = dict(group.attrs)
    described["arrays"] = [{"shape": group[p].shape, "chunks": group[p].chunks, "dtype": group[p].dtype.str} for p in paths]
    print(json.dumps(described, sort_keys=True))
else:
    sys.stdout.buffer.write(group[paths[int(sys.argv[3])]][...].astype("<f8").tobytes())
