"""Programs in Java or Node.js, each started once for many files. They print FILE TAB KEY TAB VALUE."""

import os
import subprocess
from pathlib import Path

import numpy as np

HERE = Path(__file__).parent


class Batch:
    """A program's findings in many files."""

    def __init__(self, command, folder, files, environment=None):
        folder.mkdir(parents=True, exist_ok=True)
        lines = "\n".join(str(file) for file in files) + "\n"
        done = subprocess.run(
            [str(word) for word in command],
            input=lines.encode(),
            capture_output=True,
            env={**os.environ, **(environment or {})},
        )
        self.facts = {str(file): {} for file in files}
        for line in done.stdout.decode("utf-8", "replace").splitlines():
            words = line.split("\t", 2)
            if len(words) == 3 and words[0] in self.facts:
                self.facts[words[0]].setdefault(words[1], []).append(words[2])
        self.words = " ".join(done.stderr.decode("utf-8", "replace").split())
        self.status = done.returncode

    def values(self, file, key):
        return self.facts[str(file)].get(key, [])

    def arrays(self, file, key="page"):
        return [np.load(path) for path in self.values(file, key)]

    def look(self, file):
        """Pages, or the reason of the refusal."""
        errors = self.values(file, "error")
        if errors:
            return None, errors[0]
        pages = self.arrays(file)
        return (pages, None) if pages else (None, f"it shows nothing (exit status {self.status}): {self.words[-200:]}")


class Java:
    """A Java with the class path of Coverslip's tests."""

    def __init__(self, classpath, work, program="java"):
        self.classpath, self.work, self.program = classpath, Path(work), program

    def command(self, main, *args, classpath=None):
        options = ["-Xmx1g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-Djava.awt.headless=true"]
        return [self.program, *options, "-cp", classpath or self.classpath, main, *args]

    def batch(self, name, main, files, *args, classpath=None):
        folder = self.work / "arrays" / name
        return Batch(self.command(main, folder, *args, classpath=classpath), folder, files)

    def feed(self, main, lines):
        done = subprocess.run(self.command(main), input="\n".join(lines) + "\n", capture_output=True, text=True)
        if done.returncode:
            raise RuntimeError(f"{main}: {done.stderr.strip()}")
        return done.stdout.splitlines()

    def version(self):
        words = subprocess.run([self.program, "-version"], capture_output=True, text=True).stderr
        return words.split('"')[1]
