"""The half "Read": files of other programs, opened with Coverslip and with the programs that are here."""

import dicom
import from_libraries
import from_others
import from_python
import from_tifffile
import images
import readers
from cases import Cases

# Programs of the columns; what they show is told, but only Coverslip is judged.
COLUMNS = ["libvips", "libtiff", "GDAL", "tifffile", "Pillow", "ImageMagick", "codecs"]


def make_cases(options, java):
    cases = Cases(options.work / "read", options.only)
    from_tifffile.add_all(cases)
    from_libraries.add_all(cases)
    from_python.add_all(cases)
    from_others.imagej(cases)
    from_others.plain(cases)
    from_others.dicom(cases)
    if options.node_modules:
        from_others.node(cases, options.node_modules)
    for case in cases.all:
        cases.write(case)
    by_imagej = [
        case.path.with_name("imagej").read_text() for case in cases.all if case.writer == "ImageJ" and not case.problem
    ]
    if by_imagej:
        java.feed("org.coverslip.compatibility.ImageJFiles", by_imagej)
    for case in cases.all:
        cases.find_truth(case)
    return cases.all


def measure(options, java):
    """Rows of the table: each a case, Coverslip's verdict and those of the others."""
    cases = make_cases(options, java)
    sound = [case for case in cases if not case.problem]
    seen = java.batch("coverslip", "org.coverslip.compatibility.SceneFindings", [case.path for case in sound])
    others = readers.look_at_all(COLUMNS, [case.path for case in sound if case.path.suffix != ".dcm"], options.jobs)
    rows = []
    for case in sound:
        if case.refusal:
            rows.append((case, refusal_verdict(case, seen), {}))
            continue
        if case.path.suffix == ".dcm":
            verdicts = {name: verdict(*dicom.look(name, case.path), case.image) for name in dicom.READERS}
        else:
            verdicts = {name: verdict(*others[name][case.path], case.image) for name in COLUMNS}
        rows.append((case, coverslip_verdict(case, seen), verdicts))
    rows += [(case, images.Verdict(False, case.problem), {}) for case in cases if case.problem]
    return rows


def verdict(pages, problem, image):
    if problem:
        return images.Verdict(False, f"refuses: {problem}")
    return images.judge(pages, image)


def refusal_verdict(case, seen):
    """A file that is not read is refused with the name of what it holds, never shown wrongly."""
    error = (seen.values(case.path, "error") or ["nothing"])[0]
    if case.refusal in error:
        return images.Verdict(True, f"refused: {case.refusal}")
    return images.Verdict(False, f"not refused by name: {error}")


def coverslip_verdict(case, seen):
    errors = seen.values(case.path, "error")
    if errors:
        return images.Verdict(False, f"refuses: {errors[0].replace(str(case.path), case.name)}")
    levels = seen.arrays(case.path, "level.0")
    if not levels:
        return images.Verdict(False, f"nothing was printed: {seen.words[-200:]}")
    expected = case.image
    problems = []
    scenes = len([key for key in seen.facts[str(case.path)] if key.startswith("scene.")])
    if scenes != 1:
        problems.append(f"{scenes} scenes")
    sizes = [(level.shape[4], level.shape[3]) for level in levels]
    if sizes != expected.sizes():
        problems.append(f"levels {sizes} for {expected.sizes()}")
    for level, wanted in zip(levels, expected.levels):
        if level.shape != wanted.shape:
            same = level.shape[3:] == wanted.shape[3:] and level.size == wanted.size and case.truth
            if not same:
                problems.append(f"shape {list(level.shape)} for {list(wanted.shape)} (t, z, c, y, x, samples)")
                continue
        if level.dtype != wanted.dtype:
            problems.append(f"{level.dtype} for {wanted.dtype}")
        mean, most = images.difference(level.reshape(wanted.shape), wanted)
        if mean > expected.mean_off or most > expected.most_off:
            problems.append(
                f"{wanted.shape[4]} x {wanted.shape[3]} differs by {mean:.3g} in the mean, {most:.3g} at most"
            )
    sizes_told = [tuple(map(float, text.split())) for text in seen.values(case.path, "pixelSize.0")]
    told = sizes_told[0] if sizes_told else None
    if case.pixel_size != "any" and not same_size(told, case.pixel_size):
        problems.append(f"pixel size {told} for {case.pixel_size}")
    depth = seen.values(case.path, "pixelSizeZ.0")
    if expected.pixel_size_z is not None and (
        not depth or abs(float(depth[0]) - expected.pixel_size_z) > 1e-3 * expected.pixel_size_z
    ):
        problems.append(f"planes {depth[0] if depth else None} apart for {expected.pixel_size_z}")
    return images.Verdict(not problems, "; ".join(problems) if problems else "right")


def same_size(a, b):
    if a is None or b is None:
        return a is b
    return all(abs(x - y) <= 1e-3 * y for x, y in zip(a, b))
