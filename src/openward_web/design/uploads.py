"""A file that somebody sent, within the limit of the installation."""

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils.translation import gettext as _

from openward.problems import BadInput, Problem


def sent_file(request: HttpRequest, name: str, *, which: str, if_large: str) -> UploadedFile:
    """The file of one field. which, if_large: what to do without one, and with one too large.

    Raises
    ------
    BadInput
        There is none, or it is over the limit: then it was thrown away as it came in, and is not
        among the files.
    """
    file = request.FILES.get(name)
    whole = int(request.META.get("CONTENT_LENGTH") or 0)
    most = settings.UPLOAD_MAX_BYTES
    if whole > settings.FILE_UPLOAD_MAX_MEMORY_SIZE or (file and (file.size or 0) > most):
        what = _("the file is larger than %(most)s MB") % {"most": most // 1024 // 1024}
        raise BadInput(Problem(what, if_large))
    if file is None:
        raise BadInput(Problem(_("no file was chosen"), which))
    return file
