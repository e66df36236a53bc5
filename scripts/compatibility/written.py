"""The half "Written": files by Coverslip, opened with every program that is here."""

import fnmatch
import json
from pathlib import Path

import images
import readers
import variants
from batches import Batch, HERE, Java

JAVA_IMAGE_IO = "com.sun.imageio.plugins.tiff"
TWELVE_MONKEYS = "com.twelvemonkeys.imageio.plugins.tiff"


def write_all(options, java):
    sources = variants.sources(options.work / "sources")
    chosen = [variant for variant in variants.variants(sources) if fnmatch.fnmatch(variant.name, options.only)]
    lines = []
    for variant in chosen:
        folder = options.work / "written" / variant.name.replace(".", "-")
        folder.mkdir(parents=True, exist_ok=True)
        variant.path = folder / variant.name
        variant.path.unlink(missing_ok=True)
        lines.append("\t".join(["convert", str(sources.paths[variant.source]), str(variant.path), *variant.options]))
    for variant, said in zip(chosen, java.feed("org.coverslip.app.CommandLines", lines)):
        status, _, words = said.partition("\t")
        if status != "0":
            variant.problem = words
    return chosen


def measure(options, java):
    """The variants, and for each program its name with version and its verdicts in their order."""
    chosen = write_all(options, java)
    files = [variant.path for variant in chosen if not variant.problem]
    own = java.batch("coverslip-written", "org.coverslip.compatibility.SceneFindings", files)
    table = {"Coverslip": [own_verdict(variant, own) for variant in chosen]}
    columns = {}
    versions = readers.versions()
    for name, seen in readers.look_at_all(list(versions), files, options.jobs).items():
        columns[f"{name} {versions[name]}"] = seen
    for title, batch in batches(options, java, files):
        columns[title] = {file: batch.look(file) for file in files}
    for title, seen in columns.items():
        table[title] = [verdict(variant, seen.get(variant.path)) for variant in chosen]
    return chosen, table


def own_verdict(variant, own):
    """Which levels a file has is up to Coverslip; but those it has are halves of one another, to the last sample where
    nothing is lost."""
    if variant.problem:
        return images.Verdict(False, f"not written: {variant.problem}")
    errors = own.values(variant.path, "error")
    if errors:
        return images.Verdict(False, f"refuses: {errors[0]}")
    levels, image = own.arrays(variant.path, "level.0"), variant.image
    image.levels = image.levels[: len(levels)]
    if "--dialect=plain" in variant.options:
        # Which plane is which is not said there.
        levels = [
            level.reshape(wanted.shape) if level.size == wanted.size else level
            for level, wanted in zip(levels, image.levels)
        ]
    if [level.shape for level in levels] != [level.shape for level in image.levels]:
        return images.Verdict(
            False, f"levels of {[level.shape for level in levels]} for {[level.shape for level in image.levels]}"
        )
    for number, (level, wanted) in enumerate(zip(levels, image.levels)):
        mean, most = images.difference(level, wanted)
        if level.dtype != wanted.dtype or mean > image.mean_off * (1 + number) or most > image.most_off:
            return images.Verdict(False, f"level {number} is off by {mean:.3g} in the mean, {most:.3g} at most")
    return images.Verdict(True, "all" if len(levels) > 1 else "right")


def batches(options, java, files):
    main = "org.coverslip.compatibility.ImageIoFindings"
    yield f"Java {java.version()}", java.batch("imageio", main, files, JAVA_IMAGE_IO)
    if options.java25:
        newer = Java(java.classpath, java.work, options.java25)
        yield f"Java {newer.version()}", newer.batch("imageio25", main, files, JAVA_IMAGE_IO)
    yield f'TwelveMonkeys {jar_version(java.classpath, "imageio-tiff")}', java.batch(
        "twelvemonkeys", main, files, TWELVE_MONKEYS
    )
    yield f'ImageJ {jar_version(java.classpath, "ij")}', java.batch(
        "imagej", "org.coverslip.compatibility.ImageJFindings", files
    )
    if options.bioformats:
        folder = options.work / "arrays" / "bioformats"
        command = java.command(HERE / "BioFormatsFindings.java", folder, classpath=options.bioformats)
        yield f"Bio-Formats {options.bioformats_version}", Batch(command, folder, files)
    if options.node_modules:
        for name, script in [("geotiff.js", "geotiff_read.mjs"), ("sharp", "sharp_read.cjs")]:
            folder = options.work / "arrays" / script
            batch = Batch(["node", HERE / script, folder], folder, files, {"NODE_PATH": str(options.node_modules)})
            yield f"{name} {node_version(options.node_modules, name)}", batch


def jar_version(classpath, artifact):
    for entry in classpath.split(":"):
        name = Path(entry).stem
        if name.startswith(artifact + "-") and name[len(artifact) + 1].isdigit():
            return name[len(artifact) + 1 :]
    return "?"


def node_version(modules, name):
    return json.loads((modules / name.removesuffix(".js") / "package.json").read_text())["version"]


def verdict(variant, seen):
    if variant.problem:
        return images.Verdict(False, "not written")
    pages, problem = seen
    return images.judge(pages, variant.image) if problem is None else images.Verdict(False, f"refuses: {problem}")
