#!/usr/bin/env python3
"""Time until the text UI's first usable screen on a vault, on a pseudo-terminal: screen.py TOOLS GUICHET READY-REGEX [TIMES].

TOOLS is the folder of measure.py (../shared/bench); GUICHET_VAULT and GUICHET_PASSPHRASE_FILE say which vault."""
import os, re, statistics, sys

sys.path.insert(0, sys.argv[1])
import measure

runs = [measure.screen([sys.argv[2], "--lang", "en"], sys.argv[3].encode(), quit_keys=[b"q", b"y", b"\r", b"\x11"], timeout=60)
        for _ in range(int(sys.argv[4]) if len(sys.argv) > 4 else 5)]
if any(run["wall"] is None for run in runs):
    sys.exit("the first screen did not come")
middle = {key: statistics.median(run[key] for run in runs) for key in ("wall", "cpu", "rss_mb")}
print("%-44s wall %7.2f s   cpu %7.2f s   peak %4.0f MB" % ("first usable screen", middle["wall"], middle["cpu"], middle["rss_mb"]))
