"""Runs programs by their command line."""

import subprocess


class Refused(Exception):
    """The program does not read the file; its own words."""


def run(*command, stdin=None):
    done = subprocess.run([str(word) for word in command], input=stdin, capture_output=True)
    if done.returncode:
        words = (
            done.stderr.decode("utf-8", "replace").strip() or done.stdout.decode("utf-8", "replace").strip()
        ).splitlines()
        grave = [line for line in words if "warning" not in line.lower()]
        raise Refused((grave or words or [f"exit status {done.returncode}"])[0])
    return done.stdout


def first_words(*command):
    done = subprocess.run(command, capture_output=True, text=True)
    return (done.stdout + done.stderr).strip().splitlines()
