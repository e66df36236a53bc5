"""Files that other programs write, each with what it should show."""

import fnmatch
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Callable, Optional

import numpy as np

import images
import readers

LOSSY = {"mean_off": 1.5, "most_off": 40}


@dataclass
class Case:
    """A file: who writes it, what is special about it, and what it should show (or who tells it)."""

    name: str
    writer: str
    what: str
    make: Callable[[Path], None]
    image: Optional[images.Image] = None
    truth: Optional[str] = None
    path: Optional[Path] = None
    problem: Optional[str] = None
    off: tuple = (0, 0)
    pixel_size: object = "any"
    convention: Optional[str] = None
    refusal: Optional[str] = None
    means: Optional[str] = None


class Cases:
    """Collects cases, and makes the files."""

    def __init__(self, folder, only="*"):
        self.folder, self.only, self.all = Path(folder), only, []

    def add(
        self,
        name,
        writer,
        what,
        make,
        levels=None,
        axes="YXS",
        truth=None,
        off=(0, 0),
        pixel_size="any",
        pixel_size_z=None,
        convention=None,
        refusal=None,
        means=None,
    ):
        """levels: arrays of the axes, finest first, where the writer's input is what should be shown; truth: else the
        program that tells it. convention: why no other program need agree. refusal: what
        Coverslip names as the reason why it does not read the file. means: of which type the samples really are."""
        if not fnmatch.fnmatch(name, self.only):
            return
        image = None
        if levels is not None:
            levels = levels if isinstance(levels, list) else [levels]
            image = images.Image(
                [images.canonical(level, axes) for level in levels],
                pixel_size_z=pixel_size_z,
                mean_off=off[0],
                most_off=off[1],
            )
        self.all.append(
            Case(
                name,
                writer,
                what,
                make,
                image,
                truth,
                off=off,
                pixel_size=pixel_size,
                convention=convention,
                refusal=refusal,
                means=means,
            )
        )

    def write(self, case):
        """Makes a file in a folder of its own, since some formats look at their neighbours."""
        folder = self.folder / case.name.replace(".", "-")
        folder.mkdir(parents=True, exist_ok=True)
        case.path = folder / case.name
        here = os.getcwd()
        try:
            case.make(case.path)
            if not case.path.exists():
                case.problem = "the writer wrote nothing"
        except Exception as problem:
            case.problem = f"the writer failed: {problem}".splitlines()[0]
        finally:
            os.chdir(here)

    def find_truth(self, case):
        """Takes what another program shows for what the file should show."""
        if case.image is not None or case.problem or case.refusal:
            return
        pages, problem = readers.look(case.truth, case.path)
        if problem:
            case.problem = f"{case.truth} does not read it: {problem}"
            return
        levels = {}
        for page in pages:
            page = page.view(case.means) if case.means else page
            levels.setdefault(page.shape[:2], []).append(page)
        stacks = [np.stack(levels[size]) for size in sorted(levels, reverse=True)]
        case.image = images.Image(
            [images.canonical(stack, "ZYXS") for stack in stacks], mean_off=case.off[0], most_off=case.off[1]
        )
