"""One router for all, since an address that is read and written is one address."""

from ninja import Router

router = Router()
