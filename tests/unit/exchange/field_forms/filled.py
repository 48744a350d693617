"""A form filled in as a telephone does it: the answers in the form's own primary instance."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree import ElementTree

from openward.exchange.field_forms.xlsform import xform, xlsform
from openward.instruments.assessment import Assessment

XFORMS = "{http://www.w3.org/2002/xforms}"


def submission_of(known: Assessment, answers: Mapping[str, str]) -> bytes:
    """The submission: every node of the instance, in its groups, with these answers."""
    form = ElementTree.fromstring(xform(xlsform(known)))  # noqa: S314 - made here
    instance = form.find(f".//{XFORMS}instance")
    assert instance is not None
    (root,) = instance
    left = dict(answers)
    for node in root.iter():
        name = node.tag.rpartition("}")[2]
        if name in left:
            node.text = left.pop(name)
    assert not left, f"the form does not ask for {left}"
    return ElementTree.tostring(root)
