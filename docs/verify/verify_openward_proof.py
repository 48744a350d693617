"""Checks a proof from an OpenWard ledger: python verify_openward_proof.py FILE"""

import json
import sys
from hashlib import sha256
from pathlib import Path


def roots(place, last, lowest, proof):
    """Old and new root above node `place` of a level whose last node is `last`; what is left."""
    old = new = lowest
    while last > 0:
        if place % 2:  # a right branch: what is on its left belongs to both trees
            other = b"\x01" + proof.pop(0)
            old, new = sha256(other + old).digest(), sha256(other + new).digest()
        elif place < last:  # a left branch: what is on its right belongs to the new tree only
            new = sha256(b"\x01" + new + proof.pop(0)).digest()
        place, last = place // 2, last // 2  # the last node of a level may rise without a partner
    return old.hex(), new.hex(), proof


try:
    file = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    proof = [bytes.fromhex(text) for text in file["proof"]]
    if file["kind"] == "inclusion":
        header, place, last = file["header"].encode(), file["index"], file["tree_size"] - 1
        opened = bytes.fromhex(file.get("salt", "")) + file.get("payload", "").encode()
        right = not opened or sha256(opened).hexdigest() == json.loads(header)["payload_digest"]
        got = roots(place, last, sha256(b"\x00" + header).digest(), proof)[1:]
        right = right and 0 <= place <= last and got == (file["root"], [])
    else:
        place, last = file["old_size"] - 1, file["new_size"] - 1
        while place % 2 and place > 0:  # up to the largest whole branch that ends the old tree
            place, last = place // 2, last // 2
        got = roots(place, last, proof.pop(0) if place else bytes.fromhex(file["old_root"]), proof)
        right = 0 <= place < last and got == (file["old_root"], file["new_root"], [])
except Exception:
    right = False
print("Right, if you hold the same sizes and roots." if right else "WRONG: it proves nothing.")
sys.exit(not right)
