"""What ofd2img shows of an OFD file: ofd2img_pages.py FILE FOLDER, in an environment that has it.

Writes page-1.png, page-2.png ... and text.json, a list of what it read from each page.
"""

import json
import os
import sys
from pathlib import Path

from ofd2img import OFD

file, folder = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
os.chdir(folder)  # fonts are put where it runs, and beside it another one may run
document = OFD()
document.read(str(file), fmt="path")
texts = [page["text_list"] for _, page in sorted(document.data[0]["page_info"].items())]
words = ["".join(each["text"] for each in page) for page in texts]
(folder / "text.json").write_text(json.dumps(words, ensure_ascii=False), encoding="utf-8")
for number, picture in enumerate(document.to_jpg(), 1):
    picture.save(folder / f"page-{number}.png")
