"""The record of everything that was written, so that nothing can be changed unseen.

Entries are leaves of a Merkle tree. `docs/reference/ledger-proofs.md` gives every byte.
"""
